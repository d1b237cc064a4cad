using System.Globalization;

namespace Bess.Domain;

/// <summary>How faults say where they stand in a text: <c>file: line 12</c>, lines counted from 1.</summary>
public static class FaultLocation
{
    private const string Mark = ": line ";

    /// <summary>The location of a line.</summary>
    /// <param name="source">Name of the file.</param>
    /// <param name="line">Line, from 1.</param>
    /// <returns>The location as <see cref="Fault.Location"/> holds it.</returns>
    public static string At(string source, int line) => string.Create(CultureInfo.InvariantCulture, $"{source}{Mark}{line}");

    /// <summary>The line of a location.</summary>
    /// <param name="location">Any location.</param>
    /// <returns>The line, or 0 where the location names none.</returns>
    public static int LineOf(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var at = location.LastIndexOf(Mark, StringComparison.Ordinal);
        return at >= 0 && int.TryParse(location.AsSpan(at + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0;
    }
}
