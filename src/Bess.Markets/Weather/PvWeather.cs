using Bess.Domain.Series;

namespace Bess.Markets.Weather;

/// <summary>The weather series of which the power of a plant is made, of one place.</summary>
/// <remarks>Intervals are those of the global irradiance; of the others only values of the same intervals count, nothing is resampled.</remarks>
/// <param name="GlobalHorizontal"><c>shortwave_radiation_w_per_m2</c>.</param>
/// <param name="Temperature"><c>temperature_2m_c</c>.</param>
public sealed record PvWeather(ObservedSeries GlobalHorizontal, ObservedSeries Temperature)
{
    /// <summary><c>diffuse_radiation_w_per_m2</c>.</summary>
    /// <value>Default: null; then by Erbs.</value>
    public ObservedSeries? DiffuseHorizontal { get; init; }

    /// <summary><c>wind_speed_10m_m_per_s</c> or <c>wind_speed_10m_km_per_h</c>; the unit is read from the name.</summary>
    /// <value>Default: null; then cells by NOCT.</value>
    public ObservedSeries? Wind { get; init; }
}
