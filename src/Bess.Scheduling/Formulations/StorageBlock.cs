using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Formulations;

/// <summary>The physics of a battery as columns and rows: energy, limits, ramp, cycles, end of horizon, wear.</summary>
/// <remarks>
/// <code>e_t = ρ e_{t−1} + η_c Δt c_t − Δt d_t / η_d,   e_lo ≤ e_t (+ o_t),   e_t (− o_t) ≤ e_hi,   |p_t − p_{t−1}| ≤ R,   Σ_day Δt d_t / η_d ≤ N (e_hi − e_lo)</code>
/// </remarks>
internal static class StorageBlock
{
    private const double DayHours = 24;

    /// <summary>Adds one path of the store.</summary>
    /// <param name="builder">The problem.</param>
    /// <param name="plant">The battery.</param>
    /// <param name="steps">T.</param>
    /// <param name="hours">Δt.</param>
    /// <param name="softPricePerMwh">Price of energy outside the window, where the start is outside.</param>
    /// <param name="weight">Probability of the path: weighs end value and soft price.</param>
    /// <param name="money">Told of profit per unit of a column (wear); null for a path that wears nothing, as a bid does.</param>
    public static StorageColumns Append(
        ProblemBuilder builder, StoragePlant plant, int steps, double hours, double softPricePerMwh, double weight, Action<int, double>? money)
    {
        var battery = plant.Battery;
        var charge = builder.AddColumns(steps, 0, battery.ChargeLimit.Mw);
        var discharge = builder.AddColumns(steps, 0, battery.DischargeLimit.Mw);
        var energy = AddEnergyColumns(builder, plant, steps);
        var (soft, bound) = Outside(plant);
        var outside = soft == 0 ? -1 : builder.AddColumns(steps, 0, double.PositiveInfinity, weight * softPricePerMwh);
        var columns = new StorageColumns(charge, discharge, energy, outside, builder.Rows);
        AddBalance(builder, plant, columns.Charge, columns.Discharge, energy, steps, hours, plant.InitialEnergyMwh);
        for (var t = 0; soft != 0 && t < steps; t++)
        {
            var row = soft > 0 ? builder.AddRow(bound, double.PositiveInfinity) : builder.AddRow(double.NegativeInfinity, bound);
            builder.AddEntry(row, energy + t, 1);
            builder.AddEntry(row, outside + t, soft);
        }

        AddRamp(builder, plant, columns, steps);
        AddCycleLimit(builder, plant, columns, steps, hours);
        AddEndValue(builder, plant.End, energy + steps - 1, weight);
        if (money is not null)
            AddWear(builder, plant, columns, steps, hours, money);
        return columns;
    }

    /// <summary>Which side the start is outside of: +1 below, −1 above, 0 inside; and the bound there.</summary>
    public static (int Sign, double BoundMwh) Outside(StoragePlant plant)
    {
        double start = plant.InitialEnergyMwh, floor = plant.Battery.MinimumEnergy.Mwh, ceiling = plant.Battery.MaximumEnergy.Mwh;
        return start < floor ? (1, floor) : start > ceiling ? (-1, ceiling) : (0, 0);
    }

    private static int AddEnergyColumns(ProblemBuilder builder, StoragePlant plant, int steps)
    {
        var lower = Math.Min(plant.InitialEnergyMwh * Retention(plant, DayHours * 7), plant.Battery.MinimumEnergy.Mwh);
        var upper = Math.Max(plant.InitialEnergyMwh, plant.Battery.MaximumEnergy.Mwh);
        var first = builder.AddColumns(steps - 1, lower, upper);
        var end = plant.End;
        var last = end.FixedMwh is { } target
            ? builder.AddColumn(target, target)
            : builder.AddColumn(Math.Max(lower, end.FloorMwh ?? lower), upper);
        return steps > 1 ? first : last;
    }

    private static double Retention(StoragePlant plant, double hours) => Math.Pow(1 - plant.StandingLossPerHour, hours);

    private static void AddBalance(
        ProblemBuilder builder, StoragePlant plant, int charge, int discharge, int energy, int steps, double hours, double startMwh)
    {
        var kept = Retention(plant, hours);
        for (var t = 0; t < steps; t++)
        {
            var start = t == 0 ? kept * startMwh : 0;
            var row = builder.AddRow(start, start);
            builder.AddEntry(row, energy + t, 1);
            if (t > 0)
                builder.AddEntry(row, energy + t - 1, -kept);
            builder.AddEntry(row, charge + t, -plant.Battery.ChargeEfficiency.Value * hours);
            builder.AddEntry(row, discharge + t, hours / plant.Battery.DischargeEfficiency.Value);
        }
    }

    private static void AddRamp(ProblemBuilder builder, StoragePlant plant, StorageColumns columns, int steps)
    {
        for (var t = 1; plant.Battery.RampLimit is { } ramp && t < steps; t++)
        {
            var row = builder.AddRow(-ramp.Mw, ramp.Mw);
            builder.AddEntry(row, columns.Discharge + t, 1);
            builder.AddEntry(row, columns.Charge + t, -1);
            builder.AddEntry(row, columns.Discharge + t - 1, -1);
            builder.AddEntry(row, columns.Charge + t - 1, 1);
        }
    }

    private static void AddCycleLimit(ProblemBuilder builder, StoragePlant plant, StorageColumns columns, int steps, double hours)
    {
        if (plant.CyclesPerDay is not { } cycles)
            return;
        var day = Math.Max(1, (int)Math.Round(DayHours / hours));
        for (var first = 0; first < steps; first += day)
        {
            var row = builder.AddRow(double.NegativeInfinity, cycles * plant.WindowMwh);
            for (var t = first; t < Math.Min(steps, first + day); t++)
                builder.AddEntry(row, columns.Discharge + t, hours / plant.Battery.DischargeEfficiency.Value);
        }
    }

    private static void AddEndValue(ProblemBuilder builder, EndOfHorizon end, int lastEnergy, double weight)
    {
        if (end.IsOneValue)
        {
            builder.AddCost(lastEnergy, -weight * end.Values[0].ValuePerMwh);
            return;
        }

        if (end.Values.Count == 0)
            return;
        var row = builder.AddRow(double.NegativeInfinity, 0);
        builder.AddEntry(row, lastEnergy, -1);
        foreach (var segment in end.Values)
            builder.AddEntry(row, builder.AddColumn(0, segment.WidthMwh, -weight * segment.ValuePerMwh), 1);
    }

    private static void AddWear(
        ProblemBuilder builder, StoragePlant plant, StorageColumns columns, int steps, double hours, Action<int, double> money)
    {
        var wear = plant.WearInForce;
        for (var t = 0; t < steps && (wear.ThroughputPerMwh > 0 || wear.DischargedPerMwh > 0); t++)
        {
            money(columns.Charge + t, -hours * wear.ThroughputPerMwh);
            money(columns.Discharge + t, -hours * (wear.ThroughputPerMwh + wear.DischargedPerMwh));
        }

        if (wear.CycleDepth.Count > 0)
            AddLayers(builder, plant, columns, steps, hours, money);
    }

    /// <summary>Each layer is a store of its own; what flows through them is what flows through the battery (Xu et al. 2018, section IV).</summary>
    private static void AddLayers(
        ProblemBuilder builder, StoragePlant plant, StorageColumns columns, int steps, double hours, Action<int, double> money)
    {
        var layers = plant.WearInForce.CycleDepth;
        var left = Math.Max(0, plant.InitialEnergyMwh - plant.Battery.MinimumEnergy.Mwh);
        var surplus = Math.Max(0, left - plant.WindowMwh);
        var charges = new int[layers.Count];
        var discharges = new int[layers.Count];
        for (var j = 0; j < layers.Count; j++)
        {
            var width = layers[j].WidthMwh + (j == 0 ? surplus : 0);
            var start = Math.Min(left, width);
            left -= start;
            charges[j] = builder.AddColumns(steps, 0, double.PositiveInfinity);
            discharges[j] = builder.AddColumns(steps, 0, double.PositiveInfinity);
            var energy = builder.AddColumns(steps, 0, width);
            AddBalance(builder, plant, charges[j], discharges[j], energy, steps, hours, start);
            for (var t = 0; t < steps; t++)
                money(discharges[j] + t, -hours * layers[j].CostPerMwh);
        }

        for (var t = 0; t < steps; t++)
        {
            Sum(charges, columns.Charge, t);
            Sum(discharges, columns.Discharge, t);
        }

        void Sum(int[] parts, int whole, int t)
        {
            var row = builder.AddRow(0, 0);
            builder.AddEntry(row, whole + t, -1);
            foreach (var part in parts)
                builder.AddEntry(row, part + t, 1);
        }
    }
}
