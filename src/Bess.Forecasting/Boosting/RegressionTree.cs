using Bess.Forecasting.Models;

namespace Bess.Forecasting.Boosting;

/// <summary>A binary tree: a missing value, or one at most the threshold, goes left.</summary>
/// <param name="Columns">Feature of each node, or −1 for a leaf.</param>
/// <param name="Thresholds">Threshold of each inner node; value of each leaf.</param>
/// <param name="Left">Left child of each inner node; the right one is the next.</param>
internal sealed record RegressionTree(int[] Columns, double[] Thresholds, int[] Left)
{
    public double Predict(ReadOnlySpan<double> row)
    {
        var node = 0;
        while (Columns[node] >= 0)
            node = row[Columns[node]] > Thresholds[node] ? Left[node] + 1 : Left[node];
        return Thresholds[node];
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(Columns);
        writer.Write(Thresholds);
        writer.Write(Left);
    }

    public static RegressionTree Read(ModelReader reader, int width)
    {
        var tree = new RegressionTree(reader.Integers(), reader.Doubles(), reader.Integers());
        var count = tree.Columns.Length;
        var holds = count > 0 && tree.Thresholds.Length == count && tree.Left.Length == count;
        for (var node = 0; holds && node < count; node++)
            holds = tree.Columns[node] < width && (tree.Columns[node] < 0 || (tree.Left[node] > node && tree.Left[node] + 1 < count));
        reader.Require(holds, "a tree whose children come after their parents");
        return tree;
    }
}
