namespace Bess.Grains.Wire;

/// <summary>A round to start.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.RoundStart")]
public sealed record RoundStartMessage
{
    /// <summary>Order document without its fleet.</summary>
    [Id(0)]
    public required byte[] Order { get; init; }

    /// <summary>Roster document: who takes part, in the order of places.</summary>
    [Id(1)]
    public required byte[] Roster { get; init; }

    /// <summary>Who asked.</summary>
    [Id(2)]
    public required string LaunchedBy { get; init; }

    /// <summary>When, UTC.</summary>
    [Id(3)]
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>Plant whose enrolled batteries may join and leave in mid-round; false where the order named its batteries.</summary>
    [Id(4)]
    public required bool TakesEnrolled { get; init; }
}

/// <summary>Events of a round.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Events")]
public sealed record EventsMessage
{
    /// <summary>Event documents, in order.</summary>
    [Id(0)]
    public required byte[][] Documents { get; init; }

    /// <summary>True when no more will come after them.</summary>
    [Id(1)]
    public required bool IsLast { get; init; }

    /// <summary>False for an unknown round.</summary>
    [Id(2)]
    public required bool IsKnown { get; init; }
}

/// <summary>The answer to a launch.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Launched")]
public sealed record LaunchedMessage
{
    /// <summary>The round that runs; null when nothing was started.</summary>
    [Id(0)]
    public string? RoundId { get; init; }

    /// <summary>View document of the round in the way.</summary>
    [Id(1)]
    public byte[]? Running { get; init; }

    /// <summary>Faults: place, field, expected, actual of each.</summary>
    [Id(2)]
    public string[][] Faults { get; init; } = [];
}
