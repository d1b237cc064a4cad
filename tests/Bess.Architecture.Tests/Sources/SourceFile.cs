namespace Bess.Architecture.Tests.Sources;

/// <summary>A C# file of the repository with its tokens.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<IReadOnlyList<SourceToken>> _tokens = new(() => SourceLexer.Read(Text));

    public static IReadOnlyList<SourceFile> All { get; } = [.. In("src/"), .. In("tests/")];

    public IReadOnlyList<SourceToken> Tokens => _tokens.Value;

    public int LineCount => Text.Split('\n').Length - (Text.EndsWith('\n') ? 1 : 0);

    public static IEnumerable<SourceFile> In(string folder) =>
        Repository.FilesIn(folder, ".cs").Select(file => new SourceFile(file, Repository.Read(file)));
}
