using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Tells when the iteration last came closer to the solution in any of its three residuals.</summary>
internal sealed class Progress
{
    private const double Gain = 0.9;
    private double _leastPrimal;
    private double _leastDual;
    private double _leastGap;
    private double _leastWorst;
    private double _feasibilityFloor;
    private double _gapTolerance;

    /// <summary>Iteration of the last gain.</summary>
    public int LastGain { get; private set; }

    public void Reset(SolverOptions options)
    {
        // Gains below what was asked for count no more.
        _feasibilityFloor = 0.1 * options.FeasibilityTolerance;
        _gapTolerance = 0.1 * options.GapTolerance;
        _leastPrimal = _leastDual = _leastGap = _leastWorst = double.PositiveInfinity;
        LastGain = 0;
    }

    public void Look(int iteration, in PointMeasure measure)
    {
        double gapFloor = _gapTolerance * (1.0 + Math.Abs(measure.PrimalObjective));
        double worst = measure.Error;
        bool gain = Lower(ref _leastPrimal, measure.RelativePrimalResidual, _feasibilityFloor)
            | Lower(ref _leastDual, measure.RelativeDualResidual, _feasibilityFloor)
            | Lower(ref _leastGap, measure.Gap, gapFloor)
            | Lower(ref _leastWorst, worst, 0.0);
        if (gain) LastGain = iteration;
    }

    private static bool Lower(ref double least, double value, double floor)
    {
        bool gain = Math.Max(value, floor) < Gain * least;
        if (gain) least = Math.Max(value, floor);
        return gain;
    }
}
