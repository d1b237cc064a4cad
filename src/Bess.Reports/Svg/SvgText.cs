using System.Globalization;
using System.Text;

namespace Bess.Reports.Svg;

/// <summary>Numbers and texts as they may stand in markup.</summary>
public static class SvgText
{
    /// <summary>A text with everything that markup could take for its own replaced; control characters that XML forbids become a replacement sign.</summary>
    /// <param name="text">The text.</param>
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
    /// <param name="value">Pixels.</param>
    public static string Coordinate(double value)
    {
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>A value for people: so many significant digits, thousands not grouped, a true minus sign; – when it is not finite.</summary>
    /// <param name="value">The value.</param>
    /// <param name="digits">Significant digits.</param>
    public static string Value(double value, int digits)
    {
        if (!double.IsFinite(value))
            return "–";
        if (value == 0)
            return "0";
        var power = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var text = power is >= -4 and < 7
            ? value.ToString("0." + new string('#', Math.Max(0, digits - 1 - power)), CultureInfo.InvariantCulture)
            : value.ToString("0." + new string('#', digits - 1) + "e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '\u2212');
    }

    /// <summary>A value for people with five significant digits.</summary>
    /// <param name="value">The value.</param>
    public static string Value(double value) => Value(value, 5);
}
