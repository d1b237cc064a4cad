namespace Bess.Forecasting.Accuracy;

/// <summary>Pinball loss and the CRPS that quantiles give.</summary>
internal static class QuantileLoss
{
    /// <summary>ρ_τ(y − q): τ (y − q) above the quantile, (1 − τ)(q − y) below it.</summary>
    public static double Pinball(double quantile, double level, double actual) =>
        actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);

    /// <summary>Mean of the pinball loss over levels and the hours that are known.</summary>
    public static double OfDay(ReadOnlySpan<double> quantiles, double[] levels, ReadOnlySpan<double> actual)
    {
        var (sum, count) = (0.0, 0);
        for (var s = 0; s < actual.Length; s++)
        {
            if (double.IsNaN(actual[s]))
                continue;
            for (var q = 0; q < levels.Length; q++)
                sum += Pinball(quantiles[(s * levels.Length) + q], levels[q], actual[s]);
            count += levels.Length;
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>Weights of the levels in CRPS = 2 ∫ ρ_τ dτ ≈ 2 Σ w ρ: half the way to the neighbours, to 0 and 1 at the ends; their sum is 1.</summary>
    public static double[] CrpsWeights(double[] levels)
    {
        var weights = new double[levels.Length];
        for (var q = 0; q < levels.Length; q++)
        {
            var from = q == 0 ? 0 : (levels[q - 1] + levels[q]) / 2;
            var to = q == levels.Length - 1 ? 1 : (levels[q] + levels[q + 1]) / 2;
            weights[q] = to - from;
        }

        return weights;
    }
}
