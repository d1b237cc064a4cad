using System.Globalization;
using System.Text;

namespace Bess.Cli.Reports.Svg;

/// <summary>Numbers and texts as they may stand in markup.</summary>
internal static class SvgText
{
    /// <summary>A text with everything that markup could take for its own replaced; control characters that XML forbids become a replacement sign.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append(c),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' => escaped.Append('\uFFFD'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A coordinate, to a hundredth of a pixel.</summary>
    public static string Coordinate(double value)
    {
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>A value for people: at most four significant digits, thousands not grouped, a true minus sign.</summary>
    public static string Value(double value)
    {
        if (!double.IsFinite(value))
            return "–";
        var magnitude = Math.Abs(value);
        var text = magnitude is 0 or (>= 1e-3 and < 1e6)
            ? value.ToString(magnitude >= 1000 ? "0.#" : "0.####", CultureInfo.InvariantCulture)
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '\u2212');
    }
}
