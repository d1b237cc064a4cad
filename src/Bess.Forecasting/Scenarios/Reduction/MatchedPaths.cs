namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Moves the paths that stayed so that the reduced set has the moments of the full one.</summary>
/// <remarks>
/// x ← m + (x − m′)·min(s/s′, 2)·g, interval by interval, with mean m and deviation s of the full set and m′, s′ of the reduced one; g is one number a market,
/// in [0.5, 2], for which the mean spread within a day is that of the full set. The kept paths lie near the middle of those they stand for: their noise is smaller and
/// their mean is off by chance. The order of the paths in an interval, and with it what moves together, stays.
/// Matching of moments as a demand on scenarios: Høyland and Wallace 2001.
/// </remarks>
internal static class MatchedPaths
{
    private const double LargestFactor = 2;
    private const double LeastSpreadFactor = 0.5;
    private const int Halvings = 40;

    /// <summary>Values of one market of the reduced set, scenario after scenario.</summary>
    public static double[] Of(JointScenarios full, int market, int[] kept, double[] probabilities, MomentMatch match)
    {
        var steps = full.Markets[market].Grid.Count;
        double[] values = [.. kept.SelectMany(i => full.Values(market, i).ToArray())];
        if (match == MomentMatch.None || kept.Length == full.Count)
            return values;
        var means = new double[steps];
        var matchesDeviation = match is MomentMatch.MeanAndDeviation or MomentMatch.DeviationAndSpread;
        for (var t = 0; t < steps; t++)
        {
            var at = t;
            (means[t], var deviation) = Moments(full.Count, i => full.Values(market, i)[at], full.Probabilities);
            var (keptMean, keptDeviation) = Moments(kept.Length, k => full.Values(market, kept[k])[at], probabilities);
            var factor = matchesDeviation && keptDeviation > 0 ? Math.Min(deviation / keptDeviation, LargestFactor) : 1;
            for (var k = 0; k < kept.Length; k++)
                values[(k * steps) + t] = means[t] + ((values[(k * steps) + t] - keptMean) * factor);
        }

        if (match is MomentMatch.MeanAndDeviation or MomentMatch.Mean)
            return values;
        var stepsOfDay = Math.Max(1, (int)(TimeSpan.FromDays(1) / full.Markets[market].Grid.Step));
        var wanted = Enumerable.Range(0, full.Count).Sum(i => full.Probabilities[i] * DaySpread.Of(full.Values(market, i), stepsOfDay));
        return Scaled(values, means, SpreadFactor(values, means, probabilities, stepsOfDay, wanted));
    }

    // The mean spread grows with the factor once the paths stray further than the mean does; found by halving.
    private static double SpreadFactor(double[] values, double[] means, double[] probabilities, int stepsOfDay, double wanted)
    {
        double SpreadAt(double factor)
        {
            var scaled = Scaled(values, means, factor);
            return Enumerable.Range(0, probabilities.Length).Sum(
                k => probabilities[k] * DaySpread.Of(scaled.AsSpan(k * means.Length, means.Length), stepsOfDay));
        }

        var (low, high) = (LeastSpreadFactor, LargestFactor);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (SpreadAt(middle) < wanted)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static double[] Scaled(double[] values, double[] means, double factor) =>
        [.. values.Select((value, at) => means[at % means.Length] + ((value - means[at % means.Length]) * factor))];

    private static (double Mean, double Deviation) Moments(int count, Func<int, double> value, ReadOnlySpan<double> probabilities)
    {
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
            mean += probabilities[i] * value(i);
        for (var i = 0; i < count; i++)
            square += probabilities[i] * (value(i) - mean) * (value(i) - mean);
        return (mean, Math.Sqrt(square));
    }
}
