namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Whether prices were calm or wild lately: the mean range within a day over the last week against the last eight weeks, as known.</summary>
internal static class Regime
{
    private const int RecentDays = 7;
    private const int LongDays = 56;
    private const double WildFrom = 1.25;
    private const double CalmBelow = 0.8;
    private const double WildFactor = 0.5;
    private const double CalmFactor = 1.5;

    /// <summary>Factor on the cost of use: wild prices make use worth its wear, calm ones do not.</summary>
    public static double WearFactorOf(DayContext context)
    {
        var ranges = KnownCurves.Last(context, context.Market.DayAhead, TimeSpan.FromHours(1), LongDays, LongDays).Select(curve => curve.Max() - curve.Min()).ToArray();
        if (ranges.Length < LongDays / 2 || ranges.Average() <= 0)
            return 1;
        var ratio = ranges.Take(RecentDays).Average() / ranges.Average();
        return ratio > WildFrom ? WildFactor : ratio < CalmBelow ? CalmFactor : 1;
    }
}
