using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Full power into the cheapest intervals of a day and out of the dearest, as many as fill the store once, in the order of the day.</summary>
internal static class SpreadRule
{
    /// <summary>The powers that the rule asks for; nothing on a day whose dear intervals do not pay for losses, wear and fees.</summary>
    /// <param name="plant">The battery.</param>
    /// <param name="prices">Prices of the day.</param>
    /// <param name="hours">Length of an interval.</param>
    /// <param name="settings">Shares and factors on the battery.</param>
    /// <param name="fees">Paid per MWh on top of the price when charging, and taken off it when discharging.</param>
    public static double[] Wanted(StoragePlant plant, double[] prices, double hours, StrategySettings settings, (double Charging, double Discharging) fees = default)
    {
        var battery = plant.Battery;
        var window = battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh;
        var (charge, discharge) = (battery.ChargeLimit.Mw * settings.PowerShare, battery.DischargeLimit.Mw * settings.PowerShare);
        var half = prices.Length / 2;
        var charging = Math.Clamp((int)Math.Ceiling((window / (charge * battery.ChargeEfficiency.Value * hours)) - 1e-9), 1, half);
        var discharging = Math.Clamp((int)Math.Ceiling((window * battery.DischargeEfficiency.Value / (discharge * hours)) - 1e-9), 1, half);
        var order = Enumerable.Range(0, prices.Length).OrderBy(t => prices[t]).ThenBy(t => t).ToArray();
        var wear = plant.Wear ?? new WearCost { ThroughputPerMwh = battery.DegradationCost.PerMwh };
        var cheap = order.Take(charging).Average(t => prices[t]) + fees.Charging;
        var dear = order.TakeLast(discharging).Average(t => prices[t]) - fees.Discharging;
        var factor = settings.WearFactor;
        var gain = (battery.RoundTripEfficiency * (dear - (factor * (wear.ThroughputPerMwh + wear.DischargedPerMwh)))) - cheap - (factor * wear.ThroughputPerMwh);
        var powers = new double[prices.Length];
        if (gain <= 0)
            return powers;
        foreach (var t in order.Take(charging))
            powers[t] = -charge;
        foreach (var t in order.TakeLast(discharging))
            powers[t] = discharge;
        return powers;
    }

    /// <summary>Cuts the powers to what store, ramp and cycle limit allow, and returns the energy after each interval.</summary>
    /// <param name="plant">The battery with its energy before the first interval.</param>
    /// <param name="powers">Powers, cut in place.</param>
    /// <param name="hours">Length of an interval.</param>
    public static double[] Cut(StoragePlant plant, double[] powers, double hours)
    {
        var battery = plant.Battery;
        var kept = Math.Pow(1 - plant.StandingLossPerHour, hours);
        var left = (plant.CyclesPerDay ?? double.PositiveInfinity) * (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh);
        var (energy, power) = (plant.InitialEnergyMwh, 0.0);
        var energies = new double[powers.Length];
        for (var t = 0; t < powers.Length; t++)
        {
            energy *= kept;
            var wanted = battery.RampLimit is { } ramp && t > 0 ? Math.Clamp(powers[t], power - ramp.Mw, power + ramp.Mw) : powers[t];
            var most = Math.Min(Math.Max(0, energy - battery.MinimumEnergy.Mwh), left) * battery.DischargeEfficiency.Value / hours;
            var least = -Math.Max(0, battery.MaximumEnergy.Mwh - energy) / (battery.ChargeEfficiency.Value * hours);
            power = Math.Clamp(wanted, least, most);
            powers[t] = power;
            left -= Math.Max(0, power) * hours / battery.DischargeEfficiency.Value;
            energy += power > 0 ? -power * hours / battery.DischargeEfficiency.Value : -power * hours * battery.ChargeEfficiency.Value;
            energies[t] = energy;
        }

        return energies;
    }
}
