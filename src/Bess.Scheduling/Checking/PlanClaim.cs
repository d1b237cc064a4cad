using Bess.Domain.Assets;
using Bess.Domain.Time;

namespace Bess.Scheduling.Checking;

/// <summary>A plan as its maker states it, and the rules it must meet: domain values and plain numbers only.</summary>
public sealed record PlanClaim
{
    /// <summary>The battery.</summary>
    public required Battery Battery { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Energy stored before the first step, MWh.</summary>
    public required double InitialEnergyMwh { get; init; }

    /// <summary>Net power, MW, one a step, &gt; 0 discharge.</summary>
    public required IReadOnlyList<double> PowerMw { get; init; }

    /// <summary>Stated energy after each step, MWh, expected activation included.</summary>
    public required IReadOnlyList<double> EnergyMwh { get; init; }

    /// <summary>Share of the stored energy lost in an hour.</summary>
    public double StandingLossPerHour { get; init; }

    /// <summary>Least energy at the end, MWh; null for none.</summary>
    public double? EndFloorMwh { get; init; }

    /// <summary>Exact energy at the end, MWh; null for none.</summary>
    public double? EndFixedMwh { get; init; }

    /// <summary>Most full discharges of the window in each 24 hours from the start; null for no limit.</summary>
    public double? CyclesPerDay { get; init; }

    /// <summary>Reserves sold.</summary>
    public IReadOnlyList<ReserveClaim> Reserves { get; init; } = [];

    /// <summary>Positions in energy venues [venue][step], MW, that must sum to the power; empty when not stated.</summary>
    public IReadOnlyList<IReadOnlyList<double>> VenueMw { get; init; } = [];

    /// <summary>Day-ahead schedule that must be deliverable by itself, MW; null when there is none or it may be virtual.</summary>
    public IReadOnlyList<double>? DayAheadMw { get; init; }

    /// <summary>Steps over which the day-ahead position is constant, counted from the first step; ≥ 1.</summary>
    public int DayAheadBlockSteps { get; init; } = 1;

    /// <summary>What the plan says it earns; null when it says nothing.</summary>
    public MoneyClaim? Money { get; init; }

    /// <summary>The connection; null when the plan has none.</summary>
    public ConnectionClaim? Connection { get; init; }
}
