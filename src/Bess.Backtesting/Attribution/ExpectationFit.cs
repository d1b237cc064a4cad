using Bess.Backtesting.Running;

namespace Bess.Backtesting.Attribution;

/// <summary>What a strategy expected of its days against what came.</summary>
/// <param name="Days">Days with an expectation.</param>
/// <param name="Bias">Mean of expected − realised net, currency a day; &gt; 0 is hope. NaN without days.</param>
/// <param name="MeanAbsoluteError">Mean of |expected − realised|, currency a day. NaN without days.</param>
/// <param name="Correlation">Correlation of Pearson; NaN with fewer than two days or when one side is constant.</param>
public sealed record ExpectationFit(int Days, double Bias, double MeanAbsoluteError, double Correlation)
{
    /// <summary>Over the days that carry an expectation.</summary>
    /// <param name="days">The days, in any order.</param>
    public static ExpectationFit Of(IReadOnlyList<DayOutcome> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var pairs = days.Where(day => double.IsFinite(day.ExpectedNet)).Select(day => (Expected: day.ExpectedNet, Realised: (double)day.Net)).ToArray();
        if (pairs.Length == 0)
            return new ExpectationFit(0, double.NaN, double.NaN, double.NaN);
        return new ExpectationFit(
            pairs.Length,
            pairs.Average(pair => pair.Expected - pair.Realised),
            pairs.Average(pair => Math.Abs(pair.Expected - pair.Realised)),
            Pearson(pairs));
    }

    private static double Pearson((double Expected, double Realised)[] pairs)
    {
        if (pairs.All(pair => pair.Expected == pairs[0].Expected) || pairs.All(pair => pair.Realised == pairs[0].Realised))
            return double.NaN;
        var (expected, realised) = (pairs.Average(pair => pair.Expected), pairs.Average(pair => pair.Realised));
        double cross = 0, squareExpected = 0, squareRealised = 0;
        foreach (var pair in pairs)
        {
            var (u, v) = (pair.Expected - expected, pair.Realised - realised);
            cross += u * v;
            squareExpected += u * u;
            squareRealised += v * v;
        }

        return cross / Math.Sqrt(squareExpected * squareRealised);
    }
}
