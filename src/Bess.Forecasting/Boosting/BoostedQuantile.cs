using Bess.Forecasting.Models;

namespace Bess.Forecasting.Boosting;

/// <summary>A sum of trees for one quantile (Friedman 2001, with leaves that are re-fitted to the quantile of their residuals).</summary>
internal sealed class BoostedQuantile(double start, RegressionTree[] trees)
{
    public int TreeCount => trees.Length;

    public double Predict(ReadOnlySpan<double> row)
    {
        var sum = start;
        foreach (var tree in trees)
            sum += tree.Predict(row);
        return sum;
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(start);
        writer.Write(trees.Length, i => trees[i].Write(writer));
    }

    public static BoostedQuantile Read(ModelReader reader, int width) => new(reader.Double(), reader.Array(() => RegressionTree.Read(reader, width)));

    /// <summary>Trains.</summary>
    /// <param name="matrix">Features.</param>
    /// <param name="actuals">Actual of each row.</param>
    /// <param name="level">τ.</param>
    /// <param name="learn">Rows to learn from.</param>
    /// <param name="held">Rows that decide when to stop; empty grows all trees.</param>
    /// <param name="trees">Most trees.</param>
    /// <param name="options">The rest.</param>
    /// <param name="seed">Of the sampling of rows and features.</param>
    public static BoostedQuantile Train(
        BinnedMatrix matrix, double[] actuals, double level, int[] learn, int[] held, int trees, BoostingOptions options, int seed)
    {
        var random = new Random(seed);
        var grower = new TreeGrower(matrix, options);
        var work = new double[learn.Length];
        for (var i = 0; i < learn.Length; i++)
            work[i] = actuals[learn[i]];
        var start = Quantile(work, level);
        var forecasts = new double[matrix.Rows];
        Array.Fill(forecasts, start);
        var isBelow = new bool[matrix.Rows];
        var sample = new int[Math.Max(1, (int)(learn.Length * options.RowShare))];
        // A feature that never differs, or is never known, cannot split.
        var pool = (Rows: (int[])learn.Clone(), Features: Enumerable.Range(0, matrix.Columns).Where(c => matrix.Edges[c].Length > 0).ToArray());
        var features = new int[(int)Math.Ceiling(pool.Features.Length * options.ColumnShare)];
        var grown = new List<RegressionTree>(trees);
        var leaves = new List<(int Node, int From, int To)>();
        var (bestLoss, bestCount) = (double.PositiveInfinity, 0);
        while (grown.Count < trees)
        {
            for (var r = 0; r < isBelow.Length; r++)
                isBelow[r] = actuals[r] <= forecasts[r];
            Draw(random, pool.Rows, sample);
            Draw(random, pool.Features, features);
            var tree = grower.Grow(sample, features, isBelow, level, leaves);
            foreach (var (node, from, to) in leaves)
            {
                for (var i = from; i < to; i++)
                    work[i - from] = actuals[sample[i]] - forecasts[sample[i]];
                tree.Thresholds[node] = options.LearningRate * Quantile(work.AsSpan(0, to - from), level);
            }

            Add(matrix, tree, forecasts);
            grown.Add(tree);
            if (held.Length == 0)
                continue;
            var loss = Loss(actuals, forecasts, held, level);
            if (loss < bestLoss)
                (bestLoss, bestCount) = (loss, grown.Count);
            else if (grown.Count - bestCount >= options.Patience)
                break;
        }

        return new BoostedQuantile(start, held.Length == 0 ? [.. grown] : [.. grown.Take(bestCount)]);
    }

    // A part of Fisher and Yates: the first elements of the pool are the draw.
    private static void Draw(Random random, int[] pool, int[] draw)
    {
        for (var i = 0; i < draw.Length; i++)
        {
            var j = random.Next(i, pool.Length);
            (pool[i], pool[j]) = (pool[j], pool[i]);
            draw[i] = pool[i];
        }
    }

    private static void Add(BinnedMatrix matrix, RegressionTree tree, double[] forecasts)
    {
        var bins = new int[tree.Columns.Length];
        for (var node = 0; node < bins.Length; node++)
        {
            if (tree.Columns[node] >= 0)
                bins[node] = double.IsNegativeInfinity(tree.Thresholds[node]) ? 0 : Array.BinarySearch(matrix.Edges[tree.Columns[node]], tree.Thresholds[node]) + 1;
        }

        for (var r = 0; r < forecasts.Length; r++)
        {
            var node = 0;
            while (tree.Columns[node] >= 0)
                node = matrix.Bin(tree.Columns[node], r) > bins[node] ? tree.Left[node] + 1 : tree.Left[node];
            forecasts[r] += tree.Thresholds[node];
        }
    }

    private static double Loss(double[] actuals, double[] forecasts, int[] rows, double level)
    {
        var sum = 0.0;
        foreach (var r in rows)
        {
            var error = actuals[r] - forecasts[r];
            sum += error >= 0 ? level * error : (level - 1) * error;
        }

        return sum;
    }

    // The order statistic ⌈τ n⌉; sorts in place.
    private static double Quantile(Span<double> values, double level)
    {
        values.Sort();
        return values[Math.Clamp((int)Math.Ceiling(level * values.Length) - 1, 0, values.Length - 1)];
    }
}
