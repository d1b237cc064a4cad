using Bess.Benchmarks.Reporting;
using Bess.Forecasting.Scenarios.Reduction;

namespace Bess.Benchmarks.Scenarios;

/// <summary>One day: costs of the same problem (less is better).</summary>
/// <param name="OfFull">Optimum over all scenarios.</param>
/// <param name="OfReduced">Optimum over the reduced ones.</param>
/// <param name="ReducedOnFull">Plan of the reduced ones, judged on all.</param>
/// <param name="RelativeDistance">Wasserstein distance over that of the best single scenario.</param>
internal sealed record DayValue(double OfFull, double OfReduced, double ReducedOnFull, double RelativeDistance)
{
    public double Absolute => Math.Abs(OfFull - OfReduced) / Math.Abs(OfFull);

    public double Loss => (ReducedOnFull - OfFull) / Math.Abs(OfFull);
}

/// <summary>Some days of one problem.</summary>
internal sealed record ValueResult(
    string Problem, int Kept, MomentMatch Match, int Days, double OfSums, double MeanAbsolute, double MedianAbsolute, double LargestAbsolute, double LossOfSums, double MeanLoss,
    double LargestLoss, double RelativeDistance)
{
    public static ValueResult Of(string problem, int kept, MomentMatch match, IReadOnlyList<DayValue> days)
    {
        var sum = days.Sum(day => day.OfFull);
        return new ValueResult(
            problem, kept, match, days.Count, (sum - days.Sum(day => day.OfReduced)) / Math.Abs(sum), days.Average(day => day.Absolute),
            Statistics.Quantile([.. days.Select(day => day.Absolute).Order()], 0.5), days.Max(day => day.Absolute),
            (days.Sum(day => day.ReducedOnFull) - sum) / Math.Abs(sum), days.Average(day => day.Loss), days.Max(day => day.Loss), days.Average(day => day.RelativeDistance));
    }
}

/// <summary>Milliseconds a day, best of some.</summary>
internal sealed record TimeResult(int Markets, double LearnMs, double DrawMs, double ReduceMs);
