using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Explaining;

/// <summary>What power into and out of a store is worth in a step, by the multipliers of its programme; sure money per MWh.</summary>
/// <param name="ValuePerMwh">Multiplier of the energy balance: worth of a MWh more in store.</param>
/// <param name="CyclePerMwh">Multiplier of the day's cycles.</param>
/// <param name="ShiftPerMwh">What ramps and power kept free add to both break-even prices.</param>
/// <param name="ChargeWorthPerMwh">Charging pays below this price, fees not counted.</param>
/// <param name="DischargeCostPerMwh">Discharging pays above this price, fees not counted.</param>
internal readonly record struct StoreWorth(
    double ValuePerMwh, double CyclePerMwh, double ShiftPerMwh, double ChargeWorthPerMwh, double DischargeCostPerMwh)
{
    /// <summary>The worth in a step.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="rows">Rows of its store.</param>
    /// <param name="multipliers">Multipliers of the programme.</param>
    /// <param name="step">The step.</param>
    /// <param name="steps">Steps of the plan.</param>
    /// <param name="hours">Δt.</param>
    /// <param name="kept">What power kept free adds to both break-even prices.</param>
    public static StoreWorth Of(StoragePlant plant, StorageRows rows, Multipliers multipliers, int step, int steps, double hours, double kept = 0)
    {
        var (battery, wear) = (plant.Battery, plant.WearInForce);
        var value = -multipliers.Row[rows.Energy + step];
        var cycle = rows.Cycles < 0 ? 0 : Math.Max(0, -multipliers.Row[rows.Cycles + (step / rows.StepsPerDay)]);
        var shift = kept;
        if (rows.Ramp >= 0 && step > 0)
            shift -= multipliers.Row[rows.Ramp + step - 1] / hours;
        if (rows.Ramp >= 0 && step < steps - 1)
            shift += multipliers.Row[rows.Ramp + step] / hours;
        return new StoreWorth(
            value, cycle, shift, (value * battery.ChargeEfficiency.Value) - wear.ThroughputPerMwh + shift,
            ((value + cycle) / battery.DischargeEfficiency.Value) + wear.ThroughputPerMwh + wear.DischargedPerMwh + shift);
    }

    /// <summary>What the break-even prices are made of beside the store, in words; may be empty.</summary>
    /// <param name="shiftWords">What the shift is for.</param>
    public string Words(string shiftWords)
    {
        var parts = new List<string>();
        if (Math.Abs(ShiftPerMwh) > ReasonWords.Cent)
            parts.Add($"{ReasonWords.Price(ShiftPerMwh)} {shiftWords}");
        if (CyclePerMwh > ReasonWords.Cent)
            parts.Add($"{ReasonWords.Price(CyclePerMwh)} for the day's cycles");
        return string.Join(", ", parts);
    }
}
