using Bess.Architecture.Tests.Sources;

namespace Bess.Architecture.Tests.Documentation;

/// <summary>Links, paths and names in the pages hold.</summary>
public sealed class DocumentationTests
{
    private const string Marker = "<!-- the two commands: .ci/run executes exactly these lines -->";

    [Fact]
    public void Links_AllLeadSomewhere() =>
        Report.None(MarkdownFile.All.SelectMany(page => DocumentationRules.DeadLinks(page, DocumentationRules.Exists, PageAt)));

    [Fact]
    public void Paths_AllExist() => Report.None(MarkdownFile.All.SelectMany(page => DocumentationRules.DeadPaths(page, DocumentationRules.Exists)));

    [Fact]
    public void NamesInCode_AllExist()
    {
        var words = SourceFile.In("src/").SelectMany(file => file.Tokens).Where(token => token.Kind == TokenKind.Word).Select(token => token.Text).ToHashSet();
        Report.None(MarkdownFile.All.SelectMany(page => DocumentationRules.UnknownNames(page, words)));
    }

    [Fact]
    public void Readme_TwoCommands_StandAtTheMarker()
    {
        var readme = Repository.Read("README.md");
        var at = readme.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(at >= 0, $"expected the line {Marker} in README.md, found none");
        Assert.Equal(
            ["dotnet run --project src/Bess.Cli -c Release -- coordinate samples/vpp-50", "dotnet test Bess.sln"],
            new MarkdownFile("README.md", readme[at..]).Commands.Take(2));
    }

    [Fact]
    public void Decisions_AreNumberedWithoutGaps()
    {
        var numbers = Repository.FilesIn("docs/decisions/0", ".md").Select(file => int.Parse(Path.GetFileName(file)[..4], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, numbers.Count()), numbers);
    }

    [Theory]
    [InlineData("[a](missing.md)")]
    [InlineData("[a](../README.md#no-such-heading)")]
    [InlineData("![a](pictures/none.svg \"title\")")]
    [InlineData("[a](#nowhere)")]
    public void Links_PlantedDeadOne_Fails(string text) =>
        Assert.Single(DocumentationRules.DeadLinks(new MarkdownFile("docs/a.md", text), path => path is "README.md" or "docs/a.md", _ => new MarkdownFile("README.md", "# Here\n")));

    [Theory]
    [InlineData("[a](../README.md#here-it-is)")]
    [InlineData("[a](https://example.org/x)")]
    [InlineData("`[a](missing.md)`")]
    public void Links_LivingOne_Passes(string text) =>
        Assert.Empty(DocumentationRules.DeadLinks(new MarkdownFile("docs/a.md", text), path => path == "README.md", _ => new MarkdownFile("README.md", "# Here: it is\n")));

    [Fact]
    public void Paths_PlantedMissingOne_Fails() =>
        Assert.Single(DocumentationRules.DeadPaths(new MarkdownFile("a.md", "see `src/Bess.Nowhere/`"), DocumentationRules.Exists));

    [Fact]
    public void NamesInCode_PlantedUnknownOne_Fails()
    {
        var page = new MarkdownFile("a.md", "| symbol | name in code |\n|---|---|\n| μ | `Barrier` |\n| σ | `Nonsense` |\n\n| x | y |\n|---|---|\n| `No` | `No` |\n");
        Assert.Equal("Nonsense", Assert.Single(DocumentationRules.UnknownNames(page, new HashSet<string> { "Barrier" })).Split(' ')[^1]);
    }

    private static MarkdownFile? PageAt(string path) => MarkdownFile.All.FirstOrDefault(page => page.Path == path);
}
