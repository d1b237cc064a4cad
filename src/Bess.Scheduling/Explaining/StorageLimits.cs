using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Explaining;

/// <summary>Limits of the store that a plan has reached.</summary>
internal static class StorageLimits
{
    /// <summary>All limits of power and energy that a step has reached.</summary>
    /// <param name="limits">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="storage">Columns of its store.</param>
    /// <param name="rows">Rows of its store.</param>
    /// <param name="step">The step.</param>
    /// <param name="multipliers">Multipliers of the programme.</param>
    public static void TakeAll(LimitList limits, ExplainedPlan plan, StorageColumns storage, StorageRows rows, int step, Multipliers multipliers)
    {
        var (plant, battery, power, energy, hours) = (plan.Plant, plan.Plant.Battery, plan.PowerMw, plan.EnergyMwh[step], plan.Hours);
        if (plan.ActionOf(step) == IntervalAction.Charge)
            Power(LimitKind.ChargePower, battery.ChargeLimit.Mw, -power[step], storage.Charge);
        if (plan.ActionOf(step) == IntervalAction.Discharge)
            Power(LimitKind.DischargePower, battery.DischargeLimit.Mw, power[step], storage.Discharge);
        TakeEnergy(limits, plant, energy, step == plan.Steps - 1, multipliers.Column[storage.Energy + step]);
        var (sign, bound) = StorageBlock.Outside(plant);
        if (rows.Window >= 0 && sign * (bound - energy) > ExplainedPlan.Share * plant.WindowMwh)
            limits.Take(LimitKind.WindowReturn, 0, plant.InitialEnergyMwh, bound, "MWh", Math.Abs(multipliers.Row[rows.Window + step]));
        TakeRamp(limits, plant, power, step, hours, t => multipliers.Row[rows.Ramp + t - 1]);
        TakeCycles(limits, plant, power, step, rows.StepsPerDay, hours, () => -multipliers.Row[rows.Cycles + (step / rows.StepsPerDay)]);

        void Power(LimitKind kind, double limit, double used, int first) =>
            limits.Take(kind, limit - used, limit, limit, "MW", Math.Max(0, -multipliers.Column[first + step]) / hours);
    }

    /// <summary>Floor, ceiling, or what is asked at the end of the horizon.</summary>
    /// <param name="limits">Where to.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="energyMwh">Energy after the step.</param>
    /// <param name="isLast">Whether the horizon ends with it.</param>
    /// <param name="dual">Multiplier of the energy's bounds: ≥ 0 at the lower one.</param>
    public static void TakeEnergy(LimitList limits, StoragePlant plant, double energyMwh, bool isLast, double dual)
    {
        double floor = Math.Min(plant.Battery.MinimumEnergy.Mwh, plant.InitialEnergyMwh), ceiling = Math.Max(plant.Battery.MaximumEnergy.Mwh, plant.InitialEnergyMwh);
        var window = plant.WindowMwh;
        if (isLast && plant.End.FixedMwh is { } target)
        {
            limits.Take(LimitKind.EndOfHorizon, 0, window, target, "MWh", dual);
            return;
        }

        if (isLast && plant.End.FloorMwh is { } least && least > floor)
            limits.Take(LimitKind.EndOfHorizon, energyMwh - least, window, least, "MWh", Math.Max(0, dual));
        else
            limits.Take(LimitKind.EnergyFloor, energyMwh - floor, window, floor, "MWh", Math.Max(0, dual));
        limits.Take(LimitKind.EnergyCeiling, ceiling - energyMwh, window, ceiling, "MWh", Math.Max(0, -dual));
    }

    /// <summary>The ramp from the step before, and to the one after.</summary>
    /// <param name="limits">Where to.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="power">The plan, MW.</param>
    /// <param name="step">The step.</param>
    /// <param name="hours">Δt.</param>
    /// <param name="dual">Multiplier of the ramp into a step.</param>
    public static void TakeRamp(LimitList limits, StoragePlant plant, IReadOnlyList<double> power, int step, double hours, Func<int, double> dual)
    {
        if (plant.Battery.RampLimit is not { } ramp)
            return;
        if (step > 0)
            limits.Take(LimitKind.Ramp, ramp.Mw - Math.Abs(power[step] - power[step - 1]), ramp.Mw, ramp.Mw, "MW", Math.Abs(dual(step)) / hours, "from the interval before");
        if (step < power.Count - 1)
            limits.Take(LimitKind.Ramp, ramp.Mw - Math.Abs(power[step + 1] - power[step]), ramp.Mw, ramp.Mw, "MW", Math.Abs(dual(step + 1)) / hours, "to the interval after");
    }

    /// <summary>The day's full discharges.</summary>
    /// <param name="limits">Where to.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="power">The plan, MW.</param>
    /// <param name="step">The step.</param>
    /// <param name="stepsPerDay">Steps of a day.</param>
    /// <param name="hours">Δt.</param>
    /// <param name="worth">Worth of a MWh more.</param>
    public static void TakeCycles(
        LimitList limits, StoragePlant plant, IReadOnlyList<double> power, int step, int stepsPerDay, double hours, Func<double> worth)
    {
        if (plant.CyclesPerDay is not { } cycles)
            return;
        var first = step / stepsPerDay * stepsPerDay;
        var used = power.Skip(first).Take(stepsPerDay).Sum(p => Math.Max(0, p)) * hours / plant.Battery.DischargeEfficiency.Value;
        var limit = cycles * plant.WindowMwh;
        limits.Take(LimitKind.CycleLimit, limit - used, limit, limit, "MWh", Math.Max(0, worth()));
    }
}
