namespace Bess.Forecasting.Accuracy;

/// <summary>Rank correlation of Kendall with ties (τ-b).</summary>
public static class KendallTau
{
    /// <summary>Correlates two sequences.</summary>
    /// <param name="a">One; finite.</param>
    /// <param name="b">The other, of the same length; finite.</param>
    /// <returns>−1 … 1, or NaN when one of them is constant.</returns>
    /// <exception cref="ArgumentException">When the lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"Expected {a.Length} values, was {b.Length}.", nameof(b));
        var (score, pairsA, pairsB) = (0, 0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var signA = a[i].CompareTo(a[j]);
                var signB = b[i].CompareTo(b[j]);
                score += signA * signB;
                pairsA += signA * signA;
                pairsB += signB * signB;
            }
        }

        return score / Math.Sqrt((double)pairsA * pairsB);
    }
}
