using System.Globalization;
using System.Text;

namespace Bess.Cli.Rendering;

/// <summary>A step line in a terminal: braille dots, two by four in each character, with a scale on the left; a gap is a gap.</summary>
internal static class StepChart
{
    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const int Blank = 0x2800;

    // Bits of a braille character, by row and column of its dots.
    private static readonly int[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>Draws values that stand one after the other.</summary>
    /// <param name="values">One per interval; NaN is a gap.</param>
    /// <param name="width">Characters of a line, scale included; ≥ 30.</param>
    /// <param name="height">Lines; ≥ 2.</param>
    /// <returns>The lines, without spaces at their ends; none when all values are gaps.</returns>
    public static IReadOnlyList<string> Draw(IReadOnlyList<double> values, int width, int height)
    {
        var known = values.Where(double.IsFinite).ToArray();
        if (known.Length == 0)
            return [];
        var (low, high) = (known.Min(), known.Max());
        if (low == high)
            (low, high) = (low - 1, high + 1);
        var labels = Enumerable.Range(0, height).Select(row => row == 0 || row == height - 1 || row == height / 2
            ? Label(high - ((high - low) * row / (height - 1)), high - low)
            : "").ToArray();
        var margin = labels.Max(label => label.Length);
        var cells = new int[height, Math.Max(1, width - margin - 2)];
        Plot(cells, values, low, high);
        return [.. Enumerable.Range(0, height).Select(row => Line(labels[row].PadLeft(margin) + (labels[row].Length > 0 ? " ┤" : " │"), cells, row))];
    }

    private static void Plot(int[,] cells, IReadOnlyList<double> values, double low, double high)
    {
        var (across, down) = (cells.GetLength(1) * DotsAcross, cells.GetLength(0) * DotsDown);
        int RowOf(double value) => (int)Math.Round((high - value) / (high - low) * (down - 1));
        double? before = null;
        for (var x = 0; x < across; x++)
        {
            var first = (int)((long)x * values.Count / across);
            var last = Math.Max(first, (int)((long)(x + 1) * values.Count / across) - 1);
            var inside = Enumerable.Range(first, last - first + 1).Select(i => values[i]).Where(double.IsFinite).ToArray();
            if (inside.Length > 0)
            {
                // The line goes up or down from where it was, and over all values that share the dot.
                var reach = before is { } from ? inside.Append(from).ToArray() : inside;
                for (var y = RowOf(reach.Max()); y <= RowOf(reach.Min()); y++)
                    cells[y / DotsDown, x / DotsAcross] |= Bits[y % DotsDown, x % DotsAcross];
            }

            before = double.IsFinite(values[last]) ? values[last] : null;
        }
    }

    private static string Line(string scale, int[,] cells, int row)
    {
        var line = new StringBuilder(scale);
        for (var column = 0; column < cells.GetLength(1); column++)
            line.Append(cells[row, column] == 0 ? ' ' : (char)(Blank + cells[row, column]));
        return line.ToString().TrimEnd();
    }

    private static string Label(double value, double range)
    {
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(range)), 0, 6);
        return (Math.Round(value, digits) + 0.0).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
