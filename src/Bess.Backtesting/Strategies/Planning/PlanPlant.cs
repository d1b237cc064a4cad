using Bess.Domain.Assets;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>The battery as the settings want plans to see it.</summary>
internal static class PlanPlant
{
    // A floor that is only just reachable leaves a solver no room.
    private const double ReachMargin = 0.999;

    /// <summary>The plant with the share of its power, the factor on its wear and the floor at midnight.</summary>
    public static StoragePlant Of(DayContext context, IReadOnlyList<EnergyValueSegment> endValue, List<string> rules)
    {
        var (plant, settings) = (context.Plant, context.Settings);
        var battery = Limited(plant.Battery, settings.PowerShare);
        var end = new EndOfHorizon { Values = endValue, FloorMwh = Floor(context, battery, rules) };
        var factor = settings.WearFactor * (settings.IsRegimeAdaptive ? Regime.WearFactorOf(context) : 1);
        return plant with { Battery = battery, End = end, Wear = Scaled(plant, factor) };
    }

    private static Battery Limited(Battery battery, double share) => share >= 1 ? battery : new Battery(new BatterySpecification
    {
        Id = battery.Id.Value,
        EnergyCapacityMwh = battery.Capacity.Mwh,
        ChargeLimitMw = battery.ChargeLimit.Mw * share,
        DischargeLimitMw = battery.DischargeLimit.Mw * share,
        ChargeEfficiency = battery.ChargeEfficiency.Value,
        DischargeEfficiency = battery.DischargeEfficiency.Value,
        MinimumEnergyMwh = battery.MinimumEnergy.Mwh,
        MaximumEnergyMwh = battery.MaximumEnergy.Mwh,
        RampLimitMw = battery.RampLimit?.Mw,
        DegradationCostPerMwh = battery.DegradationCost.PerMwh,
    });

    private static WearCost Scaled(StoragePlant plant, double factor)
    {
        var wear = plant.Wear ?? new WearCost { ThroughputPerMwh = plant.Battery.DegradationCost.PerMwh };
        return new WearCost
        {
            ThroughputPerMwh = wear.ThroughputPerMwh * factor,
            DischargedPerMwh = wear.DischargedPerMwh * factor,
            CycleDepth = [.. wear.CycleDepth.Select(layer => layer with { CostPerMwh = layer.CostPerMwh * factor })],
        };
    }

    private static double? Floor(DayContext context, Battery battery, List<string> rules)
    {
        if ((context.Settings.MidnightFloorMwh ?? context.Plant.End.FloorMwh) is not { } wanted)
            return null;
        var hours = context.Grid.Count * context.Grid.StepHours;
        var kept = Math.Pow(1 - context.Plant.StandingLossPerHour, hours);
        var reach = (kept * context.Plant.InitialEnergyMwh) + (kept * ReachMargin * hours * battery.ChargeEfficiency.Value * battery.ChargeLimit.Mw);
        var least = Math.Min(wanted, Math.Min(reach, battery.MaximumEnergy.Mwh));
        if (least < wanted)
            rules.Add($"the floor of {wanted:0.###} MWh at midnight is out of reach: {least:0.###} MWh");
        return Math.Max(0, least);
    }
}
