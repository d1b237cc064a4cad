using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Accuracy;

/// <summary>How well scenarios as a whole foretold a path: the energy score of Gneiting and Raftery 2007, section 4.3.</summary>
/// <remarks>
/// ES = Σ_i p_i ‖x_i − y‖ − ½ Σ_i Σ_j p_i p_j ‖x_i − x_j‖ with Euclid's norm over all markets and intervals; in one dimension it is the CRPS. Proper: no
/// scenarios score better in the mean than those of the true distribution. Less is better; unit of the values, ≥ 0. It sees wrong levels better than wrong
/// correlations: see <see cref="VariogramScore"/> for those.
/// </remarks>
public static class EnergyScore
{
    /// <summary>The score of joint scenarios.</summary>
    /// <param name="scenarios">S scenarios of M markets.</param>
    /// <param name="actual">What came, for each market T values; finite.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">When shapes do not fit.</exception>
    public static double Of(JointScenarios scenarios, IReadOnlyList<double[]> actual)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var (paths, outcome) = StackedPaths.Of(scenarios, actual);
        return Of(paths, scenarios.Probabilities, outcome);
    }

    /// <summary>The score of paths.</summary>
    /// <param name="paths">S paths of D values.</param>
    /// <param name="probabilities">S probabilities that sum to 1.</param>
    /// <param name="actual">What came, D values.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">When shapes do not fit.</exception>
    public static double Of(IReadOnlyList<double[]> paths, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> actual)
    {
        ArgumentNullException.ThrowIfNull(paths);
        StackedPaths.Check(paths, probabilities, actual);
        var (toActual, between) = (0.0, 0.0);
        for (var i = 0; i < paths.Count; i++)
        {
            toActual += probabilities[i] * Distance(paths[i], actual);
            for (var j = 0; j < i; j++)
                between += probabilities[i] * probabilities[j] * Distance(paths[i], paths[j]);
        }

        return toActual - between;
    }

    private static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var t = 0; t < left.Length; t++)
            sum += (left[t] - right[t]) * (left[t] - right[t]);
        return Math.Sqrt(sum);
    }
}
