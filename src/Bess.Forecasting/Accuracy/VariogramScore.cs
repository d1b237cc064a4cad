using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Accuracy;

/// <summary>How well scenarios foretold the differences between intervals: the variogram score of Scheuerer and Hamill 2015, equation (7).</summary>
/// <remarks>
/// VS = Σ_i Σ_j w_ij (|y_i − y_j|^p − Σ_s p_s |x_s,i − x_s,j|^p)² over all pairs of intervals, w = 1. Proper; sees wrong correlations that the
/// energy score hardly sees, and is blind to a shift of everything. Less is better; ≥ 0.
/// </remarks>
public static class VariogramScore
{
    /// <summary>The score of joint scenarios, over all pairs within and between markets.</summary>
    /// <param name="scenarios">S scenarios of M markets.</param>
    /// <param name="actual">What came, for each market T values; finite.</param>
    /// <param name="order">p &gt; 0; default 0.5, which the authors found to discriminate best.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">When shapes do not fit.</exception>
    public static double Of(JointScenarios scenarios, IReadOnlyList<double[]> actual, double order = 0.5)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var (paths, outcome) = StackedPaths.Of(scenarios, actual);
        return Of(paths, scenarios.Probabilities, outcome, order);
    }

    /// <summary>The score of paths.</summary>
    /// <param name="paths">S paths of D values.</param>
    /// <param name="probabilities">S probabilities that sum to 1.</param>
    /// <param name="actual">What came, D values.</param>
    /// <param name="order">p &gt; 0.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">When shapes do not fit.</exception>
    public static double Of(IReadOnlyList<double[]> paths, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> actual, double order = 0.5)
    {
        ArgumentNullException.ThrowIfNull(paths);
        StackedPaths.Check(paths, probabilities, actual);
        if (!(order > 0))
            throw new ArgumentOutOfRangeException(nameof(order), order, "Expected a number > 0.");
        var score = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var expected = 0.0;
                for (var s = 0; s < paths.Count; s++)
                    expected += probabilities[s] * Power(paths[s][i] - paths[s][j], order);
                var difference = Power(actual[i] - actual[j], order) - expected;
                score += 2 * difference * difference;
            }
        }

        return score;
    }

    private static double Power(double difference, double order) =>
        order == 0.5 ? Math.Sqrt(Math.Abs(difference)) : Math.Pow(Math.Abs(difference), order);
}
