using Bess.Backtesting.Strategies.Planning;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Strategies;

/// <summary>A fixed rule: full power into the cheapest hours of the last known day, full power out of the dearest, as many as fill the store once.</summary>
/// <remarks>No plan is made: what the store cannot take or give in the order of the day is left out. A day whose dear hours do not pay for losses and wear is idle.</remarks>
internal sealed class NaiveStrategy : IStrategy
{
    public string Name => "naive";

    public bool SeesFuture => false;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context)
    {
        var rules = new List<string>();
        var grid = PlanGrid.Of(context with { Settings = context.Settings with { Step = null } }, 1, rules);
        if (PriceViews.OfLastDays(context, context.Market.DayAhead, grid, 1, rules) is not { } prices)
            return EnergyPlans.Idle(context, rules);
        var position = Wanted(context, prices);
        var energies = Run(context, position);
        return new DayDecision
        {
            PositionMw = position,
            PlannedEnergyMwh = energies,
            ExpectedNet = EnergyPlans.Money(context, prices, position),
            Rules = rules,
        };
    }

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];

    private static double[] Wanted(DayContext context, double[] prices)
    {
        var (plant, battery, hours) = (context.Plant, context.Plant.Battery, context.Grid.StepHours);
        var window = battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh;
        var share = context.Settings.PowerShare;
        var (charge, discharge) = (battery.ChargeLimit.Mw * share, battery.DischargeLimit.Mw * share);
        var half = prices.Length / 2;
        var charging = Math.Clamp((int)Math.Ceiling((window / (charge * battery.ChargeEfficiency.Value * hours)) - 1e-9), 1, half);
        var discharging = Math.Clamp((int)Math.Ceiling((window * battery.DischargeEfficiency.Value / (discharge * hours)) - 1e-9), 1, half);
        var order = Enumerable.Range(0, prices.Length).OrderBy(t => prices[t]).ThenBy(t => t).ToArray();
        var wear = plant.Wear ?? new WearCost { ThroughputPerMwh = battery.DegradationCost.PerMwh };
        var cheap = order.Take(charging).Average(t => prices[t]);
        var dear = order.TakeLast(discharging).Average(t => prices[t]);
        var factor = context.Settings.WearFactor;
        var gain = (battery.RoundTripEfficiency * (dear - (factor * (wear.ThroughputPerMwh + wear.DischargedPerMwh)))) - cheap - (factor * wear.ThroughputPerMwh);
        var position = new double[prices.Length];
        if (gain <= 0)
            return position;
        foreach (var t in order.Take(charging))
            position[t] = -charge;
        foreach (var t in order.TakeLast(discharging))
            position[t] = discharge;
        return position;
    }

    /// <summary>Cuts the powers to what store, ramp and cycle limit allow, and returns the energies.</summary>
    private static double[] Run(DayContext context, double[] position)
    {
        var (plant, battery, hours) = (context.Plant, context.Plant.Battery, context.Grid.StepHours);
        var kept = Math.Pow(1 - plant.StandingLossPerHour, hours);
        var left = (plant.CyclesPerDay ?? double.PositiveInfinity) * (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh);
        var (energy, power) = (plant.InitialEnergyMwh, 0.0);
        var energies = new double[position.Length];
        for (var t = 0; t < position.Length; t++)
        {
            energy *= kept;
            var wanted = battery.RampLimit is { } ramp && t > 0 ? Math.Clamp(position[t], power - ramp.Mw, power + ramp.Mw) : position[t];
            var most = Math.Min(Math.Max(0, energy - battery.MinimumEnergy.Mwh), left) * battery.DischargeEfficiency.Value / hours;
            var least = -Math.Max(0, battery.MaximumEnergy.Mwh - energy) / (battery.ChargeEfficiency.Value * hours);
            power = Math.Clamp(wanted, least, most);
            position[t] = power;
            left -= Math.Max(0, power) * hours / battery.DischargeEfficiency.Value;
            energy += power > 0 ? -power * hours / battery.DischargeEfficiency.Value : -power * hours * battery.ChargeEfficiency.Value;
            energies[t] = energy;
        }

        return energies;
    }
}
