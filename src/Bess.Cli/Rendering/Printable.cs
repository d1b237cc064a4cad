using System.Globalization;

namespace Bess.Cli.Rendering;

/// <summary>Makes text from files safe for one line of a terminal.</summary>
internal static class Printable
{
    /// <summary>The text with control characters, bidirectional overrides and line breaks replaced by their code points.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(IsUnsafe)
            ? string.Concat(text.Select(c => IsUnsafe(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))
            : text;
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
