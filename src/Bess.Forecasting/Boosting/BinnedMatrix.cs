namespace Bess.Forecasting.Boosting;

/// <summary>Features cut into at most 63 bins of about equal frequency, and one bin for missing values; column by column.</summary>
internal sealed class BinnedMatrix
{
    /// <summary>Bins of a column: bin 0 is missing, bin b ≥ 1 holds values in (edge[b − 2], edge[b − 1]].</summary>
    public const int Bins = 64;

    private readonly byte[] _bins;

    private BinnedMatrix(int rows, int columns, byte[] bins, double[][] edges) => (Rows, Columns, _bins, Edges) = (rows, columns, bins, edges);

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Upper edges of bins 1, 2, … of each column; a last bin above the last edge.</summary>
    public double[][] Edges { get; }

    public ReadOnlySpan<byte> Column(int column) => _bins.AsSpan(column * Rows, Rows);

    public byte Bin(int column, int row) => _bins[(column * Rows) + row];

    /// <summary>Bins rows that stand one after the other.</summary>
    public static BinnedMatrix Of(double[] values, int rows, int columns)
    {
        var bins = new byte[rows * columns];
        var edges = new double[columns][];
        Parallel.For(0, columns, c =>
        {
            var sorted = new double[rows];
            var count = 0;
            for (var r = 0; r < rows; r++)
            {
                var value = values[(r * columns) + c];
                if (!double.IsNaN(value))
                    sorted[count++] = value;
            }

            edges[c] = EdgesOf(sorted.AsSpan(0, count));
            for (var r = 0; r < rows; r++)
                bins[(c * rows) + r] = BinOf(edges[c], values[(r * columns) + c]);
        });
        return new BinnedMatrix(rows, columns, bins, edges);
    }

    private static byte BinOf(double[] edges, double value)
    {
        if (double.IsNaN(value))
            return 0;
        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (edges[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return (byte)(low + 1);
    }

    private static double[] EdgesOf(Span<double> values)
    {
        values.Sort();
        var edges = new List<double>(Bins);
        for (var b = 1; b < Bins - 1 && values.Length > 0; b++)
        {
            var edge = values[(int)((long)b * values.Length / (Bins - 1))];
            if ((edges.Count == 0 || edge > edges[^1]) && edge < values[^1])
                edges.Add(edge);
        }

        return [.. edges];
    }
}
