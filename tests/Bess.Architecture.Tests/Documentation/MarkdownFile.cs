using System.Text.RegularExpressions;

namespace Bess.Architecture.Tests.Documentation;

/// <summary>A page of documentation.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Text">Its content.</param>
internal sealed partial record MarkdownFile(string Path, string Text)
{
    public static IReadOnlyList<MarkdownFile> All { get; } =
        [.. Repository.FilesIn(string.Empty, ".md").Select(file => new MarkdownFile(file, Repository.Read(file)))];

    /// <summary>Targets of links and images outside code.</summary>
    public IEnumerable<string> Links => Link().Matches(Code().Replace(Text, string.Empty)).Select(match => match.Groups[1].Value);

    /// <summary>Anchors of the headings, as the usual renderers form them.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Fence().Replace(Text, string.Empty)).Select(match => AnchorOf(match.Groups[1].Value));

    /// <summary>Commands in shell blocks, one a line.</summary>
    public IEnumerable<string> Commands =>
        ShellBlock().Matches(Text).SelectMany(match => match.Groups[1].Value.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>Paths such as src/Bess.Domain/Fault.cs in backticks.</summary>
    public IEnumerable<string> NamedPaths => NamedPath().Matches(Text).Select(match => match.Groups[1].Value.TrimEnd('/'));

    /// <summary>Identifiers in the column "name in code" of tables.</summary>
    public IEnumerable<string> NamesInCode()
    {
        int column = -1;
        foreach (var line in Text.Split('\n'))
        {
            if (!line.TrimStart().StartsWith('|'))
            {
                column = -1;
                continue;
            }

            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
            if (column < 0)
                column = Array.IndexOf(cells, "name in code") is var at and >= 0 ? at : int.MaxValue;
            else if (column < cells.Length)
            {
                foreach (Match name in Backticked().Matches(cells[column]))
                    yield return name.Groups[1].Value;
            }
        }
    }

    private static string AnchorOf(string heading) =>
        NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("```(?:bash|sh|shell)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"`((?:src|tests|docs|samples)/[\w./-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotInAnchor();
}
