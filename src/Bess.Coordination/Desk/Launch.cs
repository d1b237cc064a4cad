using Bess.Domain;

namespace Bess.Coordination.Desk;

/// <summary>The answer to an order.</summary>
/// <param name="RoundId">The round that was started, or was already started with this identity; null when nothing was.</param>
/// <param name="Running">The round that stands in the way; null when none does.</param>
/// <param name="Faults">What is wrong with the order; empty unless that is the reason.</param>
public sealed record Launch(string? RoundId, RoundView? Running, IReadOnlyList<Fault> Faults)
{
    /// <summary>A started round.</summary>
    /// <param name="roundId">Its identity.</param>
    /// <returns>The answer.</returns>
    public static Launch Accepted(string roundId) => new(roundId, null, []);

    /// <summary>One round of a plant at a time.</summary>
    /// <param name="running">The one that runs.</param>
    /// <returns>The answer.</returns>
    public static Launch Refused(RoundView running) => new(null, running, []);

    /// <summary>An order that cannot run.</summary>
    /// <param name="faults">All faults.</param>
    /// <returns>The answer.</returns>
    public static Launch Faulty(IReadOnlyList<Fault> faults) => new(null, null, faults);
}
