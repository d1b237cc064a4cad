using Bess.Forecasting.Models;

namespace Bess.Forecasting.Conformal;

/// <summary>A wrapper of any quantile model: moves its quantiles by what came of earlier days, each hour of the day on its own.</summary>
internal interface ICalibrator
{
    /// <summary>Calibrates a day.</summary>
    /// <param name="quantiles">24 × Q, hour by hour; changed in place and left in ascending order.</param>
    /// <param name="scale">Spread of the target over four weeks; &gt; 0.</param>
    void Calibrate(Span<double> quantiles, double scale);

    /// <summary>Learns from a day that is known now.</summary>
    /// <param name="raw">Its quantiles before calibration, 24 × Q.</param>
    /// <param name="actual">What came, 24; NaN is missing.</param>
    /// <param name="scale">Spread of the target over the four weeks before that day; &gt; 0.</param>
    void Observe(ReadOnlySpan<double> raw, ReadOnlySpan<double> actual, double scale);

    /// <summary>Writes what was learnt.</summary>
    /// <param name="writer">Gets it.</param>
    void Write(ModelWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Has it.</param>
    void Read(ModelReader reader);
}
