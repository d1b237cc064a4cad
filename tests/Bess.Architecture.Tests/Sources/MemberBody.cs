namespace Bess.Architecture.Tests.Sources;

/// <summary>A body of code and its length.</summary>
/// <param name="Name">Method, constructor, operator or accessor.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Lines">Lines between the braces, or lines of the expression.</param>
internal sealed record MemberBody(string Name, int Line, int Lines)
{
    private static readonly string[] TypeWords = ["class", "struct", "interface", "record", "enum", "namespace", "extension"];

    private enum Scope
    {
        Type,
        Property,
        Code,
    }

    /// <summary>All bodies of a file, by following the braces.</summary>
    public static IReadOnlyList<MemberBody> In(IReadOnlyList<SourceToken> tokens)
    {
        var bodies = new List<MemberBody>();
        var scopes = new Stack<(Scope Kind, SourceToken Open, string? Body)>();
        var header = new List<SourceToken>();
        int expressionAt = -1, nesting = 0;
        foreach (var token in tokens.Where(token => token.Kind != TokenKind.Comment))
        {
            var isMemberLevel = scopes.Count == 0 || scopes.Peek().Kind != Scope.Code;
            if (isMemberLevel && token.Is("=>") && nesting == 0 && expressionAt < 0 && !Assigns(header))
                expressionAt = token.Line;
            nesting += token.Is("(") || token.Is("[") ? 1 : token.Is(")") || token.Is("]") ? -1 : 0;
            if (token.Is("{"))
            {
                var kind = isMemberLevel && nesting == 0 ? KindOf(header) : Scope.Code;
                scopes.Push((kind, token, kind == Scope.Code && isMemberLevel && expressionAt < 0 && IsMember(header) ? NameOf(header) : null));
                if (expressionAt < 0 || kind != Scope.Code)
                    header.Clear();
            }
            else if (token.Is("}"))
            {
                var (_, open, name) = scopes.Pop();
                if (name is not null)
                    bodies.Add(new MemberBody(name, open.Line, Math.Max(0, token.Line - open.Line - 1)));
                if (expressionAt < 0)
                    header.Clear();
            }
            else if (token.Is(";") && isMemberLevel)
            {
                if (expressionAt >= 0)
                    bodies.Add(new MemberBody(NameOf(header), expressionAt, token.Line - expressionAt + 1));
                header.Clear();
                expressionAt = -1;
            }
            else
            {
                if (isMemberLevel)
                    header.Add(token);
            }
        }

        return bodies;
    }

    private static Scope KindOf(List<SourceToken> header)
    {
        var words = WithoutAttributes(header);
        if (Assigns(words) || words.Any(word => word.Is("=>")))
            return Scope.Code;
        var opening = words.FindIndex(word => word.Is("("));
        if (words.Take(opening < 0 ? words.Count : opening).Any(word => TypeWords.Any(word.Is)))
            return Scope.Type;
        var isAccessor = words.Count > 0 && words[^1].Text is "get" or "set" or "init" or "add" or "remove";
        return opening >= 0 || isAccessor ? Scope.Code : Scope.Property;
    }

    private static bool IsMember(List<SourceToken> header) => !Assigns(WithoutAttributes(header));

    /// <summary>An equals sign that does not give a parameter its default.</summary>
    private static bool Assigns(List<SourceToken> words)
    {
        var depth = 0;
        foreach (var word in words)
        {
            depth += word.Is("(") ? 1 : word.Is(")") ? -1 : 0;
            if (depth == 0 && word.Is("="))
                return true;
        }

        return false;
    }

    private static string NameOf(List<SourceToken> header)
    {
        var words = WithoutAttributes(header);
        var opening = words.FindIndex(word => word.Is("("));
        var before = opening < 0 ? words : words[..opening];
        return before[..LengthWithoutTypeParameters(before)].LastOrDefault(word => word.Kind == TokenKind.Word).Text ?? "?";
    }

    private static int LengthWithoutTypeParameters(List<SourceToken> words)
    {
        var depth = 0;
        for (var at = words.Count - 1; at > 0 && !words.Any(word => word.Is("operator")); at--)
        {
            depth += words[at].Is(">") ? 1 : words[at].Is("<") ? -1 : 0;
            if (depth == 0)
                return words[at].Is("<") ? at : at + 1;
        }

        return words.Count;
    }

    private static List<SourceToken> WithoutAttributes(List<SourceToken> header)
    {
        var at = 0;
        while (at < header.Count && header[at].Is("["))
        {
            var depth = 0;
            do
            {
                depth += header[at].Is("[") ? 1 : header[at].Is("]") ? -1 : 0;
                at++;
            }
            while (depth > 0 && at < header.Count);
        }

        return header[at..];
    }
}
