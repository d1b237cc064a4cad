namespace Bess.Architecture.Tests.Sources;

/// <summary>Every interface and each of its members has a doc comment, the internal ones too.</summary>
public sealed class InterfaceTests
{
    [Fact]
    public void Interfaces_AllDocumented() => Report.None(InterfaceRules.Undocumented(SourceFile.In("src/")));

    [Fact]
    public void Interfaces_AreFound() =>
        Assert.Contains(SourceFile.In("src/"), file => file.Tokens.Any(token => token.Is("interface")));

    [Fact]
    public void Interface_NoComment_Fails() => Assert.Equal(1, Count("internal interface IBare { }"));

    [Theory]
    [InlineData("/// <summary>Said.</summary>\ninternal interface I { int A { get; } void B(int x); }", 2)]
    [InlineData("/// <summary>Said.</summary>\ninternal interface I {\n/// <summary>A.</summary>\nint A { get; }\nvoid B(int x); }", 1)]
    [InlineData("/// <summary>Said.</summary>\n[Obsolete]\npublic interface I<T>\n where T : class\n{\n/// <summary>A.</summary>\nint A { get; }\n}", 0)]
    public void Interface_MemberWithoutComment_Fails(string code, int expected) => Assert.Equal(expected, Count(code));

    private static int Count(string code) => InterfaceRules.Undocumented([new SourceFile("a.cs", "namespace N;\n" + code)]).Count();
}
