using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Scheduling.Plants;

/// <summary>A battery with its state and all that is asked of it, for the formulations of markets.</summary>
/// <remarks>
/// A start outside the window is no fault: on that side the bound is the start itself, and each MWh outside costs
/// <see cref="StorageModelFactory.SoftPriceFactor"/> times the largest price a step until it is back. Immutable and thread-safe.
/// </remarks>
public sealed record StoragePlant
{
    /// <summary>The battery. Its own degradation cost is used when <see cref="Wear"/> is null.</summary>
    public required Battery Battery { get; init; }

    /// <summary>Energy stored before the first step, MWh; within [0, capacity].</summary>
    public required double InitialEnergyMwh { get; init; }

    /// <summary>What is asked at the end. Default: nothing.</summary>
    public EndOfHorizon End { get; init; } = new();

    /// <summary>Cost of use; null for the battery's throughput cost.</summary>
    public WearCost? Wear { get; init; }

    /// <summary>Share of the stored energy lost in an hour, in [0, 1). Default: 0.</summary>
    public double StandingLossPerHour { get; init; }

    /// <summary>Most full discharges of the window in each 24 hours from the start; null for no limit.</summary>
    public double? CyclesPerDay { get; init; }

    /// <summary>The plant of a fleet member.</summary>
    /// <param name="member">The member.</param>
    /// <returns>The plant.</returns>
    public static StoragePlant From(FleetMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new StoragePlant
        {
            Battery = member.Battery,
            InitialEnergyMwh = member.InitialEnergy.Mwh,
            End = EndOfHorizon.From(member.Terminal),
        };
    }

    internal WearCost WearInForce => Wear ?? new WearCost { ThroughputPerMwh = Battery.DegradationCost.PerMwh };

    internal double WindowMwh => Battery.MaximumEnergy.Mwh - Battery.MinimumEnergy.Mwh;

    internal void Check()
    {
        if (!(InitialEnergyMwh >= 0 && InitialEnergyMwh <= Battery.Capacity.Mwh))
            throw new ArgumentOutOfRangeException(nameof(InitialEnergyMwh), InitialEnergyMwh, $"Expected a number in [0, {Battery.Capacity.Mwh}].");
        if (!(StandingLossPerHour is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(StandingLossPerHour), StandingLossPerHour, "Expected a number in [0, 1).");
        if (CyclesPerDay is { } cycles && !(cycles >= 0))
            throw new ArgumentOutOfRangeException(nameof(CyclesPerDay), cycles, "Expected a number >= 0.");
        End.Check();
        WearInForce.Check(WindowMwh);
    }
}
