namespace Bess.Reports.Svg;

/// <summary>Texts in drawings, escaped.</summary>
internal static class SvgLabel
{
    /// <summary>A label.</summary>
    /// <param name="style">Class or classes.</param>
    /// <param name="x">Pixels from the left.</param>
    /// <param name="y">Pixels from the top to the base line.</param>
    /// <param name="anchor">Which part of the text is at x: start, middle or end.</param>
    /// <param name="text">The text.</param>
    public static string At(string style, double x, double y, string anchor, string text) =>
        $"<text class=\"{style}\" x=\"{SvgText.Coordinate(x)}\" y=\"{SvgText.Coordinate(y)}\" text-anchor=\"{anchor}\">{SvgText.Escape(text)}</text>";

    /// <summary>A title that reads upwards, centred at a point.</summary>
    public static string Upright(double x, double y, string text) =>
        $"<text class=\"title\" transform=\"translate({SvgText.Coordinate(x)} {SvgText.Coordinate(y)}) rotate(-90)\" "
        + $"text-anchor=\"middle\">{SvgText.Escape(text)}</text>\n";

    /// <summary>The opening of a drawing.</summary>
    public static string Open(double width, double height, string title) =>
        $"<svg viewBox=\"0 0 {SvgText.Coordinate(width)} {SvgText.Coordinate(height)}\" role=\"img\" aria-label=\"{SvgText.Escape(title)}\">\n";
}
