namespace Bess.Optimization.Smoothing;

/// <summary>Gives every column two finite bounds that some optimum does not pass.</summary>
/// <remarks>
/// A column without a bound on a side stands there only as far as rows push it: at an optimum it rests on its own bound or on a row
/// with all other columns inside their boxes. Free columns (the level of CVaR) come first, over the closed columns of their rows;
/// then the one-sided ones (excess, energy outside a window).
/// </remarks>
internal static class ColumnBoxes
{
    /// <summary>Room beyond what can be reached, as a share of it: such a bound must never come near to binding.</summary>
    public const double Padding = 0.25;

    public static void Close(RowReduction rows)
    {
        var reach = new double[rows.Lower.Length];
        foreach (var i in rows.KeptRows)
        {
            var size = Size(rows, i);
            foreach (var (column, value) in rows.Row(i).Where(entry => IsOpen(rows, entry.Column)))
            {
                reach[column] = Math.Max(reach[column], size / Math.Abs(value));
            }
        }

        CloseWhere(rows, reach, j => double.IsInfinity(rows.Lower[j]) && double.IsInfinity(rows.Upper[j]));
        foreach (var i in rows.KeptRows)
        {
            var size = Size(rows, i);
            foreach (var (column, value) in rows.Row(i).Where(entry => IsOpen(rows, entry.Column)))
            {
                reach[column] = Math.Max(reach[column], size / Math.Abs(value));
            }
        }

        CloseWhere(rows, reach, _ => true);
    }

    private static void CloseWhere(RowReduction rows, double[] reach, Func<int, bool> isMeant)
    {
        for (var j = 0; j < reach.Length; j++)
        {
            if (!IsOpen(rows, j) || !isMeant(j))
            {
                continue;
            }

            var room = (1 + Padding) * Math.Max(reach[j], 1e-3);
            var isFree = double.IsInfinity(rows.Lower[j]) && double.IsInfinity(rows.Upper[j]);
            if (double.IsInfinity(rows.Lower[j]))
            {
                rows.Lower[j] = isFree ? -room : rows.Upper[j] - room;
            }

            if (double.IsInfinity(rows.Upper[j]))
            {
                rows.Upper[j] = isFree ? room : rows.Lower[j] + room;
            }
        }
    }

    private static bool IsOpen(RowReduction rows, int j) => double.IsInfinity(rows.Lower[j]) || double.IsInfinity(rows.Upper[j]);

    /// <summary>Largest size of a row's value over the closed columns, and of its finite bounds.</summary>
    private static double Size(RowReduction rows, int i)
    {
        var size = 0.0;
        foreach (var (column, value) in rows.Row(i).Where(entry => !IsOpen(rows, entry.Column)))
        {
            size += Math.Abs(value) * Math.Max(Math.Abs(rows.Lower[column]), Math.Abs(rows.Upper[column]));
        }

        return size + Finite(rows.RowLower[i]) + Finite(rows.RowUpper[i]);
    }

    private static double Finite(double bound) => double.IsInfinity(bound) ? 0 : Math.Abs(bound);
}
