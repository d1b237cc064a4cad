using Bess.Forecasting.Features;

namespace Bess.Forecasting.Regression;

/// <summary>Variance stabilisation of one variable: z = asinh((x − median)/MAD) (Uniejewski, Weron, Ziel 2018), then mean 0 and deviation 1.</summary>
/// <param name="Centre">Median, or 0 for a variable that is left as it is.</param>
/// <param name="Spread">Scaled median absolute deviation, or 1.</param>
/// <param name="IsStabilised">Whether asinh is taken.</param>
/// <param name="Mean">Mean of z.</param>
/// <param name="Deviation">Standard deviation of z; &gt; 0.</param>
/// <param name="Least">Least z that was seen.</param>
/// <param name="Most">Greatest z that was seen.</param>
internal readonly record struct ColumnScaling(
    double Centre, double Spread, bool IsStabilised, double Mean, double Deviation, double Least, double Most)
{
    /// <summary>How far beyond what was seen, in units of z, a forecast may go before it is held: sinh would turn a small slip into any price.</summary>
    private const double Beyond = 1.0;

    private const double LeastDeviation = 1e-9;

    /// <summary>Fits to values, NaN left out; null when they are constant.</summary>
    public static ColumnScaling? Fit(ReadOnlySpan<double> values, bool stabilise, double[] workspace)
    {
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                workspace[count++] = value;
        }

        var (centre, spread) = stabilise ? RobustScale.Of(workspace.AsSpan(0, count)) : (0, 1);
        var scaling = new ColumnScaling(centre, spread, stabilise, 0, 1, 0, 0);
        var (sum, squares, least, most) = (0.0, 0.0, double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;
            var z = scaling.Stabilised(value);
            (sum, squares, least, most) = (sum + z, squares + (z * z), Math.Min(least, z), Math.Max(most, z));
        }

        var mean = sum / Math.Max(1, count);
        var deviation = Math.Sqrt(Math.Max(0, (squares / Math.Max(1, count)) - (mean * mean)));
        return deviation < LeastDeviation ? null : scaling with { Mean = mean, Deviation = deviation, Least = least, Most = most };
    }

    /// <summary>The standardised variable; 0, its mean, for NaN.</summary>
    public double Apply(double value) => double.IsNaN(value) ? 0 : (Held(Stabilised(value)) - Mean) / Deviation;

    /// <summary>The value whose standardised form is given.</summary>
    public double Invert(double standardised)
    {
        var z = Held(Mean + (Deviation * standardised));
        return IsStabilised ? Centre + (Spread * Math.Sinh(z)) : Centre + (Spread * z);
    }

    private double Stabilised(double value) => IsStabilised ? Math.Asinh((value - Centre) / Spread) : (value - Centre) / Spread;

    private double Held(double z) => Math.Clamp(z, Least - Beyond, Most + Beyond);
}
