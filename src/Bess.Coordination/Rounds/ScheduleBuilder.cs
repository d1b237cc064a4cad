using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Domain.Time;

namespace Bess.Coordination.Rounds;

/// <summary>Turns energy paths into schedules.</summary>
/// <remarks>
/// The stored energy after each step defines the plan: a rise is charging, a fall is discharging, never both. Whatever an interior
/// iterate still burnt by doing both at once is thereby given back to the grid, and every energy and power limit keeps holding.
/// </remarks>
internal static class ScheduleBuilder
{
    public static Schedule Build(FleetMember member, TimeGrid grid, double[] energyMwh)
    {
        var battery = member.Battery;
        var slack = 1e-7 * battery.Capacity.Mwh;
        var outside = Enumerable.Range(0, energyMwh.Length)
            .Where(t => energyMwh[t] < battery.MinimumEnergy.Mwh - slack || energyMwh[t] > battery.MaximumEnergy.Mwh + slack).ToArray();
        return new Schedule(battery.Id, grid, PowerOf(member, grid.StepHours, energyMwh), energyMwh, member.InitialEnergy.Mwh, outside);
    }

    /// <summary>Power at the connection point that moves the energy along a path, MW.</summary>
    public static double[] PowerOf(FleetMember member, double hours, ReadOnlySpan<double> energyMwh)
    {
        var battery = member.Battery;
        var power = new double[energyMwh.Length];
        var before = member.InitialEnergy.Mwh;
        for (var t = 0; t < energyMwh.Length; t++)
        {
            var change = (energyMwh[t] - before) / hours;
            power[t] = change > 0 ? -change / battery.ChargeEfficiency.Value : -change * battery.DischargeEfficiency.Value;
            power[t] = Math.Clamp(power[t], -battery.ChargeLimit.Mw, battery.DischargeLimit.Mw);
            before = energyMwh[t];
        }

        return power;
    }
}
