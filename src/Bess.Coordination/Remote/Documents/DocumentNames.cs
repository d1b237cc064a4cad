using Bess.Coordination.Coupling;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Remote.Documents;

/// <summary>How choices are spelled in documents.</summary>
public static class DocumentNames
{
    /// <summary>Algorithms of coordination.</summary>
    public static IReadOnlyDictionary<string, CoordinationAlgorithm> Algorithms { get; } = new Dictionary<string, CoordinationAlgorithm>
    {
        ["barrier-aladin"] = CoordinationAlgorithm.BarrierAladin,
        ["aladin"] = CoordinationAlgorithm.Aladin,
        ["admm"] = CoordinationAlgorithm.Admm,
        ["dantzig-wolfe"] = CoordinationAlgorithm.DantzigWolfe,
    };

    /// <summary>Modes of a commitment.</summary>
    public static IReadOnlyDictionary<string, CommitmentMode> Modes { get; } = new Dictionary<string, CommitmentMode>
    {
        ["hard"] = CommitmentMode.Hard,
        ["priced"] = CommitmentMode.Priced,
    };

    /// <summary>Phases of a round.</summary>
    public static IReadOnlyDictionary<string, RoundPhase> Phases { get; } = new Dictionary<string, RoundPhase>
    {
        ["created"] = RoundPhase.Created,
        ["gathering"] = RoundPhase.Gathering,
        ["iterating"] = RoundPhase.Iterating,
        ["finalising"] = RoundPhase.Finalising,
        ["done"] = RoundPhase.Done,
        ["failed"] = RoundPhase.Failed,
        ["cancelled"] = RoundPhase.Cancelled,
        ["interrupted"] = RoundPhase.Interrupted,
    };

    /// <summary>Statuses of a result.</summary>
    public static IReadOnlyDictionary<string, RoundStatus> Statuses { get; } = new Dictionary<string, RoundStatus>
    {
        ["converged"] = RoundStatus.Converged,
        ["stopped-at-deadline"] = RoundStatus.StoppedAtDeadline,
        ["stopped-at-iteration-limit"] = RoundStatus.StoppedAtIterationLimit,
        ["stalled"] = RoundStatus.Stalled,
        ["infeasible"] = RoundStatus.Infeasible,
        ["idle-only"] = RoundStatus.IdleOnly,
        ["cancelled"] = RoundStatus.Cancelled,
    };

    /// <summary>The name of a choice.</summary>
    /// <param name="names">One of the tables above.</param>
    /// <param name="value">The choice.</param>
    public static string Of<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct => names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;
}
