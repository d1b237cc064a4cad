namespace Bess.Grains.Wire;

/// <summary>A battery is told of a round.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Open")]
public sealed record OpenMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Prices.</summary>
    [Id(1)]
    public required ScenariosMessage Scenarios { get; init; }

    /// <summary>Whether the round masks its sums.</summary>
    [Id(2)]
    public bool Masked { get; init; }
}

/// <summary>A battery's answer to it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Opened")]
public sealed record OpenedMessage
{
    /// <summary>Why it cannot take part; empty when it can.</summary>
    [Id(0)]
    public string[] Faults { get; init; } = [];

    /// <summary>Connection power, MW.</summary>
    [Id(1)]
    public double PowerMw { get; init; }

    /// <summary>Public key of the round, where sums are masked.</summary>
    [Id(2)]
    public byte[] PublicKey { get; init; } = [];
}

/// <summary>Who of a subtree takes part.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.TreeOpened")]
public sealed record TreeOpenedMessage
{
    /// <summary>Places of those who do not.</summary>
    [Id(0)]
    public int[] Places { get; init; } = [];

    /// <summary>Why, in the same order.</summary>
    [Id(1)]
    public string[] Reasons { get; init; } = [];

    /// <summary>In a masked round: places of those who do.</summary>
    [Id(2)]
    public int[] KeyPlaces { get; init; } = [];

    /// <summary>… and their public keys.</summary>
    [Id(3)]
    public byte[][] Keys { get; init; } = [];
}
