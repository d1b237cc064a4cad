using Bess.Coordination.Agents;
using Bess.Coordination.Leaves;

namespace Bess.Grains.Wire;

/// <summary>A broadcast on its way: with the prices of all classes to aggregators, with those of its own class to a battery.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Ask")]
public sealed record AskMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Iteration, from 1.</summary>
    [Id(1)]
    public required int Iteration { get; init; }

    /// <summary>Number of the broadcast, from 1.</summary>
    [Id(2)]
    public required int Sequence { get; init; }

    /// <summary>Number of the <see cref="AgentTask"/>.</summary>
    [Id(3)]
    public required int Task { get; init; }

    /// <summary>Bits of <see cref="AskParts"/>.</summary>
    [Id(4)]
    public required int Flags { get; init; }

    /// <summary>μ, currency.</summary>
    [Id(5)]
    public double Barrier { get; init; }

    /// <summary>Penalty, currency per MW.</summary>
    [Id(6)]
    public double Penalty { get; init; }

    /// <summary>Over-relaxation.</summary>
    [Id(7)]
    public double Relaxation { get; init; }

    /// <summary>Nodes of a search over directions.</summary>
    [Id(8)]
    public int NodeLimit { get; init; }

    /// <summary>Prices, rows of T, currency per MW and step.</summary>
    [Id(9)]
    public byte[] Prices { get; init; } = [];

    /// <summary>Changes of the prices for proximal centres, rows of T; null for none.</summary>
    [Id(10)]
    public byte[]? Corrections { get; init; }

    /// <summary>To a battery: number of its last answer that was taken.</summary>
    [Id(11)]
    public int LastAnswered { get; init; }

    /// <summary>To a battery: broadcasts since then whose answers were not taken.</summary>
    [Id(12)]
    public AskMessage[] Heard { get; init; } = [];

    /// <summary>To a battery whose answer is masked: who masks with whom, what is asked, its class; null otherwise.</summary>
    [Id(13)]
    public MaskMessage? Mask { get; init; }

    /// <summary>A broadcast as a message.</summary>
    /// <param name="request">The broadcast; no mix of columns and no individual answers, which do not go over a cluster.</param>
    /// <returns>The message.</returns>
    public static AskMessage Of(AgentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new AskMessage
        {
            RoundId = request.RoundId,
            Iteration = request.Iteration,
            Sequence = request.Sequence,
            Task = (int)request.Task,
            Flags = (int)FlagsOf(request),
            Barrier = request.Barrier,
            Penalty = request.Penalty,
            Relaxation = request.Relaxation,
            NodeLimit = request.NodeLimit,
            Prices = Vectors.Pack(request.PricePerMw),
            Corrections = request.Correction is { } correction ? Vectors.Pack(correction) : null,
        };
    }

    /// <summary>A question to one battery as a message.</summary>
    /// <param name="ask">The question.</param>
    /// <returns>The message.</returns>
    public static AskMessage Of(LeafAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Of(ask.Request) with { LastAnswered = ask.LastAnswered, Heard = [.. ask.Heard.Select(Of)] };
    }

    /// <summary>The broadcast of the message.</summary>
    /// <param name="steps">T.</param>
    /// <returns>The broadcast.</returns>
    public AgentRequest ToRequest(int steps)
    {
        var flags = (AskParts)Flags;
        return new AgentRequest
        {
            RoundId = RoundId,
            Iteration = Iteration,
            Sequence = Sequence,
            Task = (AgentTask)Task,
            PricePerMw = Vectors.Rows(Prices, steps),
            Correction = Corrections is { } corrections ? Vectors.Rows(corrections, steps) : null,
            Barrier = Barrier,
            Penalty = Penalty,
            Relaxation = Relaxation,
            NodeLimit = NodeLimit,
            Proximal = flags.HasFlag(AskParts.Proximal),
            SaveCheckpoint = flags.HasFlag(AskParts.SaveCheckpoint),
            RestoreCheckpoint = flags.HasFlag(AskParts.RestoreCheckpoint),
            Reset = flags.HasFlag(AskParts.Reset),
            KeepBest = flags.HasFlag(AskParts.KeepBest),
            Required = flags.HasFlag(AskParts.Required),
        };
    }

    private static AskParts FlagsOf(AgentRequest request) =>
        (request.Proximal ? AskParts.Proximal : 0)
        | (request.SaveCheckpoint ? AskParts.SaveCheckpoint : 0)
        | (request.RestoreCheckpoint ? AskParts.RestoreCheckpoint : 0)
        | (request.Reset ? AskParts.Reset : 0)
        | (request.KeepBest ? AskParts.KeepBest : 0)
        | (request.Required ? AskParts.Required : 0);
}

/// <summary>Yes-or-no parts of a broadcast. Append only.</summary>
[Flags]
public enum AskParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="AgentRequest.Proximal"/>.</summary>
    Proximal = 1,

    /// <summary><see cref="AgentRequest.SaveCheckpoint"/>.</summary>
    SaveCheckpoint = 2,

    /// <summary><see cref="AgentRequest.RestoreCheckpoint"/>.</summary>
    RestoreCheckpoint = 4,

    /// <summary><see cref="AgentRequest.Reset"/>.</summary>
    Reset = 8,

    /// <summary><see cref="AgentRequest.KeepBest"/>.</summary>
    KeepBest = 16,

    /// <summary><see cref="AgentRequest.Required"/>.</summary>
    Required = 32,
}
