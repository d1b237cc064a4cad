using Bess.Optimization.Problems;
using Bess.Scheduling.Exclusivity;
using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Formulations;

/// <summary>A battery's problem as columns and rows of a general sparse problem, written from the formulas alone.</summary>
/// <remarks>
/// <code>
/// min Σ_t −Δt π̄_t p_t + (1+λ) κ Δt Σ_t (c_t + d_t) − v e_T + λ (ζ + Σ_s w_s u_s / α) + σ Σ_t o_t  [+ yᵀp + ½ Σ ρ_t (p_t − z_t)²]
/// e_t − e_{t−1} − η_c Δt c_t + Δt d_t / η_d = 0,  p_t + c_t − d_t = 0,  u_s + ζ + Δt π_sᵀp ≥ B_s,  |p_t − p_{t−1}| ≤ R
/// soft lower bound e_t + o_t ≥ bound, or soft upper bound e_t − o_t ≤ bound
/// </code>
/// Reads public numbers of <see cref="StorageModel"/> only and shares no arithmetic with the kernel, whose referee it is. Wear
/// stands outside CVaR because CVaR moves with a constant (Rockafellar and Uryasev 2000, translation equivariance), the terminal
/// value because it is not a scenario's profit.
/// </remarks>
public static class BatteryFormulation
{
    /// <summary>Builds the problem of one battery.</summary>
    /// <param name="model">The battery.</param>
    /// <param name="options">What is added to its own problem; null for nothing.</param>
    /// <returns>The problem, and where its variables stand.</returns>
    /// <exception cref="ArgumentException">When a list of the options is neither empty nor of length T, or a proximal weight lacks power columns.</exception>
    public static (QuadraticProblem Problem, BatteryColumns Columns) Build(StorageModel model, FormulationOptions? options = null)
    {
        var builder = new ProblemBuilder();
        var columns = Append(builder, model, options ?? new FormulationOptions());
        return (builder.Build(), columns);
    }

    internal static BatteryColumns Append(ProblemBuilder builder, StorageModel model, FormulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        Check(model, options);
        var columns = AddColumns(builder, model, options);
        AddPowerCosts(builder, model, options, columns);
        AddEnergyRows(builder, model, columns);
        AddRampRows(builder, model, columns);
        AddTailRows(builder, model, columns);
        AddSoftRows(builder, model, columns);
        AddExclusivityRows(builder, model, options, columns);
        return columns;
    }

    /// <summary>The columns whose weighted sum is the power of a step.</summary>
    internal static IEnumerable<(int Column, double Weight)> PowerTerms(BatteryColumns columns, int step) =>
        columns.Power >= 0
            ? [(columns.Power + step, 1.0)]
            : [(columns.Discharge + step, 1.0), (columns.Charge + step, -1.0)];

    private static BatteryColumns AddColumns(ProblemBuilder builder, StorageModel model, FormulationOptions options)
    {
        var steps = model.Steps;
        var hours = model.Prices.TimeStepHours;
        var wear = (1 + model.RiskWeight) * model.DegradationPerMwh * hours;
        var charge = AddSeries(builder, steps, _ => 0, t => Mode(options, t) == StepMode.DischargeOnly ? 0 : model.ChargeLimitMw[t], wear);
        var discharge = AddSeries(builder, steps, _ => 0, t => Mode(options, t) == StepMode.ChargeOnly ? 0 : model.DischargeLimitMw[t], wear);
        var energy = AddSeries(builder, steps, t => EnergyRange(model, t).Lower, t => EnergyRange(model, t).Upper, 0);
        builder.AddCost(energy + steps - 1, -model.TerminalValuePerMwh);
        var power = -1;
        if (options.PowerColumns)
        {
            power = AddSeries(builder, steps, t => -model.ChargeLimitMw[t], t => model.DischargeLimitMw[t], 0, t => Weight(options, t));
            for (var t = 0; t < steps; t++)
            {
                var row = builder.AddRow(0, 0);
                builder.AddEntry(row, power + t, 1);
                builder.AddEntry(row, charge + t, 1);
                builder.AddEntry(row, discharge + t, -1);
            }
        }

        var (level, excess) = AddTailColumns(builder, model);
        var outside = model.SoftSign == 0 ? -1 : AddSeries(builder, steps, _ => 0, _ => double.PositiveInfinity, model.SoftPricePerMwh);
        return new BatteryColumns(charge, discharge, energy, power, level, excess, outside);
    }

    private static (int Level, int Excess) AddTailColumns(ProblemBuilder builder, StorageModel model)
    {
        if (model.RiskWeight <= 0)
            return (-1, -1);
        var level = builder.AddColumn(double.NegativeInfinity, double.PositiveInfinity, model.RiskWeight);
        var probabilities = model.Prices.Probabilities.ToArray();
        foreach (var probability in probabilities)
            builder.AddColumn(0, double.PositiveInfinity, model.RiskWeight * probability / model.TailShare);
        return (level, level + 1);
    }

    private static int AddSeries(
        ProblemBuilder builder, int steps, Func<int, double> lower, Func<int, double> upper, double cost, Func<int, double>? curvature = null)
    {
        var first = builder.AddColumn(lower(0), upper(0), cost, curvature?.Invoke(0) ?? 0);
        for (var t = 1; t < steps; t++)
            builder.AddColumn(lower(t), upper(t), cost, curvature?.Invoke(t) ?? 0);
        return first;
    }

    private static (double Lower, double Upper) EnergyRange(StorageModel model, int step) =>
        step == model.Steps - 1 && model.TerminalEnergyMwh is { } terminal
            ? (terminal, terminal)
            : (model.LowerEnergyMwh[step], model.UpperEnergyMwh[step]);

    private static void AddPowerCosts(ProblemBuilder builder, StorageModel model, FormulationOptions options, BatteryColumns columns)
    {
        var probabilities = model.Prices.Probabilities.ToArray();
        for (var t = 0; t < model.Steps; t++)
        {
            var perMw = options.PricePerMw.Count > 0 ? options.PricePerMw[t] : 0.0;
            for (var s = 0; s < probabilities.Length; s++)
                perMw -= model.Prices.TimeStepHours * probabilities[s] * model.Prices.PricePerMwh(s, t);
            var (weight, center) = (Weight(options, t), options.ProximalCenterMw.Count > 0 ? options.ProximalCenterMw[t] : 0.0);
            perMw -= weight * center;
            builder.Constant += 0.5 * weight * center * center;
            foreach (var (column, factor) in PowerTerms(columns, t))
                builder.AddCost(column, factor * perMw);
        }
    }

    private static void AddEnergyRows(ProblemBuilder builder, StorageModel model, BatteryColumns columns)
    {
        var hours = model.Prices.TimeStepHours;
        for (var t = 0; t < model.Steps; t++)
        {
            var start = t == 0 ? model.InitialEnergyMwh : 0;
            var row = builder.AddRow(start, start);
            builder.AddEntry(row, columns.Energy + t, 1);
            if (t > 0)
                builder.AddEntry(row, columns.Energy + t - 1, -1);
            builder.AddEntry(row, columns.Charge + t, -model.ChargeEfficiency * hours);
            builder.AddEntry(row, columns.Discharge + t, hours / model.DischargeEfficiency);
        }
    }

    private static void AddRampRows(ProblemBuilder builder, StorageModel model, BatteryColumns columns)
    {
        if (model.RampLimitMw is not { } ramp)
            return;
        for (var t = 1; t < model.Steps; t++)
        {
            var row = builder.AddRow(-ramp, ramp);
            foreach (var (column, factor) in PowerTerms(columns, t))
                builder.AddEntry(row, column, factor);
            foreach (var (column, factor) in PowerTerms(columns, t - 1))
                builder.AddEntry(row, column, -factor);
        }
    }

    private static void AddTailRows(ProblemBuilder builder, StorageModel model, BatteryColumns columns)
    {
        for (var s = 0; columns.TailLevel >= 0 && s < model.Prices.Scenarios; s++)
        {
            var row = builder.AddRow(model.BaselineProfit[s], double.PositiveInfinity);
            builder.AddEntry(row, columns.TailExcess + s, 1);
            builder.AddEntry(row, columns.TailLevel, 1);
            for (var t = 0; t < model.Steps; t++)
            {
                foreach (var (column, factor) in PowerTerms(columns, t))
                    builder.AddEntry(row, column, factor * model.Prices.TimeStepHours * model.Prices.PricePerMwh(s, t));
            }
        }
    }

    private static void AddSoftRows(ProblemBuilder builder, StorageModel model, BatteryColumns columns)
    {
        for (var t = 0; columns.Outside >= 0 && t < model.Steps; t++)
        {
            var row = model.SoftSign > 0
                ? builder.AddRow(model.SoftBoundMwh, double.PositiveInfinity)
                : builder.AddRow(double.NegativeInfinity, model.SoftBoundMwh);
            builder.AddEntry(row, columns.Energy + t, 1);
            builder.AddEntry(row, columns.Outside + t, model.SoftSign);
        }
    }

    /// <summary>Rows that every exclusive plan meets and that burning energy breaks.</summary>
    private static void AddExclusivityRows(ProblemBuilder builder, StorageModel model, FormulationOptions options, BatteryColumns columns)
    {
        for (var t = 0; t < options.ExclusivityRows.Count; t++)
        {
            if (!options.ExclusivityRows[t] || Mode(options, t) != StepMode.Free || model.ChargeLimitMw[t] <= 0 || model.DischargeLimitMw[t] <= 0)
                continue;
            var hull = builder.AddRow(double.NegativeInfinity, 1);
            builder.AddEntry(hull, columns.Charge + t, 1 / model.ChargeLimitMw[t]);
            builder.AddEntry(hull, columns.Discharge + t, 1 / model.DischargeLimitMw[t]);
            AddRoomRows(builder, model, columns, t);
        }
    }

    /// <summary>A step that only charges starts with room for all it stores; one that only discharges starts with all it gives.</summary>
    private static void AddRoomRows(ProblemBuilder builder, StorageModel model, BatteryColumns columns, int t)
    {
        var hours = model.Prices.TimeStepHours;
        var (lower, upper) = EnergyRange(model, t);
        var (lowerBefore, upperBefore) = t > 0 ? EnergyRange(model, t - 1) : (model.InitialEnergyMwh, model.InitialEnergyMwh);
        var start = t > 0 ? 0 : model.InitialEnergyMwh;
        var room = builder.AddRow(double.NegativeInfinity, Math.Max(upper, upperBefore) - start);
        var stock = builder.AddRow(Math.Min(lower, lowerBefore) - start, double.PositiveInfinity);
        builder.AddEntry(room, columns.Charge + t, model.ChargeEfficiency * hours);
        builder.AddEntry(stock, columns.Discharge + t, -hours / model.DischargeEfficiency);
        if (t > 0)
        {
            builder.AddEntry(room, columns.Energy + t - 1, 1);
            builder.AddEntry(stock, columns.Energy + t - 1, 1);
        }
    }

    private static StepMode Mode(FormulationOptions options, int step) => options.Modes.Count > 0 ? options.Modes[step] : StepMode.Free;

    private static double Weight(FormulationOptions options, int step) => options.ProximalWeight.Count > 0 ? options.ProximalWeight[step] : 0;

    private static void Check(StorageModel model, FormulationOptions options)
    {
        Length(options.PricePerMw.Count, nameof(options.PricePerMw));
        Length(options.ProximalWeight.Count, nameof(options.ProximalWeight));
        Length(options.ProximalCenterMw.Count, nameof(options.ProximalCenterMw));
        Length(options.Modes.Count, nameof(options.Modes));
        Length(options.ExclusivityRows.Count, nameof(options.ExclusivityRows));
        if (options.ProximalWeight.Count > 0 && !options.PowerColumns)
            throw new ArgumentException("Expected power columns with a proximal weight, was none.", nameof(options));

        void Length(int count, string name)
        {
            if (count != 0 && count != model.Steps)
                throw new ArgumentException($"{name}: expected 0 or {model.Steps} values, was {count}.", nameof(options));
        }
    }
}
