using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.TwoStage;

/// <summary>A day-ahead decision with recourse in real time, over any horizon: a day, 48 hours of which one is used, a week.</summary>
/// <remarks>
/// Defaults are the rules of a tradable plan: the day-ahead schedule has a feasible path of its own, and so has every scenario.
/// Immutable and thread-safe.
/// </remarks>
public sealed record TwoStageRequest
{
    /// <summary>The battery, its state and what is asked of it.</summary>
    public required StoragePlant Plant { get; init; }

    /// <summary>Day-ahead prices; one scenario when they are known, otherwise as many as <see cref="RealTime"/>, paired by index.</summary>
    public required ScenarioSet DayAhead { get; init; }

    /// <summary>Real-time prices of the same grid; their probabilities count.</summary>
    public required ScenarioSet RealTime { get; init; }

    /// <summary>Weight and tail share of CVaR. Default: neutral.</summary>
    public RiskPreference Risk { get; init; }

    /// <summary>Fee per MWh of day-ahead volume |x|, currency/MWh; ≥ 0.</summary>
    public double DayAheadFeePerMwh { get; init; }

    /// <summary>Fee per MWh of real-time volume |y − x|, currency/MWh; ≥ 0.</summary>
    public double RealTimeFeePerMwh { get; init; }

    /// <summary>Cost of deviating beside the fee, per MWh of |y − x|, currency/MWh; ≥ 0.</summary>
    public double DeviationCostPerMwh { get; init; }

    /// <summary>Largest deviation each way, MW; null for what the power limits allow.</summary>
    public double? DeviationLimitMw { get; init; }

    /// <summary>Whether the day-ahead schedule must be deliverable by itself. Default: true; false allows virtual positions.</summary>
    public bool IsDayAheadDeliverable { get; init; } = true;

    /// <summary>
    /// Steps over which the day-ahead position is constant: 4 for an hourly auction and dispatch in quarters; ≥ 1. The horizon starts
    /// at the start of such a block and holds whole ones. Default: 1.
    /// </summary>
    public int DayAheadBlockSteps { get; init; } = 1;

    /// <summary>What is already sold day-ahead in every step, MW; null when that is to be decided. Then only recourse is planned.</summary>
    public IReadOnlyList<double>? CommittedDayAheadMw { get; init; }

    /// <summary>How plans are kept from charging and discharging at once. Default: <see cref="ExclusivityMode.Held"/>.</summary>
    public ExclusivityMode Exclusivity { get; init; } = ExclusivityMode.Held;

    internal int Steps => RealTime.Grid.Count;

    internal double Hours => RealTime.Grid.StepHours;

    internal ReadOnlySpan<double> DayAheadPrices(int scenario) => DayAhead.PricesPerMwh(DayAhead.Count == 1 ? 0 : scenario);

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Plant);
        ArgumentNullException.ThrowIfNull(DayAhead);
        ArgumentNullException.ThrowIfNull(RealTime);
        Plant.Check();
        if (DayAhead.Grid != RealTime.Grid)
            throw new ArgumentException($"DayAhead: expected the grid {RealTime.Grid}, was {DayAhead.Grid}.", nameof(DayAhead));
        if (DayAhead.Count != 1 && DayAhead.Count != RealTime.Count)
            throw new ArgumentException($"DayAhead: expected 1 or {RealTime.Count} scenarios, was {DayAhead.Count}.", nameof(DayAhead));
        if (CommittedDayAheadMw is { } sold && sold.Count != Steps)
            throw new ArgumentException($"CommittedDayAheadMw: expected {Steps} powers, was {sold.Count}.", nameof(CommittedDayAheadMw));
        CheckBlocks();
        Require(DayAheadFeePerMwh, nameof(DayAheadFeePerMwh));
        Require(RealTimeFeePerMwh, nameof(RealTimeFeePerMwh));
        Require(DeviationCostPerMwh, nameof(DeviationCostPerMwh));
        Require(DeviationLimitMw ?? 0, nameof(DeviationLimitMw));
    }

    private void CheckBlocks()
    {
        if (DayAheadBlockSteps < 1 || Steps % DayAheadBlockSteps != 0)
        {
            throw new ArgumentException(
                $"DayAheadBlockSteps: expected a number >= 1 that divides {Steps} steps, was {DayAheadBlockSteps}.", nameof(DayAheadBlockSteps));
        }

        var block = RealTime.Grid.Step * DayAheadBlockSteps;
        if (DayAheadBlockSteps > 1 && RealTime.Grid.Start.UtcTicks % block.Ticks != 0)
        {
            throw new ArgumentException(
                $"DayAheadBlockSteps: expected a horizon that starts at a multiple of {block}, was {RealTime.Grid.Start:O}.", nameof(DayAheadBlockSteps));
        }

        for (var t = 0; CommittedDayAheadMw is { } sold && t < Steps; t++)
        {
            if (!double.IsFinite(sold[t]))
                throw new ArgumentException($"CommittedDayAheadMw[{t}]: expected a finite power, was {sold[t]}.", nameof(CommittedDayAheadMw));
            if (sold[t] != sold[t - (t % DayAheadBlockSteps)])
            {
                throw new ArgumentException(
                    $"CommittedDayAheadMw[{t}]: expected {sold[t - (t % DayAheadBlockSteps)]} as at the start of its block, was {sold[t]}.",
                    nameof(CommittedDayAheadMw));
            }
        }
    }

    private static void Require(double value, string name)
    {
        if (!(double.IsFinite(value) && value >= 0))
            throw new ArgumentOutOfRangeException(name, value, "Expected a finite number >= 0.");
    }
}
