namespace Bess.Benchmarks.Scenarios;

/// <summary>One day: costs of the same problem (less is better).</summary>
/// <param name="OfFull">Optimum over all scenarios.</param>
/// <param name="OfReduced">Optimum over the reduced ones.</param>
/// <param name="ReducedOnFull">Plan of the reduced ones, judged on all.</param>
/// <param name="RelativeDistance">Wasserstein distance over that of the best single scenario.</param>
internal sealed record DayValue(double OfFull, double OfReduced, double ReducedOnFull, double RelativeDistance)
{
    public double Signed => (OfFull - OfReduced) / Math.Abs(OfFull);

    public double Loss => (ReducedOnFull - OfFull) / Math.Abs(OfFull);
}

/// <summary>Some days of one problem.</summary>
internal sealed record ValueResult(
    string Problem, int Order, int Days, double MeanSigned, double MeanAbsolute, double LargestAbsolute, double MeanLoss, double LargestLoss, double RelativeDistance)
{
    public static ValueResult Of(string problem, int order, IReadOnlyList<DayValue> days) => new(
        problem, order, days.Count, days.Average(day => day.Signed), days.Average(day => Math.Abs(day.Signed)), days.Max(day => Math.Abs(day.Signed)),
        days.Average(day => day.Loss), days.Max(day => day.Loss), days.Average(day => day.RelativeDistance));
}

/// <summary>Milliseconds a day, best of some.</summary>
internal sealed record TimeResult(int Markets, double LearnMs, double DrawMs, double ReduceMs);
