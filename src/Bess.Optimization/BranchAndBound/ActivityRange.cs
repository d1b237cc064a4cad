using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.BranchAndBound;

/// <summary>The least and the largest value that a row can take in a box; infinite terms are counted, not summed.</summary>
internal readonly record struct ActivityRange(double LeastSum, int LeastInfinities, double MostSum, int MostInfinities, double Size)
{
    public double Least => LeastInfinities > 0 ? double.NegativeInfinity : LeastSum;

    public double Most => MostInfinities > 0 ? double.PositiveInfinity : MostSum;

    public static ActivityRange Of(SparseMatrix byRow, int row, Box box)
    {
        double least = 0.0, most = 0.0, size = 0.0;
        int leastInfinities = 0, mostInfinities = 0;
        for (int p = byRow.ColumnPointers[row]; p < byRow.ColumnPointers[row + 1]; p++)
        {
            double a = byRow.Values[p];
            if (a == 0.0) continue;
            int j = byRow.RowIndices[p];
            double low = a * (a > 0.0 ? box.Lower[j] : box.Upper[j]);
            double high = a * (a > 0.0 ? box.Upper[j] : box.Lower[j]);
            Add(low, ref least, ref leastInfinities, ref size);
            Add(high, ref most, ref mostInfinities, ref size);
        }

        return new ActivityRange(least, leastInfinities, most, mostInfinities, size);
    }

    /// <summary>The least activity of the other columns; −∞ when one of them is unbounded.</summary>
    public double LeastWithout(double a, double lower, double upper)
        => Without(LeastSum, LeastInfinities, a * (a > 0.0 ? lower : upper), double.NegativeInfinity);

    /// <summary>The largest activity of the other columns; +∞ when one of them is unbounded.</summary>
    public double MostWithout(double a, double lower, double upper)
        => Without(MostSum, MostInfinities, a * (a > 0.0 ? upper : lower), double.PositiveInfinity);

    private static double Without(double sum, int infinities, double term, double unbounded)
        => double.IsInfinity(term) ? (infinities == 1 ? sum : unbounded) : (infinities == 0 ? sum - term : unbounded);

    private static void Add(double term, ref double sum, ref int infinities, ref double size)
    {
        if (double.IsInfinity(term))
        {
            infinities++;
            return;
        }

        sum += term;
        size = Math.Max(size, Math.Abs(term));
    }
}
