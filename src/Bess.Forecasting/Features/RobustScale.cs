namespace Bess.Forecasting.Features;

/// <summary>Median and median absolute deviation, the latter scaled to the standard deviation of a normal distribution.</summary>
internal static class RobustScale
{
    /// <summary>Φ⁻¹(3/4).</summary>
    private const double NormalQuartile = 0.6744897501960817;

    /// <summary>Centre and spread of values; the spread falls back to the standard deviation, then to 1, where more than half are equal.</summary>
    /// <param name="values">In any order; sorted in place.</param>
    public static (double Centre, double Spread) Of(Span<double> values)
    {
        if (values.IsEmpty)
            return (0, 1);
        values.Sort();
        var median = Middle(values);
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value - median;
            squares += (value - median) * (value - median);
        }

        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Abs(values[i] - median);
        values.Sort();
        var spread = Middle(values) / NormalQuartile;
        if (spread <= 0)
            spread = Math.Sqrt(Math.Max(0, (squares / values.Length) - (sum / values.Length * (sum / values.Length))));
        return (median, spread > 0 ? spread : 1);
    }

    private static double Middle(ReadOnlySpan<double> sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
