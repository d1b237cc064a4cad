using System.Globalization;
using System.Text.RegularExpressions;

namespace Bess.Markets.Sources.Documents;

/// <summary>Reads finite decimal numbers; what could mean two numbers is refused.</summary>
internal static partial class DecimalText
{
    public static bool TryParse(string text, DecimalForm form, out double value)
    {
        value = double.NaN;
        if (form == DecimalForm.Comma)
        {
            if (!Continental().IsMatch(text))
                return false;
            text = text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    [GeneratedRegex(@"^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Continental();
}
