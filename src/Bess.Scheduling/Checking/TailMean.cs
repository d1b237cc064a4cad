namespace Bess.Scheduling.Checking;

/// <summary>CVaR of given losses by sorting: the mean of the worst share.</summary>
internal static class TailMean
{
    /// <summary>min_ζ ζ + (1/α) Σ w max(0, loss − ζ); a best ζ is one of the losses (Rockafellar and Uryasev 2000, theorem 1).</summary>
    public static double Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> probabilities, double tailShare)
    {
        var values = losses.ToArray();
        var order = Enumerable.Range(0, values.Length).OrderByDescending(s => values[s]).ToArray();
        double left = tailShare, sum = 0;
        foreach (var s in order)
        {
            var part = Math.Min(left, probabilities[s]);
            sum += part * values[s];
            left -= part;
        }

        return sum / (tailShare - Math.Max(0, left));
    }
}
