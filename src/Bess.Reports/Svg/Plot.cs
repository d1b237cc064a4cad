using System.Text;

namespace Bess.Reports.Svg;

/// <summary>A chart: one horizontal axis, one or two vertical ones, marks drawn over each other, a legend. Not thread-safe.</summary>
internal sealed class Plot
{
    private const double Width = 900;
    private const double Left = 72;
    private const double Right = 72;
    private const double Top = 34;
    private const double LegendRow = 18;
    private const double BarShare = 0.8;
    private readonly double _height;
    private readonly Axis _across;
    private readonly StringBuilder _marks = new();
    private readonly List<(string Class, string Text, bool IsArea)> _legend = [];

    public Plot(Axis across, double height = 300)
    {
        _across = across;
        _height = height;
    }

    private double Bottom => _across.Ticks.Any(tick => tick.SecondLabel is not null) ? 66 : 50;

    /// <summary>Draws a value per interval as steps; a value that is not finite is a gap.</summary>
    /// <param name="values">One value an interval, from the axis' lower end on.</param>
    /// <param name="axis">The vertical axis.</param>
    /// <param name="style">Class of the line, for example <c>s1</c>.</param>
    /// <param name="label">Words for the legend.</param>
    public Plot Steps(IReadOnlyList<double> values, Axis axis, string style, string label)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var t = 0; t < values.Count; t++)
        {
            if (!double.IsFinite(values[t]))
            {
                drawing = false;
                continue;
            }

            path.Append(drawing ? 'V' : 'M').Append(drawing ? "" : X(t) + " ").Append(Y(axis, values[t])).Append('H').Append(X(t + 1));
            drawing = true;
        }

        return Add($"<path class=\"line {style}\" d=\"{path}\"/>", style, label, isArea: false);
    }

    /// <summary>Draws points joined by straight lines; a value that the axis cannot show is a gap.</summary>
    public Plot Line(IReadOnlyList<(double X, double Y)> points, Axis axis, string style, string label)
    {
        var path = new StringBuilder();
        var dots = new StringBuilder();
        var drawing = false;
        foreach (var (x, y) in points)
        {
            if (!double.IsFinite(axis.Share(y)) || axis.Share(y) < 0)
            {
                drawing = false;
                continue;
            }

            path.Append(drawing ? 'L' : 'M').Append(X(x)).Append(' ').Append(Y(axis, y));
            dots.Append($"<circle class=\"dot {style}\" cx=\"{X(x)}\" cy=\"{Y(axis, y)}\" r=\"2\"/>");
            drawing = true;
        }

        return Add($"<path class=\"line {style}\" d=\"{path}\"/>{dots}", style, label, isArea: false);
    }

    /// <summary>Draws the room between two series as steps; an interval with an end that is not finite is a gap.</summary>
    public Plot Band(IReadOnlyList<double> lower, IReadOnlyList<double> upper, Axis axis, string style, string label)
    {
        var path = new StringBuilder();
        for (var t = 0; t < lower.Count; t++)
        {
            if (double.IsFinite(lower[t]) && double.IsFinite(upper[t]))
                path.Append($"M{X(t)} {Y(axis, lower[t])}H{X(t + 1)}V{Y(axis, upper[t])}H{X(t)}Z");
        }

        return Add($"<path class=\"area {style}\" d=\"{path}\"/>", style, label, isArea: true);
    }

    /// <summary>Draws a bar per interval between two series; one with an end that is not finite is left out.</summary>
    public Plot Bars(IReadOnlyList<double> lower, IReadOnlyList<double> upper, Axis axis, string style, string label)
    {
        var path = new StringBuilder();
        for (var t = 0; t < lower.Count; t++)
        {
            if (double.IsFinite(lower[t]) && double.IsFinite(upper[t]) && lower[t] != upper[t])
                path.Append($"M{X(t + ((1 - BarShare) / 2))} {Y(axis, lower[t])}H{X(t + ((1 + BarShare) / 2))}V{Y(axis, upper[t])}H{X(t + ((1 - BarShare) / 2))}Z");
        }

        return Add($"<path class=\"area bar {style}\" d=\"{path}\"/>", style + " bar", label, isArea: true);
    }

    /// <summary>Draws points that are not joined; one that is not finite is left out.</summary>
    public Plot Dots(IReadOnlyList<(double X, double Y)> points, Axis axis, string style, string label)
    {
        var dots = new StringBuilder();
        foreach (var (x, y) in points.Where(point => double.IsFinite(point.X) && double.IsFinite(axis.Share(point.Y))))
            dots.Append($"<circle class=\"line dot {style}\" cx=\"{X(x)}\" cy=\"{Y(axis, y)}\" r=\"2.5\"/>");
        return Add(dots.ToString(), style, label, isArea: false);
    }

    /// <summary>Draws the whole chart.</summary>
    /// <param name="title">What it shows, also for screen readers.</param>
    /// <param name="leftAxis">The axis at the left.</param>
    /// <param name="rightAxis">The axis at the right; null for none.</param>
    public string Draw(string title, Axis leftAxis, Axis? rightAxis = null)
    {
        var svg = new StringBuilder();
        var places = LegendPlaces();
        var extra = places.Count > 0 ? places[^1].Y : 0;
        svg.Append(SvgLabel.Open(Width, _height + extra, title));
        if (extra > 0)
            svg.Append($"<g transform=\"translate(0 {Text(extra)})\">\n");
        Frame(svg, leftAxis);
        Across(svg);
        Upright(svg, leftAxis, Left - 6, "end", 16);
        if (rightAxis is not null)
            Upright(svg, rightAxis, Width - Right + 6, "start", Width - 12);
        svg.Append(_marks);
        if (extra > 0)
            svg.Append("</g>\n");
        Legend(svg, places);
        return svg.Append("</svg>\n").ToString();
    }

    private Plot Add(string mark, string style, string label, bool isArea)
    {
        _marks.Append(mark).Append('\n');
        _legend.Add((style, label, isArea));
        return this;
    }

    private void Frame(StringBuilder svg, Axis axis)
    {
        foreach (var tick in axis.Ticks)
        {
            var style = tick.At == 0 ? "zero" : "grid";
            svg.Append($"<path class=\"{style}\" d=\"M{Text(Left)} {Y(axis, tick.At)}H{Text(Width - Right)}\"/>\n");
        }
    }

    private void Across(StringBuilder svg)
    {
        var floor = _height - Bottom;
        foreach (var tick in _across.Ticks)
        {
            svg.Append($"<path class=\"grid\" d=\"M{X(tick.At)} {Text(Top)}V{Text(floor + 4)}\"/>");
            svg.Append(SvgLabel.At("tick", XOf(tick.At), floor + 17, "middle", tick.Label));
            if (tick.SecondLabel is { } second)
                svg.Append(SvgLabel.At("tick soft", XOf(tick.At), floor + 31, "middle", second));
            svg.Append('\n');
        }

        svg.Append(SvgLabel.At("title", (Left + Width - Right) / 2, _height - 8, "middle", _across.Title)).Append('\n');
    }

    private void Upright(StringBuilder svg, Axis axis, double x, string anchor, double titleX)
    {
        foreach (var tick in axis.Ticks)
            svg.Append(SvgLabel.At("tick", x, YOf(axis, tick.At) + 4, anchor, tick.Label)).Append('\n');
        svg.Append(SvgLabel.Upright(titleX, (Top + _height - Bottom) / 2, axis.Title));
    }

    // Upper left corners of the entries, from (Left, 0) on; a row that is full is followed by another.
    private List<(double X, double Y)> LegendPlaces()
    {
        var places = new List<(double X, double Y)>();
        var (x, y) = (Left, 0.0);
        foreach (var (_, text, _) in _legend)
        {
            var width = 48 + (6.4 * text.Length);
            if (x > Left && x + width > Width - 12)
                (x, y) = (Left, y + LegendRow);
            places.Add((x, y));
            x += width;
        }

        return places;
    }

    private void Legend(StringBuilder svg, List<(double X, double Y)> places)
    {
        foreach (var ((style, text, isArea), (x, y)) in _legend.Zip(places))
        {
            svg.Append(isArea
                ? $"<path class=\"area {style}\" d=\"M{Text(x)} {Text(y + 10)}h24v12h-24Z\"/>"
                : $"<path class=\"line {style}\" d=\"M{Text(x)} {Text(y + 16)}h24\"/>");
            svg.Append(SvgLabel.At("tick", x + 30, y + 20, "start", text)).Append('\n');
        }
    }

    private double XOf(double value) => Left + (_across.Share(value) * (Width - Left - Right));

    private string X(double value) => Text(XOf(value));

    private double YOf(Axis axis, double value) => _height - Bottom - (axis.Share(value) * (_height - Top - Bottom));

    private string Y(Axis axis, double value) => Text(YOf(axis, value));

    private static string Text(double value) => SvgText.Coordinate(value);
}
