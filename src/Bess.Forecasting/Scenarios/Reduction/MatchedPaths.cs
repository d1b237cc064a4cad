namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Moves the paths that stayed so that the reduced set has the moments of the full one, interval by interval.</summary>
/// <remarks>
/// x ← m + (x − m′)·min(s/s′, 2), with mean m and deviation s of the full set and m′, s′ of the reduced one: the kept paths lie near the middle of those they
/// stand for, so a reduced set varies too little and its mean is off by chance. The order of the paths in an interval, and with it what moves together, stays.
/// Matching of moments as a demand on scenarios: Høyland and Wallace 2001.
/// </remarks>
internal static class MatchedPaths
{
    private const double LargestFactor = 2;

    /// <summary>Values of one market of the reduced set, scenario after scenario.</summary>
    public static double[] Of(JointScenarios full, int market, int[] kept, double[] probabilities, MomentMatch match)
    {
        var steps = full.Markets[market].Grid.Count;
        double[] values = [.. kept.SelectMany(i => full.Values(market, i).ToArray())];
        if (match == MomentMatch.None || kept.Length == full.Count)
            return values;
        for (var t = 0; t < steps; t++)
        {
            var at = t;
            var (mean, deviation) = Moments(full.Count, i => full.Values(market, i)[at], full.Probabilities);
            var (keptMean, keptDeviation) = Moments(kept.Length, k => full.Values(market, kept[k])[at], probabilities);
            var factor = match == MomentMatch.MeanAndDeviation && keptDeviation > 0 ? Math.Min(deviation / keptDeviation, LargestFactor) : 1;
            for (var k = 0; k < kept.Length; k++)
                values[(k * steps) + t] = mean + ((values[(k * steps) + t] - keptMean) * factor);
        }

        return values;
    }

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
