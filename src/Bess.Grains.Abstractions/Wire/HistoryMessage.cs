using Bess.Coordination.Leaves;
using Bess.Coordination.Runtime;

namespace Bess.Grains.Wire;

/// <summary>A broadcast that is over.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Past")]
public sealed record PastMessage
{
    /// <summary>What was asked.</summary>
    [Id(0)]
    public required AskMessage Ask { get; init; }

    /// <summary>Places whose answer was late or lost.</summary>
    [Id(1)]
    public int[] Missed { get; init; } = [];

    /// <summary>Places held from it on.</summary>
    [Id(2)]
    public int[] NewlyHeld { get; init; } = [];

    /// <summary>Late answers that count from it on: place and number of the broadcast, in turn.</summary>
    [Id(3)]
    public int[] Late { get; init; } = [];

    /// <summary>A broadcast and what was gathered.</summary>
    /// <param name="ask">The broadcast.</param>
    /// <param name="sum">The sum.</param>
    /// <returns>The message.</returns>
    public static PastMessage Of(AskMessage ask, SumMessage sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return new PastMessage { Ask = ask, Missed = sum.Missed, NewlyHeld = sum.NewlyHeld, Late = sum.Late };
    }

    /// <summary>A broadcast and what was gathered.</summary>
    /// <param name="ask">The broadcast.</param>
    /// <param name="gathering">What was gathered.</param>
    /// <returns>The message.</returns>
    public static PastMessage Of(AskMessage ask, Gathering gathering)
    {
        ArgumentNullException.ThrowIfNull(gathering);
        return new PastMessage
        {
            Ask = ask,
            Missed = [.. gathering.Missed],
            NewlyHeld = [.. gathering.NewlyHeld],
            Late = SumMessage.Pack(gathering.Late),
        };
    }

    /// <summary>The record of the message.</summary>
    /// <param name="steps">T.</param>
    /// <returns>The record.</returns>
    public PastBroadcast ToPast(int steps) => new(Ask.ToRequest(steps), Missed, NewlyHeld, [.. SumMessage.Unpack(Late)]);
}

/// <summary>The round so far, for a node of the tree that has not, or no longer, heard of it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Subtree")]
public sealed record SubtreeMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Power plant.</summary>
    [Id(1)]
    public required string PowerPlant { get; init; }

    /// <summary>Prices for the batteries.</summary>
    [Id(2)]
    public required ScenariosMessage Scenarios { get; init; }

    /// <summary>Constraints of each class.</summary>
    [Id(3)]
    public required int[][] Classes { get; init; }

    /// <summary>Number of groups.</summary>
    [Id(4)]
    public required int Groups { get; init; }

    /// <summary>Agents a leaf.</summary>
    [Id(5)]
    public required int LeafSize { get; init; }

    /// <summary>Children a node.</summary>
    [Id(12)]
    public required int FanIn { get; init; }

    /// <summary>Milliseconds: late, silent.</summary>
    [Id(6)]
    public required int[] PatienceMs { get; init; }

    /// <summary>Staleness limit.</summary>
    [Id(7)]
    public required int StalenessLimit { get; init; }

    /// <summary>Whether leaves learn sums only.</summary>
    [Id(8)]
    public required bool Masked { get; init; }

    /// <summary>Places of the whole round, empty ones too.</summary>
    [Id(9)]
    public required int Positions { get; init; }

    /// <summary>The seats of this subtree.</summary>
    [Id(10)]
    public required SeatMessage[] Seats { get; init; }

    /// <summary>The round so far.</summary>
    [Id(11)]
    public required PastMessage[] History { get; init; }
}

/// <summary>The round so far, for a battery.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Recall")]
public sealed record RecallMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Prices.</summary>
    [Id(1)]
    public required ScenariosMessage Scenarios { get; init; }

    /// <summary>What it was asked since its first broadcast.</summary>
    [Id(2)]
    public required AskMessage[] Asks { get; init; }

    /// <summary>Whether its answer to each was taken.</summary>
    [Id(3)]
    public required bool[] Answered { get; init; }

    /// <summary>Number of the broadcast whose answer is its plan; null to go by the broadcasts.</summary>
    [Id(4)]
    public int? BestSequence { get; init; }

    /// <summary>Whether the round masks its sums.</summary>
    [Id(5)]
    public bool Masked { get; init; }
}

/// <summary>What a battery answered in the past.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Recalled")]
public sealed record RecalledMessage
{
    /// <summary>Per answered broadcast: settled.</summary>
    [Id(0)]
    public required bool[] Settled { get; init; }

    /// <summary>… steps fixed so far.</summary>
    [Id(1)]
    public required int[] FixedSteps { get; init; }

    /// <summary>The last answer; null when there was none, and where the leaf is to learn sums only.</summary>
    [Id(2)]
    public AnswerMessage? Last { get; init; }

    /// <summary>The answers of the message.</summary>
    /// <returns>The answers.</returns>
    public LinkRecall ToRecall() => new([.. Settled.Zip(FixedSteps)], Last?.ToAnswer());
}
