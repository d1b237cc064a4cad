using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk;

/// <summary>Where a round stands. Append only.</summary>
public enum RoundPhase
{
    /// <summary>Accepted and kept; nobody was asked yet.</summary>
    Created = 0,

    /// <summary>The batteries are told of the round.</summary>
    Gathering = 1,

    /// <summary>Prices go out, answers come in.</summary>
    Iterating = 2,

    /// <summary>Schedules are formed, checked and committed.</summary>
    Finalising = 3,

    /// <summary>Ended with a result; its schedules are in force.</summary>
    Done = 4,

    /// <summary>Ended without a result; the last committed schedules stay in force.</summary>
    Failed = 5,

    /// <summary>Ended by a person; the last committed schedules stay in force.</summary>
    Cancelled = 6,

    /// <summary>Ended by the loss of its process, where it could not be gone on with exactly; the last committed schedules stay in force. It may have its last plan as a result.</summary>
    Interrupted = 7,
}

/// <summary>What phases say.</summary>
public static class RoundPhases
{
    /// <summary>Whether nothing follows a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>True for the ends of a round.</returns>
    public static bool IsEnd(this RoundPhase phase) => phase is RoundPhase.Done or RoundPhase.Failed or RoundPhase.Cancelled or RoundPhase.Interrupted;
}

/// <summary>A round at a glance.</summary>
/// <param name="Id">Identity.</param>
/// <param name="PowerPlant">Whose.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="LaunchedAt">When, UTC.</param>
/// <param name="LaunchedBy">By whom.</param>
/// <param name="Iterations">Iterations so far.</param>
/// <param name="Detail">One sentence for people; empty while there is nothing to say.</param>
/// <param name="Status">How it ended; null before.</param>
public sealed record RoundView(
    string Id, string PowerPlant, RoundPhase Phase, DateTimeOffset LaunchedAt, string LaunchedBy, int Iterations, string Detail, RoundStatus? Status)
{
    /// <summary>True when nothing more will happen.</summary>
    public bool HasEnded => Phase.IsEnd();
}

/// <summary>Something that happened to a round.</summary>
/// <param name="Number">From 0, without gaps.</param>
/// <param name="Phase">Phase of the round after it.</param>
/// <param name="Iteration">The iteration that was completed; null for a change of phase or a note.</param>
/// <param name="Text">In words: the reason of a change, who joined or left; empty for iterations.</param>
public sealed record RoundEvent(int Number, RoundPhase Phase, IterationTrace? Iteration, string Text);
