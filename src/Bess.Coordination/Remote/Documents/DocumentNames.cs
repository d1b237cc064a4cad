using Bess.Coordination.Coupling;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Remote.Documents;

/// <summary>How choices are spelled in documents.</summary>
internal static class DocumentNames
{
    public static readonly IReadOnlyDictionary<string, CoordinationAlgorithm> Algorithms = new Dictionary<string, CoordinationAlgorithm>
    {
        ["barrier-aladin"] = CoordinationAlgorithm.BarrierAladin,
        ["aladin"] = CoordinationAlgorithm.Aladin,
        ["admm"] = CoordinationAlgorithm.Admm,
        ["dantzig-wolfe"] = CoordinationAlgorithm.DantzigWolfe,
    };

    public static readonly IReadOnlyDictionary<string, CommitmentMode> Modes = new Dictionary<string, CommitmentMode>
    {
        ["hard"] = CommitmentMode.Hard,
        ["priced"] = CommitmentMode.Priced,
    };

    public static readonly IReadOnlyDictionary<string, RoundPhase> Phases = new Dictionary<string, RoundPhase>
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

    public static readonly IReadOnlyDictionary<string, RoundStatus> Statuses = new Dictionary<string, RoundStatus>
    {
        ["converged"] = RoundStatus.Converged,
        ["stopped-at-deadline"] = RoundStatus.StoppedAtDeadline,
        ["stopped-at-iteration-limit"] = RoundStatus.StoppedAtIterationLimit,
        ["stalled"] = RoundStatus.Stalled,
        ["infeasible"] = RoundStatus.Infeasible,
        ["idle-only"] = RoundStatus.IdleOnly,
        ["cancelled"] = RoundStatus.Cancelled,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct => names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;
}
