using Bess.Forecasting.Models;

namespace Bess.Forecasting.Conformal;

/// <summary>Leaves quantiles as they are.</summary>
internal sealed class NoCalibration : ICalibrator
{
    public void Calibrate(Span<double> quantiles, double scale)
    {
    }

    public void Observe(ReadOnlySpan<double> raw, ReadOnlySpan<double> actual, double scale)
    {
    }

    public void Write(ModelWriter writer)
    {
    }

    public void Read(ModelReader reader)
    {
    }
}
