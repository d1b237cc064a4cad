using Bess.Domain.Prices;

namespace Bess.Forecasting.Scenarios;

/// <summary>Quantiles of scenarios, interval by interval: what a fan chart shows.</summary>
public static class WeightedQuantiles
{
    /// <summary>The least value whose scenarios at or below it have at least a probability.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="level">The probability, in (0, 1).</param>
    /// <returns>One value per interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">When the level is outside (0, 1).</exception>
    public static double[] Of(ScenarioSet scenarios, double level)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a probability in (0, 1).");
        var quantiles = new double[scenarios.Grid.Count];
        for (var t = 0; t < quantiles.Length; t++)
        {
            var ascending = Enumerable.Range(0, scenarios.Count).OrderBy(s => scenarios.PricesPerMwh(s)[t]).ToArray();
            var (mass, k) = (0.0, 0);
            while (k < ascending.Length - 1 && (mass += scenarios.Probabilities[ascending[k]]) < level - 1e-12)
                k++;
            quantiles[t] = scenarios.PricesPerMwh(ascending[k])[t];
        }

        return quantiles;
    }
}
