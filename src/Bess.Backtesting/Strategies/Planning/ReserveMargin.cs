using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Energy that a plan with reserve keeps in the store, because the plant drifts from its plan until it is measured again.</summary>
internal static class ReserveMargin
{
    // What is missing at the start is charged back with part of the power, so that the margin alone makes no plan impossible.
    private const double ChargeShare = 0.5;

    /// <summary>Margin before the first step of a plan and after each, MWh: on a line from the decision to the end of the day, then constant.</summary>
    public static double[] Of(DayContext context, PlanGrid grid, StoragePlant plant)
    {
        var battery = plant.Battery;
        var most = context.Settings.ReserveMarginShare * (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh);
        var whole = (grid.Day.End - context.Known.Instant).TotalHours;
        var margin = new double[grid.Plan.Count + 1];
        for (var t = 0; t < margin.Length; t++)
        {
            var hours = t * grid.Plan.StepHours;
            var reach = plant.InitialEnergyMwh - battery.MinimumEnergy.Mwh + (ChargeShare * hours * battery.ChargeEfficiency.Value * battery.ChargeLimit.Mw);
            var age = (grid.Plan.Start - context.Known.Instant).TotalHours + hours;
            margin[t] = Math.Max(0, Math.Min(most * Math.Clamp(age / whole, 0, 1), reach));
        }

        return margin;
    }
}
