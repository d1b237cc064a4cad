using System.Globalization;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>What was told of a round before its process was lost.</summary>
/// <param name="Events">Its events, from the first, without gaps.</param>
/// <param name="Changes">Who came and went.</param>
/// <param name="IsCancelled">Whether a person had ended it.</param>
internal sealed record ToldRound(IReadOnlyList<RoundEvent> Events, IReadOnlyList<ChangeLine> Changes, bool IsCancelled)
{
    /// <summary>Nothing: a new round.</summary>
    public static ToldRound Nothing { get; } = new([], [], false);

    /// <summary>The iterations in order.</summary>
    public IReadOnlyList<IterationTrace> Iterations { get; } = [.. Events.Where(happened => happened.Iteration is not null).Select(happened => happened.Iteration!)];

    /// <summary>Where it stood.</summary>
    public RoundPhase Phase => Events.Count == 0 ? RoundPhase.Created : Events[^1].Phase;

    /// <summary>Whether it was told of a phase.</summary>
    public bool Has(RoundPhase phase) => Events.Any(happened => happened.Iteration is null && happened.Phase == phase);

    /// <summary>Whether an iteration that was computed again is not the one that was told.</summary>
    public bool Differs(IterationTrace again)
    {
        var told = Iterations[again.Iteration - 1];
        return Numbers(told) != Numbers(again)
            || told.MultipliersPerMwh.Length != again.MultipliersPerMwh.Length
            || told.MultipliersPerMwh.Zip(again.MultipliersPerMwh).Any(pair => !pair.First.SequenceEqual(pair.Second));
    }

    /// <summary>The best of it in words.</summary>
    public string LastWords() => Iterations.Count == 0
        ? "no iteration was told"
        : string.Create(CultureInfo.InvariantCulture, $"iteration {Iterations.Count} was the last that was told, with a best cost of {Iterations[^1].BestCost:R} and a lower bound of {Iterations[^1].LowerBound:R}");

    /// <summary>A result whose trace has the times that were told.</summary>
    public RoundResult WithToldTimes(RoundResult result) =>
        Iterations.Count == 0 || result.Trace.Count < Iterations.Count ? result : result with { Trace = [.. Iterations, .. result.Trace.Skip(Iterations.Count)] };

    // Times are those of one run; everything else is the same bits in each.
    private static IterationTrace Numbers(IterationTrace one) =>
        one with { ElapsedSeconds = 0, AgentSeconds = 0, AggregatorSeconds = 0, MultipliersPerMwh = [] };
}
