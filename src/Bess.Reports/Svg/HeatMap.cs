using System.Text;

namespace Bess.Reports.Svg;

/// <summary>A field of coloured cells, rows × columns, with a colour bar; a value that is not finite stays empty.</summary>
internal static class HeatMap
{
    private const double Width = 900;
    private const double Left = 150;
    private const double Right = 110;
    private const double Top = 12;
    private const double LabelHeight = 13;

    /// <summary>Draws a heat map.</summary>
    /// <param name="title">What it shows, for screen readers.</param>
    /// <param name="across">Axis of the columns; column k reaches from k to k + 1 of its range.</param>
    /// <param name="rows">Name and values of each row, top first.</param>
    /// <param name="unit">Quantity and unit of the values.</param>
    /// <param name="upright">What the rows are.</param>
    public static string Draw(
        string title, Axis across, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> rows, string unit, string upright)
    {
        var rowHeight = Math.Clamp(360.0 / Math.Max(1, rows.Count), 1, 26);
        var bottom = across.Ticks.Any(tick => tick.SecondLabel is not null) ? 62.0 : 46.0;
        var field = Math.Max(rowHeight * rows.Count, 150);
        var height = Top + field + bottom;
        var colors = ColorScale.Over(rows.SelectMany(row => row.Values));
        var svg = new StringBuilder();
        svg.Append(SvgLabel.Open(Width, height, title));
        Cells(svg, across, rows, rowHeight, colors);
        RowNames(svg, rows, rowHeight);
        Across(svg, across, Top + (rowHeight * rows.Count), height);
        Bar(svg, colors, unit, field);
        svg.Append(SvgLabel.Upright(14, Top + (field / 2), upright));
        return svg.Append("</svg>\n").ToString();
    }

    // Neighbours of one colour are drawn as one cell.
    private static void Cells(
        StringBuilder svg, Axis across, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> rows, double rowHeight, ColorScale colors)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var values = rows[i].Values;
            for (var from = 0; from < values.Count;)
            {
                var to = from + 1;
                if (!double.IsFinite(values[from]))
                {
                    from = to;
                    continue;
                }

                var color = colors.Of(values[from]);
                while (to < values.Count && double.IsFinite(values[to]) && colors.Of(values[to]) == color)
                    to++;
                var (x, end) = (X(across, from), X(across, to));
                svg.Append($"<path class=\"cell\" fill=\"{color}\" d=\"M{Text(x)} {Text(Top + (i * rowHeight))}H{Text(end)}v{Text(rowHeight)}H{Text(x)}Z\"/>\n");
                from = to;
            }
        }
    }

    private static void RowNames(StringBuilder svg, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> rows, double rowHeight)
    {
        var stride = Math.Max(1, (int)Math.Ceiling(LabelHeight / rowHeight));
        for (var i = 0; i < rows.Count; i += stride)
        {
            var name = rows[i].Name.Length > 18 ? rows[i].Name[..17] + "…" : rows[i].Name;
            svg.Append(SvgLabel.At("tick", Left - 6, Top + ((i + 0.5) * rowHeight) + 4, "end", name)).Append('\n');
        }
    }

    private static void Across(StringBuilder svg, Axis across, double floor, double height)
    {
        foreach (var tick in across.Ticks)
        {
            var x = X(across, tick.At - across.Least);
            svg.Append($"<path class=\"grid\" d=\"M{Text(x)} {Text(floor)}v4\"/>");
            svg.Append(SvgLabel.At("tick", x, floor + 16, "middle", tick.Label));
            if (tick.SecondLabel is { } second)
                svg.Append(SvgLabel.At("tick soft", x, floor + 30, "middle", second));
            svg.Append('\n');
        }

        svg.Append(SvgLabel.At("title", (Left + Width - Right) / 2, height - 8, "middle", across.Title)).Append('\n');
    }

    private static void Bar(StringBuilder svg, ColorScale colors, string unit, double field)
    {
        const int Cells = 24;
        var x = Width - Right + 24;
        for (var k = 0; k < Cells; k++)
        {
            var value = colors.Least + ((k + 0.5) / Cells * (colors.Most - colors.Least));
            var y = Top + (field * (Cells - 1 - k) / Cells);
            svg.Append($"<path class=\"cell\" fill=\"{colors.Of(value)}\" d=\"M{Text(x)} {Text(y)}h14v{Text(field / Cells)}h-14Z\"/>\n");
        }

        svg.Append(SvgLabel.At("tick", x + 18, Top + 9, "start", SvgText.Value(colors.Most)));
        svg.Append(SvgLabel.At("tick", x + 18, Top + (field / 2) + 4, "start", SvgText.Value((colors.Least + colors.Most) / 2)));
        svg.Append(SvgLabel.At("tick", x + 18, Top + field, "start", SvgText.Value(colors.Least)));
        svg.Append(SvgLabel.Upright(x - 6, Top + (field / 2), unit));
    }

    private static double X(Axis across, double column) =>
        Left + (across.Share(across.Least + column) * (Width - Left - Right));

    private static string Text(double value) => SvgText.Coordinate(value);
}
