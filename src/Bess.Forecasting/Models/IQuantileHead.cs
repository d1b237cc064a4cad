namespace Bess.Forecasting.Models;

/// <summary>Makes quantiles of a day out of the forecasts of the members, having learnt from days that are known.</summary>
internal interface IQuantileHead
{
    /// <summary>Learns again.</summary>
    /// <param name="known">Days whose actual curves are known, the latest last.</param>
    void Fit(IReadOnlyList<ForecastDay> known);

    /// <summary>Makes quantiles.</summary>
    /// <param name="members">Forecasts of the members, 24 × M.</param>
    /// <param name="scale">Spread of the target over four weeks.</param>
    /// <param name="quantiles">Gets 24 × Q, non-decreasing within an hour.</param>
    void Predict(ReadOnlySpan<double> members, double scale, Span<double> quantiles);

    /// <summary>Writes what was learnt.</summary>
    /// <param name="writer">Gets it.</param>
    void Write(ModelWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Has it.</param>
    void Read(ModelReader reader);
}
