namespace Bess.Backtesting.Attribution;

/// <summary>Risk figures of a list of daily nets; loss is −net.</summary>
public static class DailyRisk
{
    /// <summary>Share of worst days that VaR and CVaR look at.</summary>
    public const double TailShare = 0.05;

    /// <summary>Days of the year to which figures are scaled; 365 in leap years too.</summary>
    public const double DaysPerYear = 365;

    // A share times a count may miss a whole number by rounding.
    private const double Rounding = 1e-9;

    /// <summary>Value at risk: the least loss l with P(loss ≤ l) ≥ 1 − α over the days, each as likely as the other.</summary>
    /// <param name="nets">Net of each day, in any order; at least one.</param>
    /// <param name="tailShare">α, in (0, 1).</param>
    /// <returns>The loss, &gt; 0 when money is lost.</returns>
    public static double ValueAtRisk(IReadOnlyList<double> nets, double tailShare = TailShare)
    {
        var sorted = Sorted(nets, tailShare);
        return -sorted[Math.Min(Whole(tailShare * sorted.Length), sorted.Length - 1)];
    }

    /// <summary>Mean loss of the worst share α of the days; the day on the border counts with the part that fills the share.</summary>
    /// <remarks>Rockafellar and Uryasev 2002, Conditional value-at-risk for general loss distributions, proposition 8.</remarks>
    /// <param name="nets">Net of each day, in any order; at least one.</param>
    /// <param name="tailShare">α, in (0, 1).</param>
    /// <returns>The loss, &gt; 0 when money is lost; not below the value at risk.</returns>
    public static double ConditionalValueAtRisk(IReadOnlyList<double> nets, double tailShare = TailShare)
    {
        var sorted = Sorted(nets, tailShare);
        var tail = tailShare * sorted.Length;
        var whole = Whole(tail);
        var part = Math.Max(0, tail - whole);
        var sum = part * sorted[Math.Min(whole, sorted.Length - 1)];
        for (var i = 0; i < whole; i++)
            sum += sorted[i];
        return -sum / tail;
    }

    /// <summary>Largest fall of the cumulative net from an earlier peak; the start, 0, counts as a peak.</summary>
    /// <param name="nets">Net of each day, in order.</param>
    /// <returns>≥ 0.</returns>
    public static decimal MaxDrawdown(IEnumerable<decimal> nets)
    {
        ArgumentNullException.ThrowIfNull(nets);
        decimal sum = 0, peak = 0, fall = 0;
        foreach (var net in nets)
        {
            sum += net;
            peak = Math.Max(peak, sum);
            fall = Math.Max(fall, peak - sum);
        }

        return fall;
    }

    /// <summary>√365 · mean / standard deviation (n − 1) of the daily net.</summary>
    /// <param name="nets">Net of each day, in any order.</param>
    /// <returns>NaN with fewer than two days, or when all are equal.</returns>
    public static double Sharpe(IReadOnlyList<double> nets)
    {
        ArgumentNullException.ThrowIfNull(nets);
        if (nets.Count < 2 || nets.All(net => net == nets[0]))
            return double.NaN;
        var mean = nets.Average();
        return Math.Sqrt(DaysPerYear) * mean / Math.Sqrt(nets.Sum(net => (net - mean) * (net - mean)) / (nets.Count - 1));
    }

    /// <summary>Number of days among n that are called the worst: α n, rounded up.</summary>
    /// <param name="days">n.</param>
    /// <param name="tailShare">α, in (0, 1).</param>
    public static int WorstCount(int days, double tailShare = TailShare) => (int)Math.Ceiling((tailShare * days) - Rounding);

    private static int Whole(double tail) => (int)Math.Floor(tail + Rounding);

    private static double[] Sorted(IReadOnlyList<double> nets, double tailShare)
    {
        ArgumentNullException.ThrowIfNull(nets);
        if (nets.Count == 0)
            throw new ArgumentException("Expected at least one day, was none.", nameof(nets));
        if (!(tailShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tailShare), tailShare, "Expected a number in (0, 1).");
        double[] sorted = [.. nets];
        Array.Sort(sorted);
        return sorted;
    }
}
