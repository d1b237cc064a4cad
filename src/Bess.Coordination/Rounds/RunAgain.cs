using Bess.Coordination.Rounds.Journal;

namespace Bess.Coordination.Rounds;

/// <summary>A round that has lost its process is run again from its order: the same order gives the same bits, and what was told of it stands.</summary>
internal sealed record RunAgain
{
    /// <summary>Iterations that were told; before the last of them the clock stops nothing. 0 for a new round.</summary>
    public int Iterations { get; init; }

    /// <summary>Time that has passed since the launch: deadlines count it.</summary>
    public TimeSpan SinceLaunch { get; init; }

    /// <summary>Told what came from outside.</summary>
    public IRoundJournal? Journal { get; init; }

    /// <summary>Called with the number of each broadcast before it goes out: the moment at which batteries come and go.</summary>
    public Action<int>? BeforeBroadcast { get; init; }
}
