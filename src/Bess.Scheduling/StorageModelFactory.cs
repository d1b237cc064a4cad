using System.Globalization;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Scheduling.Kernel;

namespace Bess.Scheduling;

/// <summary>From domain values to the numbers of a dispatch problem: the only place where a battery becomes a model.</summary>
/// <remarks>
/// The baseline is idling (zeros). A start outside the window makes that side's bound soft: the hard bound there is the start
/// itself, so that no plan moves further out, and each MWh outside costs <see cref="SoftWindowPrice"/> a step until it is back.
/// </remarks>
public static class StorageModelFactory
{
    /// <summary>Soft window price in units of the largest absolute scenario price.</summary>
    public const double SoftPriceFactor = 10;

    private const double ReachToleranceMwh = 1e-9;

    /// <summary>The scenarios in the kernel's form; build once and share it between the batteries of a fleet.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <returns>The matrix.</returns>
    public static ScenarioMatrix MatrixOf(ScenarioSet scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var prices = Enumerable.Range(0, scenarios.Count).Select(s => scenarios.PricesPerMwh(s).ToArray()).ToArray();
        return new ScenarioMatrix(prices, scenarios.Probabilities, scenarios.Grid.StepHours);
    }

    /// <summary>Price of a MWh outside the window for a step: ten times the largest absolute scenario price, at least 10 money/MWh.</summary>
    /// <param name="prices">The scenarios.</param>
    /// <returns>Money per MWh and step.</returns>
    public static double SoftWindowPrice(ScenarioMatrix prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var largest = 1.0;
        for (var s = 0; s < prices.Scenarios; s++)
        {
            for (var t = 0; t < prices.Steps; t++)
                largest = Math.Max(largest, Math.Abs(prices.PricePerMwh(s, t)));
        }

        return SoftPriceFactor * largest;
    }

    /// <summary>The model of a member over scenarios.</summary>
    /// <param name="member">The battery and what is asked of it.</param>
    /// <param name="scenarios">The prices; their grid is the horizon.</param>
    /// <returns>The model, or a fault named <c>terminal.…</c> when the terminal energy is out of reach of the power limits.</returns>
    public static Validated<StorageModel> Create(FleetMember member, ScenarioSet scenarios) => Create(member, MatrixOf(scenarios));

    /// <summary>The model of a member over a shared matrix of scenarios.</summary>
    /// <param name="member">The battery and what is asked of it.</param>
    /// <param name="prices">The scenarios.</param>
    /// <returns>The model, or a fault named <c>terminal.…</c> when the terminal energy is out of reach of the power limits.</returns>
    public static Validated<StorageModel> Create(FleetMember member, ScenarioMatrix prices)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(prices);
        return UnreachableTerminal(member, prices) is { } fault
            ? Validated<StorageModel>.FromFault(fault)
            : Validated<StorageModel>.FromValue(Build(member, prices));
    }

    private static StorageModel Build(FleetMember member, ScenarioMatrix prices)
    {
        var battery = member.Battery;
        double start = member.InitialEnergy.Mwh, floor = battery.MinimumEnergy.Mwh, ceiling = battery.MaximumEnergy.Mwh;
        var soft = start < floor ? 1 : start > ceiling ? -1 : 0;
        var lower = Flat(prices, Math.Min(start, floor));
        var upper = Flat(prices, Math.Max(start, ceiling));
        if (member.Terminal is TerminalCondition.Floor(var minimum))
            lower[^1] = Math.Max(lower[^1], minimum.Mwh);
        return new StorageModel(prices, Flat(prices, battery.ChargeLimit.Mw), Flat(prices, battery.DischargeLimit.Mw), lower, upper)
        {
            ChargeEfficiency = battery.ChargeEfficiency.Value,
            DischargeEfficiency = battery.DischargeEfficiency.Value,
            InitialEnergyMwh = start,
            TerminalEnergyMwh = member.Terminal is TerminalCondition.Fixed(var target) ? target.Mwh : null,
            TerminalValuePerMwh = member.Terminal is TerminalCondition.Value(var price) ? price.PerMwh : 0,
            DegradationPerMwh = battery.DegradationCost.PerMwh,
            RiskWeight = member.Risk.Lambda,
            TailShare = member.Risk.TailShare,
            RampLimitMw = battery.RampLimit?.Mw,
            SoftSign = soft,
            SoftBoundMwh = soft > 0 ? floor : soft < 0 ? ceiling : 0,
            SoftPricePerMwh = soft != 0 ? SoftWindowPrice(prices) : 0,
        };
    }

    /// <summary>Constant power meets any ramp limit, so reach is full power over the whole horizon.</summary>
    private static Fault? UnreachableTerminal(FleetMember member, ScenarioMatrix prices)
    {
        var battery = member.Battery;
        var hours = prices.Steps * prices.TimeStepHours;
        var highest = member.InitialEnergy.Mwh + (battery.ChargeEfficiency.Value * battery.ChargeLimit.Mw * hours);
        var lowest = member.InitialEnergy.Mwh - (battery.DischargeLimit.Mw * hours / battery.DischargeEfficiency.Value);
        var (field, least, most) = member.Terminal switch
        {
            TerminalCondition.Floor(var minimum) => ("terminal.minimumEnergyMwh", minimum.Mwh, double.PositiveInfinity),
            TerminalCondition.Fixed(var target) => ("terminal.energyMwh", target.Mwh, target.Mwh),
            _ => ("", double.NegativeInfinity, double.PositiveInfinity),
        };
        string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
        if (least > highest + ReachToleranceMwh)
            return Refusal($"at most {Text(highest)} MWh, what {Text(hours)} h of full charging can reach", least);
        return most < lowest - ReachToleranceMwh ? Refusal($"at least {Text(lowest)} MWh, what {Text(hours)} h of full discharging can reach", most) : null;

        Fault Refusal(string expected, double actual) => new(battery.Id.Value, field, expected, Text(actual));
    }

    private static double[] Flat(ScenarioMatrix prices, double value)
    {
        var values = new double[prices.Steps];
        Array.Fill(values, value);
        return values;
    }
}
