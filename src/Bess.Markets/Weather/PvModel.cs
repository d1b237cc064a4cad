using Bess.Domain.Time;

namespace Bess.Markets.Weather;

/// <summary>From weather to the power of a plant: plane, cell, modules, inverter. The formulas stand in docs/reference/pv-model.md.</summary>
public static class PvModel
{
    private const double StandardIrradianceWPerM2 = 1000;
    private const double StandardCellC = 25;

    /// <summary>Mean AC power of an interval.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="irradiance">Mean irradiance over it.</param>
    /// <param name="airTemperatureC">Temperature of the air, °C.</param>
    /// <param name="windSpeedMPerS">Wind, m/s; null: not known, the cells' temperature is then by NOCT.</param>
    /// <returns>Power at the connection point, MW, 0 … <see cref="PvPlant.AcLimitMw"/>; positive is export.</returns>
    public static double AcPowerMw(
        PvPlant plant, DeliveryInterval interval, Irradiance irradiance, double airTemperatureC, double? windSpeedMPerS = null)
    {
        ArgumentNullException.ThrowIfNull(plant);
        var plane = Transposition.OnPlane(plant, interval, irradiance).TotalWPerM2;
        return AcPowerMw(plant, DcPowerMw(plant, plane, airTemperatureC, windSpeedMPerS));
    }

    /// <summary>Direct power of the modules (Dobos 2014): P = P_peak · G/1000 · (1 + γ (T_cell − 25)) · (1 − losses).</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="planeIrradianceWPerM2">Irradiance on the plane; ≥ 0.</param>
    /// <param name="airTemperatureC">Temperature of the air, °C.</param>
    /// <param name="windSpeedMPerS">Wind, m/s; null: not known.</param>
    /// <returns>Power, MW; ≥ 0.</returns>
    public static double DcPowerMw(PvPlant plant, double planeIrradianceWPerM2, double airTemperatureC, double? windSpeedMPerS)
    {
        ArgumentNullException.ThrowIfNull(plant);
        var cell = windSpeedMPerS is { } wind
            ? CellTemperature.Faiman(airTemperatureC, planeIrradianceWPerM2, wind)
            : CellTemperature.Nominal(airTemperatureC, planeIrradianceWPerM2, plant.NominalCellTemperatureC);
        var factor = 1 + (plant.TemperatureCoefficientPerC * (cell - StandardCellC));
        return Math.Max(0, plant.DcPeakMw * planeIrradianceWPerM2 / StandardIrradianceWPerM2 * factor * (1 - plant.Losses));
    }

    /// <summary>
    /// The inverter of PVWatts 5 (Dobos 2014): η = η_rated / 0.9637 · (−0.0162 ζ − 0.0059 / ζ + 0.9858) with ζ = P_dc · η_rated / P_limit,
    /// and never above its limit.
    /// </summary>
    /// <param name="plant">The plant.</param>
    /// <param name="dcPowerMw">Direct power, MW; ≥ 0.</param>
    /// <returns>AC power, MW, 0 … the limit.</returns>
    public static double AcPowerMw(PvPlant plant, double dcPowerMw)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentOutOfRangeException.ThrowIfNegative(dcPowerMw);
        if (dcPowerMw == 0)
            return 0;
        var load = dcPowerMw * plant.InverterEfficiency / plant.AcLimitMw;
        if (load >= 1)
            return plant.AcLimitMw;
        var efficiency = plant.InverterEfficiency / 0.9637 * ((-0.0162 * load) - (0.0059 / load) + 0.9858);
        return Math.Clamp(dcPowerMw * efficiency, 0, plant.AcLimitMw);
    }
}
