using Bess.Coordination.Desk;
using Bess.Grains.Wire;

namespace Bess.Grains.Rounds;

/// <summary>What is kept of a round besides its journal; replaced at each transition, before it is acted on.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.RoundHead")]
public sealed record RoundHead
{
    /// <summary>What was ordered.</summary>
    [Id(0)]
    public required RoundStartMessage Start { get; init; }

    /// <summary>Number of the <see cref="RoundPhase"/>.</summary>
    [Id(1)]
    public required int Phase { get; init; }

    /// <summary>Places that do not take part from the start, once all were asked; null before.</summary>
    [Id(2)]
    public int[]? RefusedPlaces { get; init; }

    /// <summary>Why, in the same order.</summary>
    [Id(3)]
    public string[] RefusedReasons { get; init; } = [];

    /// <summary>In a masked round: places of those who take part.</summary>
    [Id(9)]
    public int[] KeyPlaces { get; init; } = [];

    /// <summary>… and their public keys.</summary>
    [Id(10)]
    public byte[][] Keys { get; init; } = [];

    /// <summary>True when a person has ended it.</summary>
    [Id(4)]
    public bool IsCancelled { get; init; }

    /// <summary>Who came or went since the last broadcast.</summary>
    [Id(5)]
    public ChangeMessage[] PendingChanges { get; init; } = [];

    /// <summary>Result document; null before the end.</summary>
    [Id(6)]
    public byte[]? Result { get; init; }

    /// <summary>Number of the <see cref="Coordination.Rounds.RoundStatus"/> of the result; null before the end.</summary>
    [Id(11)]
    public int? Status { get; init; }

    /// <summary>Roster of those who came while it ran; null before the end, and when nobody did.</summary>
    [Id(13)]
    public byte[]? Joined { get; init; }

    /// <summary>One sentence for people.</summary>
    [Id(7)]
    public string Detail { get; init; } = string.Empty;

    /// <summary>True while the round waits for batteries to be specified.</summary>
    [Id(8)]
    public bool IsWaiting { get; init; }

    /// <summary>Span of the launch, W3C form, so that whoever owns the round goes on in its trace; null when nobody listened.</summary>
    [Id(12)]
    public string? TraceParent { get; init; }

    /// <summary>The phase.</summary>
    public RoundPhase RoundPhase => (RoundPhase)Phase;

    /// <summary>True when nothing more will happen.</summary>
    public bool HasEnded => RoundPhase is RoundPhase.Done or RoundPhase.Failed or RoundPhase.Cancelled;
}
