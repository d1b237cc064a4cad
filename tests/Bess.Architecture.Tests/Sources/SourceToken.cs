namespace Bess.Architecture.Tests.Sources;

/// <summary>Kinds of text in a C# file.</summary>
internal enum TokenKind
{
    Word,
    Text,
    Comment,
    Mark,
}

/// <summary>A piece of a C# file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text itself; of strings and comments with their marks.</param>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="EndLine">Line of its last character.</param>
internal readonly record struct SourceToken(TokenKind Kind, string Text, int Line, int EndLine)
{
    public bool Is(string mark) => Kind != TokenKind.Text && Kind != TokenKind.Comment && Text == mark;
}
