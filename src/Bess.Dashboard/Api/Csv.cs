using System.Buffers;
using System.Globalization;

namespace Bess.Dashboard.Api;

/// <summary>Cells of tables that people open in a spreadsheet.</summary>
internal static class Csv
{
    private const string StartsOfFormulas = "=+-@";
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\r\n\t");

    /// <summary>A number in shortest round-trip form; blank where it is not finite.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text: quoted where it must be, and with an apostrophe before what a spreadsheet would take for a formula.</summary>
    public static string Text(string text)
    {
        // A spreadsheet strips blanks before it looks for a formula.
        var isFormula = text.TrimStart() is { Length: > 0 } rest && StartsOfFormulas.Contains(rest[0], StringComparison.Ordinal);
        var safe = isFormula ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(NeedsQuotes) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
