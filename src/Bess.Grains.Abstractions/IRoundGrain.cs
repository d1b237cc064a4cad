using Bess.Grains.Wire;

namespace Bess.Grains;

/// <summary>The owner of one round: keeps what comes from outside before acting on it, and resumes after any loss.</summary>
/// <remarks>Key: the round's id.</remarks>
[Alias("bess.IRoundGrain")]
[GrainInterfaceType("bess.round")]
public interface IRoundGrain : IGrainWithStringKey
{
    /// <summary>Starts the round, or does nothing if it was started before.</summary>
    /// <param name="start">The round.</param>
    /// <param name="waits">True when its batteries are specified after it, and <see cref="WakeAsync"/> begins it.</param>
    /// <returns>Ends when the round is kept.</returns>
    [Alias("Start")]
    Task StartAsync(RoundStartMessage start, bool waits);

    /// <summary>Ends a round that cannot begin.</summary>
    /// <param name="detail">Why.</param>
    /// <returns>Ends when it is kept.</returns>
    [Alias("Fail")]
    Task FailAsync(string detail);

    /// <summary>Resumes the round if it is not at its end and nobody runs it.</summary>
    /// <param name="specified">True from who has specified its batteries.</param>
    /// <returns>True when the round has ended.</returns>
    [Alias("Wake")]
    Task<bool> WakeAsync(bool specified);

    /// <summary>Where it stands.</summary>
    /// <returns>A view document; null for an unknown round.</returns>
    [Alias("View")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<byte[]?> ViewAsync();

    /// <summary>Events from a number on; waits a while when there are none yet.</summary>
    /// <param name="from">First number wanted.</param>
    /// <param name="waitMs">How long to wait, milliseconds.</param>
    /// <returns>Event documents in order.</returns>
    [Alias("Events")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<EventsMessage> EventsAsync(int from, int waitMs);

    /// <summary>The result.</summary>
    /// <returns>A result document; null while there is none.</returns>
    [Alias("Result")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<byte[]?> ResultAsync();

    /// <summary>Who took part when it was launched.</summary>
    /// <returns>Roster document; null for an unknown round.</returns>
    [Alias("Roster")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<byte[]?> RosterAsync();

    /// <summary>What was ordered.</summary>
    /// <returns>An order document without its batteries; null for an unknown round.</returns>
    [Alias("Order")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<byte[]?> OrderAsync();

    /// <summary>Ends it early.</summary>
    /// <returns>False when it had ended.</returns>
    [Alias("Cancel")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<bool> CancelAsync();

    /// <summary>Somebody joined or left the plant while the round runs.</summary>
    /// <param name="change">Who, and why; the place of a joiner is the round's to give.</param>
    /// <returns>Ends when it is noted.</returns>
    [Alias("Change")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task ChangeAsync(ChangeMessage change);

    /// <summary>Whether schedules of this round are in force.</summary>
    /// <returns>True once it is done; false when it ended otherwise; null while it runs.</returns>
    [Alias("IsCommitted")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<bool?> IsCommittedAsync();
}
