namespace Bess.Architecture.Tests.Sources;

/// <summary>An interface is a promise: it and all its members say what they promise.</summary>
internal static class InterfaceRules
{
    public static IEnumerable<string> Undocumented(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => UndocumentedLines(file).Select(line => $"{file.Path}:{line}: no doc comment"));

    private static IEnumerable<int> UndocumentedLines(SourceFile file)
    {
        var tokens = file.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Is("interface") && tokens[i].Kind == TokenKind.Word)
            {
                foreach (var start in Starts(tokens, i).Where(start => !HasComment(tokens, start)))
                {
                    yield return tokens[start].Line;
                }
            }
        }
    }

    /// <summary>Index of the first token of the interface's declaration and of each member.</summary>
    private static IEnumerable<int> Starts(IReadOnlyList<SourceToken> tokens, int keyword)
    {
        var first = keyword;
        while (first > 0 && tokens[first - 1].Kind != TokenKind.Comment && !Ends(tokens[first - 1]))
        {
            first--;
        }

        yield return first;
        int depth = 0, at = keyword;
        var isBetween = false;
        for (; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Kind == TokenKind.Comment)
                continue;
            if (token.Is("}") && --depth == 0)
                yield break;
            if (isBetween && depth == 1 && !token.Is("}"))
            {
                yield return at;
                isBetween = false;
            }

            depth += token.Is("{") ? 1 : 0;
            isBetween |= depth == 1 && Ends(token);
            if (depth == 0 && token.Is(";"))
                yield break;
        }
    }

    private static bool Ends(SourceToken token) => token.Is(";") || token.Is("{") || token.Is("}");

    private static bool HasComment(IReadOnlyList<SourceToken> tokens, int start) =>
        start > 0 && tokens[start - 1].Kind == TokenKind.Comment && tokens[start - 1].Text.StartsWith("///", StringComparison.Ordinal);
}
