using Xunit.Abstractions;

namespace Bess.Architecture.Tests.Sources;

/// <summary>Files and methods stay short; the distribution is printed.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    [Fact]
    public void Files_WithinTheLimit() => Report.None(SizeRules.LongFiles(SourceFile.All));

    [Fact]
    public void Bodies_WithinTheLimit() => Report.None(SizeRules.LongMembers(SourceFile.All, SizeRules.LongBodies));

    [Fact]
    public void Exceptions_FewAndNeeded()
    {
        Assert.InRange(SizeRules.LongBodies.Count, 0, 8);
        Report.None(SizeRules.IdleExceptions(SourceFile.All, SizeRules.LongBodies));
    }

    [Fact]
    public void Distribution_IsPrinted()
    {
        foreach (var folder in new[] { "src/", "tests/" })
        {
            var files = SourceFile.All.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)).ToArray();
            output.WriteLine(SizeRules.Distribution($"lines a file in {folder}", files.Select(file => file.LineCount)));
            output.WriteLine(SizeRules.Distribution($"lines a body in {folder}", files.SelectMany(file => MemberBody.In(file.Tokens)).Select(body => body.Lines)));
            foreach (var (path, body) in files.SelectMany(file => MemberBody.In(file.Tokens).Select(body => (file.Path, body))).OrderByDescending(x => x.body.Lines).Take(3))
            {
                output.WriteLine($"  {body.Lines} {path} {body.Name}");
            }
        }
    }

    [Fact]
    public void LongFile_Planted_Fails() =>
        Assert.Single(SizeRules.LongFiles([new SourceFile("a.cs", new string('\n', SizeRules.FileLimit + 1))]));

    [Theory]
    [InlineData("void M<T>(int a = 1)\n where T : struct\n {", "}", "M")]
    [InlineData("public int P { get { return 1; } set {", "} }", "set")]
    [InlineData("static C operator +(C a, C b) {", "}", "+")]
    [InlineData("int F() => 1", ";", "F")]
    [InlineData("[Obsolete(\"{\")] C(int a) : base($\"{a + \"}\"}\") {", "}", "C")]
    public void LongBody_Planted_Fails(string opening, string closing, string name)
    {
        var file = Class($"{opening}{new string('\n', SizeRules.BodyLimit + 2)}{closing}");
        var violation = Assert.Single(SizeRules.LongMembers([file], SizeRules.LongBodies));
        Assert.Contains(name == "+" ? "operator" : name, violation, StringComparison.Ordinal);
    }

    [Fact]
    public void LongBody_Excused_StillHasALimit()
    {
        var excuse = new Dictionary<string, string> { ["a.cs#M"] = "reads as the paper" };
        Assert.Empty(SizeRules.LongMembers([Class($"void M() {{{new string('\n', 100)}}}")], excuse));
        Assert.Single(SizeRules.LongMembers([Class($"void M() {{{new string('\n', 200)}}}")], excuse));
        Assert.Single(SizeRules.IdleExceptions([Class("void M() { }")], excuse));
    }

    [Fact]
    public void ShortBodies_AfterStringsWithBraces_AreAllFound()
    {
        var file = Class("int A() { return \"}\".Length; } int B => '{'; void D() { if (A() > 0) { B(); } } int[] E { get; } = new int[] { 1 };");
        Assert.Equal(["A", "B", "D"], MemberBody.In(file.Tokens).Select(body => body.Name));
    }

    private static SourceFile Class(string members) => new("a.cs", $"namespace N;\npublic sealed class C\n{{\n{members}\n}}\n");
}
