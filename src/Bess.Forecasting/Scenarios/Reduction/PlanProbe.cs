using System.Numerics;
using System.Runtime.InteropServices;

namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>What a simple plan earns on a path: a position between two markets, and the dearest less the cheapest intervals of the later one.</summary>
/// <param name="Weights">Of the values of a path; all zero for a plan without position.</param>
/// <param name="RankWeights">Of the ascending values of the later market; null for a plan without a store.</param>
/// <param name="Windows">How these are sorted.</param>
/// <param name="Window">Within which windows.</param>
internal sealed record PlanProbe(double[] Weights, double[]? RankWeights, PathWindows Windows, int Window)
{
    /// <summary>What the plan earns on every path of the full set.</summary>
    public void OnFull(PathCloud full, double[] earned)
    {
        var sorted = Windows.SortedOf(Window);
        for (var i = 0; i < earned.Length; i++)
            earned[i] = Dot(Weights, full.Points[i]) + (RankWeights is null ? 0 : Dot(RankWeights, sorted[i]));
    }

    /// <summary>The weights of a path's values: how the earnings change with each of them.</summary>
    public double[] Slope(double[] path)
    {
        if (RankWeights is null)
            return Weights;
        var slope = (double[])Weights.Clone();
        Windows.AddInOrder(RankWeights, path, Window, slope);
        return slope;
    }

    public static double Dot(double[] left, double[] right)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(left);
        var b = MemoryMarshal.Cast<double, Vector<double>>(right);
        var wide = Vector<double>.Zero;
        for (var i = 0; i < a.Length; i++)
            wide += a[i] * b[i];
        var sum = Vector.Sum(wide);
        for (var i = a.Length * Vector<double>.Count; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
