namespace Bess.Markets.Weather;

/// <summary>Temperature of the cells of a module in the open.</summary>
public static class CellTemperature
{
    private const double NoctIrradianceWPerM2 = 800;
    private const double NoctAirTemperatureC = 20;

    /// <summary>By wind: D. Faiman, "Assessing the outdoor operating temperature of photovoltaic modules", Progress in Photovoltaics 16 (2008) 307–315.</summary>
    /// <param name="airTemperatureC">Temperature of the air, °C.</param>
    /// <param name="planeIrradianceWPerM2">Irradiance on the plane; ≥ 0.</param>
    /// <param name="windSpeedMPerS">Wind at the modules; ≥ 0.</param>
    /// <returns>T = T_air + G / (25 + 6.84 v), °C, with the mean coefficients of the paper.</returns>
    public static double Faiman(double airTemperatureC, double planeIrradianceWPerM2, double windSpeedMPerS) =>
        airTemperatureC + (planeIrradianceWPerM2 / (25 + (6.84 * windSpeedMPerS)));

    /// <summary>
    /// Without wind: by the nominal operating cell temperature (R. G. Ross, 14th IEEE Photovoltaic Specialists Conference, 1980), the
    /// temperature at 800 W/m², 20 °C and 1 m/s.
    /// </summary>
    /// <param name="airTemperatureC">Temperature of the air, °C.</param>
    /// <param name="planeIrradianceWPerM2">Irradiance on the plane; ≥ 0.</param>
    /// <param name="nominalC">Nominal operating cell temperature, °C.</param>
    /// <returns>T = T_air + (T_nominal − 20) G / 800, °C.</returns>
    public static double Nominal(double airTemperatureC, double planeIrradianceWPerM2, double nominalC) =>
        airTemperatureC + ((nominalC - NoctAirTemperatureC) * planeIrradianceWPerM2 / NoctIrradianceWPerM2);
}
