namespace Bess.Optimization.Aladin;

/// <summary>The set that sums of block variables are driven to: a soft band on each of K constraints in each of T steps.</summary>
/// <remarks>
/// <code>min Σ_i f_i(p_i) + Σ_k Σ_t κ⁺ e⁺ + κ⁻ e⁻   s.t.  Σ_{i∈k} p_i = b + e⁺ − e⁻,  lower ≤ b ≤ upper,  e⁺, e⁻ ≥ 0</code>
/// Row k·T + t belongs to constraint k and step t; every vector has length K·T. A row with lower = upper is an equality.
/// Multipliers live in [−κ⁻, κ⁺] at the optimum, so an unreachable target gives the least priced violation, not a failure.
/// </remarks>
public sealed class CouplingSet
{
    /// <summary>Creates the set.</summary>
    /// <param name="steps">T ≥ 1.</param>
    /// <param name="lower">Lower ends, finite.</param>
    /// <param name="upper">Upper ends, finite, ≥ lower.</param>
    /// <param name="surplusPrice">κ⁺, cost of a unit above the band; finite.</param>
    /// <param name="shortfallPrice">κ⁻, cost of a unit below the band; finite, κ⁺ + κ⁻ &gt; 0.</param>
    /// <exception cref="ArgumentException">When lengths differ or a row breaks the rules above; names the row.</exception>
    public CouplingSet(int steps, double[] lower, double[] upper, double[] surplusPrice, double[] shortfallPrice)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        ArgumentNullException.ThrowIfNull(surplusPrice);
        ArgumentNullException.ThrowIfNull(shortfallPrice);
        if (lower.Length == 0 || lower.Length % steps != 0 || upper.Length != lower.Length || surplusPrice.Length != lower.Length || shortfallPrice.Length != lower.Length)
        {
            throw new ArgumentException($"expected four vectors of one length that is a multiple of {steps}, got {lower.Length}, {upper.Length}, {surplusPrice.Length}, {shortfallPrice.Length}", nameof(lower));
        }

        for (var i = 0; i < lower.Length; i++)
        {
            if (!double.IsFinite(lower[i]) || !double.IsFinite(upper[i]) || lower[i] > upper[i])
            {
                throw new ArgumentException($"row {i}: expected finite lower ≤ upper, was {lower[i]} and {upper[i]}", nameof(lower));
            }

            if (!double.IsFinite(surplusPrice[i]) || !double.IsFinite(shortfallPrice[i]) || surplusPrice[i] + shortfallPrice[i] <= 0)
            {
                throw new ArgumentException($"row {i}: expected finite prices with a positive sum, was {surplusPrice[i]} and {shortfallPrice[i]}", nameof(surplusPrice));
            }
        }

        Steps = steps;
        Lower = [.. lower];
        Upper = [.. upper];
        SurplusPrice = [.. surplusPrice];
        ShortfallPrice = [.. shortfallPrice];
    }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>K.</summary>
    public int Constraints => Lower.Length / Steps;

    /// <summary>Number of rows K·T.</summary>
    public int Rows => Lower.Length;

    /// <summary>Lower ends of the bands.</summary>
    public double[] Lower { get; }

    /// <summary>Upper ends of the bands.</summary>
    public double[] Upper { get; }

    /// <summary>κ⁺ per row.</summary>
    public double[] SurplusPrice { get; }

    /// <summary>κ⁻ per row.</summary>
    public double[] ShortfallPrice { get; }

    /// <summary>Distance of a sum to its band.</summary>
    /// <param name="row">Row.</param>
    /// <param name="sum">Value of the coupled sum.</param>
    /// <returns>Positive above the band, negative below, 0 inside.</returns>
    public double Excess(int row, double sum) => sum > Upper[row] ? sum - Upper[row] : Math.Min(0, sum - Lower[row]);

    /// <summary>Cost of leaving the bands.</summary>
    /// <param name="sums">Coupled sums, length K·T.</param>
    /// <returns>Σ κ⁺ e⁺ + κ⁻ e⁻.</returns>
    public double Cost(ReadOnlySpan<double> sums)
    {
        var cost = 0.0;
        for (var i = 0; i < Rows; i++)
        {
            var excess = Excess(i, sums[i]);
            cost += excess > 0 ? SurplusPrice[i] * excess : -ShortfallPrice[i] * excess;
        }

        return cost;
    }

    /// <summary>Clips multipliers to the prices, where the support below is finite.</summary>
    /// <param name="multipliers">In and out, length K·T.</param>
    public void Clip(Span<double> multipliers)
    {
        for (var i = 0; i < Rows; i++)
        {
            multipliers[i] = Math.Clamp(multipliers[i], -ShortfallPrice[i], SurplusPrice[i]);
        }
    }

    /// <summary>max over the band of yᵀb for multipliers within the prices: what the dual bound pays for the coupling set.</summary>
    /// <param name="multipliers">y, length K·T, clipped.</param>
    /// <returns>The support.</returns>
    public double Support(ReadOnlySpan<double> multipliers)
    {
        var sum = 0.0;
        for (var i = 0; i < Rows; i++)
        {
            sum += multipliers[i] * (multipliers[i] >= 0 ? Upper[i] : Lower[i]);
        }

        return sum;
    }
}
