namespace Bess.Optimization.BranchAndBound;

/// <summary>Bounds of all columns in one part of the search.</summary>
internal sealed class Box(double[] lower, double[] upper)
{
    /// <summary>Width below which a column counts as fixed.</summary>
    public const double FixedWidth = 1e-9;

    public double[] Lower { get; } = lower;

    public double[] Upper { get; } = upper;

    public Box Copy() => new([.. Lower], [.. Upper]);

    public bool IsFixed(int column)
        => double.IsFinite(Lower[column]) && Upper[column] - Lower[column] <= FixedWidth * (1.0 + Math.Abs(Lower[column]));

    public void Fix(int column, double value) => Lower[column] = Upper[column] = value;
}
