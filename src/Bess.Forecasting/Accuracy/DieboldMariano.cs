using MathNet.Numerics.Distributions;

namespace Bess.Forecasting.Accuracy;

/// <summary>Whether one forecast is better than another: the test of Diebold and Mariano (1995) on one loss a day (multivariate form of Ziel and Weron 2018).</summary>
/// <param name="Statistic">Mean difference over its standard error; below zero the first is better; NaN where all differences are equal.</param>
/// <param name="PValue">Probability of so low a statistic if the second were as good (one-sided, standard normal).</param>
public readonly record struct DieboldMariano(double Statistic, double PValue)
{
    /// <summary>Lags of the variance: a week.</summary>
    private const int Lags = 7;

    /// <summary>Tests.</summary>
    /// <remarks>The variance of the mean is that of Newey and West (1987) with seven lags, because errors of days follow one another.</remarks>
    /// <param name="losses">Loss of the first, one a day.</param>
    /// <param name="otherLosses">Loss of the second on the same days.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">When the lengths differ.</exception>
    public static DieboldMariano Test(ReadOnlySpan<double> losses, ReadOnlySpan<double> otherLosses)
    {
        if (losses.Length != otherLosses.Length)
            throw new ArgumentException($"Expected {losses.Length} losses, was {otherLosses.Length}.", nameof(otherLosses));
        var differences = new double[losses.Length];
        var mean = 0.0;
        for (var t = 0; t < differences.Length; t++)
        {
            differences[t] = losses[t] - otherLosses[t];
            mean += differences[t] / differences.Length;
        }

        var variance = Covariance(differences, mean, 0);
        for (var lag = 1; lag <= Math.Min(Lags, differences.Length - 1); lag++)
            variance += 2 * (1 - (lag / (Lags + 1.0))) * Covariance(differences, mean, lag);
        var statistic = variance > 0 ? mean / Math.Sqrt(variance / differences.Length) : double.NaN;
        return new DieboldMariano(statistic, Normal.CDF(0, 1, statistic));
    }

    private static double Covariance(double[] values, double mean, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < values.Length; t++)
            sum += (values[t] - mean) * (values[t - lag] - mean);
        return sum / values.Length;
    }
}
