namespace Bess.Architecture.Tests.Sources;

/// <summary>Cuts C# into words, strings, comments and marks: enough to count lines and read names, no more.</summary>
internal sealed class SourceLexer
{
    private readonly string _source;
    private readonly List<SourceToken> _tokens = [];
    private int _at;
    private int _line = 1;

    private SourceLexer(string source) => _source = source;

    public static IReadOnlyList<SourceToken> Read(string source)
    {
        var lexer = new SourceLexer(source);
        while (lexer._at < source.Length)
        {
            lexer.Next();
        }

        return lexer._tokens;
    }

    private char Current => _source[_at];

    private bool Sees(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void Next()
    {
        if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
            Skip(1);
        else if (Sees("//") || (Current == '#' && IsLineStart()))
            Take(TokenKind.Comment, SkipToLineEnd);
        else if (Sees("/*"))
            Take(TokenKind.Comment, SkipBlockComment);
        else if (StartsString())
            Take(TokenKind.Text, SkipString);
        else if (Current == '\'')
            Take(TokenKind.Text, SkipCharacter);
        else if (char.IsLetterOrDigit(Current) || Current == '_' || Current == '@')
            Take(TokenKind.Word, SkipWord);
        else if (Sees("=>"))
            Take(TokenKind.Mark, () => Skip(2));
        else
            Take(TokenKind.Mark, () => Skip(1));
    }

    private void Take(TokenKind kind, Action skip)
    {
        var (from, line) = (_at, _line);
        skip();
        _tokens.Add(new SourceToken(kind, _source[from.._at], line, _line));
    }

    private void Skip(int count)
    {
        for (var end = Math.Min(_source.Length, _at + count); _at < end; _at++)
        {
            _line += _source[_at] == '\n' ? 1 : 0;
        }
    }

    private bool IsLineStart()
    {
        var before = _at - 1;
        while (before >= 0 && _source[before] is ' ' or '\t')
        {
            before--;
        }

        return before < 0 || _source[before] == '\n';
    }

    private void SkipToLineEnd()
    {
        while (_at < _source.Length && Current != '\n')
        {
            Skip(1);
        }
    }

    private void SkipBlockComment()
    {
        var end = _source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        Skip((end < 0 ? _source.Length : end + 2) - _at);
    }

    private void SkipWord()
    {
        Skip(1);
        while (_at < _source.Length && (char.IsLetterOrDigit(Current) || Current == '_'))
        {
            Skip(1);
        }
    }

    private void SkipCharacter()
    {
        Skip(Sees("'\\") ? 3 : 2);
        while (_at < _source.Length && Current != '\'')
        {
            Skip(1);
        }

        Skip(1);
    }

    private bool StartsString()
    {
        var at = _at;
        while (at < _source.Length && _source[at] is '$' or '@')
        {
            at++;
        }

        return at < _source.Length && _source[at] == '"';
    }

    private void SkipString()
    {
        bool interpolated = false, verbatim = false;
        for (; Current != '"'; Skip(1))
        {
            interpolated |= Current == '$';
            verbatim |= Current == '@';
        }

        if (Sees("\"\"\""))
            SkipRawString();
        else
            SkipPlainString(interpolated, verbatim);
    }

    private void SkipRawString()
    {
        var quotes = 0;
        while (_at + quotes < _source.Length && _source[_at + quotes] == '"')
        {
            quotes++;
        }

        var end = _source.IndexOf(new string('"', quotes), _at + quotes, StringComparison.Ordinal);
        Skip((end < 0 ? _source.Length : end + quotes) - _at);
    }

    private void SkipPlainString(bool interpolated, bool verbatim)
    {
        Skip(1);
        while (_at < _source.Length)
        {
            if (verbatim && Sees("\"\""))
                Skip(2);
            else if (!verbatim && Current == '\\')
                Skip(2);
            else if (interpolated && Sees("{{"))
                Skip(2);
            else if (interpolated && Current == '{')
                SkipHole();
            else if (Current == '"')
                break;
            else
                Skip(1);
        }

        Skip(1);
    }

    /// <summary>A hole of an interpolated string may itself hold strings and braces.</summary>
    private void SkipHole()
    {
        var depth = 0;
        do
        {
            if (StartsString())
            {
                SkipString();
                continue;
            }

            depth += Current == '{' ? 1 : Current == '}' ? -1 : 0;
            Skip(1);
        }
        while (depth > 0 && _at < _source.Length);
    }
}
