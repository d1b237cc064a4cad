using System.Globalization;
using Bess.Backtesting.Strategies;
using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;

namespace Bess.Backtesting.Running;

/// <summary>Audits a decision as it was made.</summary>
internal static class PlanVerdict
{
    /// <summary>The verdict on a decision.</summary>
    /// <param name="context">What it was decided for.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="products">Products of the market.</param>
    /// <param name="statesEnergy">Whether the planned energy is that of the position; not so where the plan departs from it.</param>
    public static AuditVerdict Of(DayContext context, DayDecision decision, IReadOnlyList<ReserveProduct> products, bool statesEnergy)
    {
        var plant = context.Plant;
        ReserveClaim[] reserves = [.. decision.ReserveMw.Select((row, k) => new ReserveClaim(products[k], row))];
        var stated = statesEnergy && decision.PlannedEnergyMwh.Length == context.Grid.Count;
        return PlanAudit.Check(new PlanClaim
        {
            Battery = plant.Battery,
            Grid = context.Grid,
            InitialEnergyMwh = plant.InitialEnergyMwh,
            PowerMw = decision.PositionMw,
            EnergyMwh = stated ? decision.PlannedEnergyMwh : Path(context, decision, reserves),
            StandingLossPerHour = plant.StandingLossPerHour,
            CyclesPerDay = plant.CyclesPerDay,
            Reserves = reserves,
        });
    }

    public static IEnumerable<string> Texts(AuditVerdict verdict) => verdict.Findings.Select(one => string.Create(
        CultureInfo.InvariantCulture, $"{one.Rule} step {one.Step}: {one.Actual:0.######}, limit {one.Limit:0.######} {one.Subject}").TrimEnd());

    private static double[] Path(DayContext context, DayDecision decision, ReserveClaim[] reserves)
    {
        var battery = context.Plant.Battery;
        var hours = context.Grid.StepHours;
        var path = new double[context.Grid.Count];
        var energy = context.Plant.InitialEnergyMwh;
        for (var t = 0; t < path.Length; t++)
        {
            energy = StoragePhysics.After(battery, energy, decision.PositionMw[t], hours, context.Plant.StandingLossPerHour);
            foreach (var (product, sold) in reserves)
            {
                energy += hours * sold[t] * ((product.ActivatedDownPerSoldMw * battery.ChargeEfficiency.Value)
                    - (product.ActivatedUpPerSoldMw / battery.DischargeEfficiency.Value));
            }

            path[t] = energy;
        }

        return path;
    }
}
