namespace Bess.Optimization.BranchAndBound;

/// <summary>How much the bound rose a unit of rounding, by column and direction.</summary>
internal sealed class PseudoCosts(int columns)
{
    private const double Least = 1e-6;
    private readonly double[] _downSum = new double[columns];
    private readonly double[] _upSum = new double[columns];
    private readonly int[] _downCount = new int[columns];
    private readonly int[] _upCount = new int[columns];
    private double _sum;
    private int _count;

    /// <summary>Observations of the direction seen less often.</summary>
    public int Count(int column) => Math.Min(_downCount[column], _upCount[column]);

    public void Observe(Branch branch, double bound)
    {
        double rise = Math.Max(0.0, bound - branch.ParentObjective) / Math.Max(branch.Distance, 1e-3);
        if (!double.IsFinite(rise)) return;
        (branch.IsUp ? _upSum : _downSum)[branch.Column] += rise;
        (branch.IsUp ? _upCount : _downCount)[branch.Column]++;
        _sum += rise;
        _count++;
    }

    /// <summary>Product of the expected rises of both children.</summary>
    public double Score(int column, double value)
    {
        double fraction = value - Math.Floor(value);
        double common = _count == 0 ? 1.0 : _sum / _count;
        double down = fraction * (_downCount[column] == 0 ? common : _downSum[column] / _downCount[column]);
        double up = (1.0 - fraction) * (_upCount[column] == 0 ? common : _upSum[column] / _upCount[column]);
        return Score(down, up);
    }

    public static double Score(double down, double up) => Math.Max(down, Least) * Math.Max(up, Least);
}
