using Bess.Domain.Assets;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Connections;

/// <summary>The part of a connection that a battery has when nobody coordinates: by its discharge limit.</summary>
internal static class ConnectionShare
{
    /// <summary>Shares of a limit, MW, one a plant; they sum to it.</summary>
    public static double[] Of(IReadOnlyList<StoragePlant> plants, double limitMw)
    {
        var sum = plants.Sum(plant => plant.Battery.DischargeLimit.Mw);
        return [.. plants.Select(plant => limitMw * plant.Battery.DischargeLimit.Mw / sum)];
    }

    /// <summary>A plant with both its power limits cut to a share.</summary>
    public static StoragePlant Cut(StoragePlant plant, double shareMw)
    {
        var battery = plant.Battery;
        return plant with
        {
            Battery = new Battery(new BatterySpecification
            {
                Id = battery.Id.Value,
                EnergyCapacityMwh = battery.Capacity.Mwh,
                ChargeLimitMw = Math.Min(battery.ChargeLimit.Mw, shareMw),
                DischargeLimitMw = Math.Min(battery.DischargeLimit.Mw, shareMw),
                ChargeEfficiency = battery.ChargeEfficiency.Value,
                DischargeEfficiency = battery.DischargeEfficiency.Value,
                MinimumEnergyMwh = battery.MinimumEnergy.Mwh,
                MaximumEnergyMwh = battery.MaximumEnergy.Mwh,
                RampLimitMw = battery.RampLimit?.Mw,
                DegradationCostPerMwh = battery.DegradationCost.PerMwh,
            }),
        };
    }
}
