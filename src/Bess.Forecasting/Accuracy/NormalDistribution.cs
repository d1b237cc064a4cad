namespace Bess.Forecasting.Accuracy;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double Near = 4;
    private const int Fractions = 200;

    /// <summary>Φ(x): near zero by the series of φ (Marsaglia 2004), beyond by the continued fraction of Laplace.</summary>
    public static double Cumulative(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) < Near)
        {
            var (sum, term) = (x, x);
            for (var i = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); i += 2)
            {
                term *= x * x / i;
                sum += term;
            }

            return 0.5 + (density * sum);
        }

        var fraction = 0.0;
        for (var k = Fractions; k > 0; k--)
            fraction = k / (Math.Abs(x) + fraction);
        var tail = density / (Math.Abs(x) + fraction);
        return x > 0 ? 1 - tail : tail;
    }
}
