using System.Text.RegularExpressions;

namespace Bess.Architecture.Tests.Documentation;

/// <summary>What a page says exists, exists.</summary>
internal static partial class DocumentationRules
{
    public static IEnumerable<string> DeadLinks(MarkdownFile page, Func<string, bool> exists, Func<string, MarkdownFile?> pageAt)
    {
        foreach (var link in page.Links.Where(link => !Scheme().IsMatch(link)))
        {
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? page.Path : Resolve(page.Path, parts[0]);
            if (!exists(target))
                yield return $"{page.Path}: the link {link} leads nowhere";
            else if (parts.Length == 2 && pageAt(target) is { } other && !other.Anchors.Contains(parts[1]))
                yield return $"{page.Path}: {target} has no heading #{parts[1]}";
        }
    }

    public static IEnumerable<string> DeadPaths(MarkdownFile page, Func<string, bool> exists) =>
        page.NamedPaths.Where(path => !exists(path)).Select(path => $"{page.Path}: names {path}, which does not exist");

    /// <summary>The last word of each name, for example SolveResult.Primal → Primal, must be a word of the sources.</summary>
    public static IEnumerable<string> UnknownNames(MarkdownFile page, IReadOnlySet<string> words) =>
        from name in page.NamesInCode()
        from word in Identifier().Matches(name).Select(match => match.Value)
        where !words.Contains(word)
        select $"{page.Path}: the code has no name {word}";

    /// <summary>True for a tracked file or a folder with tracked files.</summary>
    public static bool Exists(string path) =>
        path.Length == 0 || Repository.Files.Contains(path) || Repository.Files.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    private static string Resolve(string from, string link)
    {
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (var part in link.TrimEnd('/').Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
