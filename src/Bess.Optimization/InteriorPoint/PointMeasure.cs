using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Residuals and objectives of a point in the units of its problem, as <see cref="SolveReport"/> defines them.</summary>
internal readonly record struct PointMeasure(
    double PrimalObjective,
    double DualObjective,
    double PrimalResidual,
    double RelativePrimalResidual,
    double DualResidual,
    double RelativeDualResidual)
{
    public double Gap => Math.Abs(PrimalObjective - DualObjective);

    public double RelativeGap => Gap / (1.0 + Math.Min(Math.Abs(PrimalObjective), Math.Abs(DualObjective)));

    /// <summary>The worst of the three relative residuals.</summary>
    public double Error => Math.Max(Math.Max(RelativePrimalResidual, RelativeDualResidual), RelativeGap);

    /// <summary>How many times the tolerances the worst of the three relative residuals is; at most 1 means solved.</summary>
    public double Merit(SolverOptions options)
    {
        double merit = Math.Max(
            Math.Max(RelativePrimalResidual, RelativeDualResidual) / options.FeasibilityTolerance,
            RelativeGap / options.GapTolerance);
        return double.IsNaN(merit) ? double.PositiveInfinity : merit;
    }
}
