using Bess.Coordination.Runtime;
using Bess.Domain.Assets;

namespace Bess.Grains.Wire;

/// <summary>A battery's place in a round, as aggregators need it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Seat")]
public sealed record SeatMessage
{
    /// <summary>Place in the order of the sums.</summary>
    [Id(0)]
    public required int Place { get; init; }

    /// <summary>Battery.</summary>
    [Id(1)]
    public required string Agent { get; init; }

    /// <summary>Who hosts it; null for the operator.</summary>
    [Id(2)]
    public string? Owner { get; init; }

    /// <summary>Class of constraints.</summary>
    [Id(3)]
    public required int ClassIndex { get; init; }

    /// <summary>Place of its group in a report.</summary>
    [Id(4)]
    public required int GroupPlace { get; init; }

    /// <summary>Connection power, MW.</summary>
    [Id(5)]
    public required double PowerMw { get; init; }

    /// <summary>First broadcast that concerns it.</summary>
    [Id(6)]
    public int JoinedAt { get; init; } = 1;

    /// <summary>Its public key of a masked round.</summary>
    [Id(8)]
    public byte[] PublicKey { get; init; } = [];

    /// <summary>First broadcast that no longer concerns it; 0 while it is there.</summary>
    [Id(7)]
    public int LeftAt { get; init; }
}

/// <summary>Somebody came or went in mid-round.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Change")]
public sealed record ChangeMessage
{
    /// <summary>The seat.</summary>
    [Id(0)]
    public required SeatMessage Seat { get; init; }

    /// <summary>True for who came.</summary>
    [Id(1)]
    public required bool Joins { get; init; }

    /// <summary>Why.</summary>
    [Id(2)]
    public required string Reason { get; init; }

    /// <summary>Group of who came, while the seat is not given yet.</summary>
    [Id(3)]
    public string? Group { get; init; }

    /// <summary>The change, as the round's journal has it.</summary>
    /// <returns>The change.</returns>
    public MembershipChange ToChange() => new(Seat.Place, new AgentId(Seat.Agent), Reason, Joins, Seat.ClassIndex, Seat.PowerMw);
}
