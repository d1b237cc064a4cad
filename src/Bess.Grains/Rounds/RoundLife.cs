using System.Diagnostics;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Grains.Storage;
using Bess.Grains.Wire;
using Microsoft.Extensions.Logging;

namespace Bess.Grains.Rounds;

/// <summary>One round from its order to its end, in whatever process owns it now. Every transition is kept before it is acted on.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class RoundLife : IAsyncDisposable
{
    private readonly string _roundId;
    private readonly IGrainFactory _grains;
    private readonly RoundServices _services;
    private readonly RoundEvents _events = new();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _abandoned = new();
    private RoundHead? _head;
    private int _version;
    private Task? _run;

    /// <summary>Creates the life of a round; nothing is read yet.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="grains">Grains.</param>
    /// <param name="services">What the silo lends.</param>
    public RoundLife(string roundId, IGrainFactory grains, RoundServices services)
    {
        _roundId = roundId;
        _grains = grains;
        _services = services;
    }

    /// <summary>True once somebody else turned out to own the round.</summary>
    public bool IsAbandoned => _abandoned.IsCancellationRequested;

    /// <summary>Whether the round is known and has ended.</summary>
    public bool HasEnded => _head?.HasEnded ?? false;

    /// <summary>True while its batteries are not specified yet.</summary>
    public bool IsWaiting => _head?.IsWaiting ?? false;

    /// <summary>Reads what an earlier owner left, and goes on.</summary>
    /// <returns>Ends when the round runs again, or has ended, or is unknown.</returns>
    public async Task LoadAsync()
    {
        if (await _services.Store.HeadAsync(_roundId).ConfigureAwait(false) is { } stored)
        {
            (_head, _version) = (_services.Heads.Deserialize(stored.Head), stored.Version);
            if (_head!.HasEnded)
            {
                ReplayEvents();
            }
        }
    }

    /// <summary>Keeps an order.</summary>
    /// <param name="start">The order.</param>
    /// <param name="waits">True when batteries must be specified first; <see cref="Run"/> is called then.</param>
    /// <returns>Ends when it is kept.</returns>
    public async Task CreateAsync(RoundStartMessage start, bool waits)
    {
        if (_head is null)
        {
            await SaveAsync(new RoundHead { Start = start, Phase = (int)RoundPhase.Created, IsWaiting = waits, TraceParent = Activity.Current?.Id }).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps that its batteries are specified: whoever was told so need not tell it again, whatever happens to this process.</summary>
    /// <returns>Ends when it is kept.</returns>
    public async Task ReleaseAsync()
    {
        if (_head is { HasEnded: false, IsWaiting: true })
        {
            await TransitAsync(head => head with { IsWaiting = false }).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the round, if nobody does and it has not ended.</summary>
    public void Run()
    {
        lock (_events)
        {
            if (_run is null && _head is { HasEnded: false } && !IsAbandoned)
            {
                _run = Task.Run(LiveAsync);
            }
        }
    }

    /// <summary>Ends a round that cannot begin.</summary>
    /// <param name="detail">Why.</param>
    /// <returns>Ends when it is kept.</returns>
    public async Task FailAsync(string detail)
    {
        if (_head is { HasEnded: false })
        {
            await TransitAsync(head => head with { Phase = (int)RoundPhase.Failed, Detail = detail }).ConfigureAwait(false);
            _events.Add(RoundPhase.Failed, detail);
        }
    }

    /// <summary>Ends it early.</summary>
    /// <returns>False when it is unknown or had ended.</returns>
    public async Task<bool> CancelAsync()
    {
        if (_head is null or { HasEnded: true })
        {
            return false;
        }

        await TransitAsync(head => head with { IsCancelled = true }).ConfigureAwait(false);
        await _cancelled.CancelAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Notes who came or went; it counts from the next broadcast on.</summary>
    /// <param name="change">Who.</param>
    /// <returns>Ends when it is kept.</returns>
    public async Task ChangeAsync(ChangeMessage change)
    {
        if (_head is { HasEnded: false, Start.TakesEnrolled: true })
        {
            await TransitAsync(head => head with { PendingChanges = [.. head.PendingChanges, change] }).ConfigureAwait(false);
        }
    }

    /// <summary>Whether another process has gone on with the round: what this one knows of it is then out of date, and must not be shown.</summary>
    /// <remarks>After a silo was lost two processes may own a round for a moment. While the store is away nobody can have gone on.</remarks>
    /// <returns>True once that is known; this life is then over.</returns>
    public async Task<bool> IsOvertakenAsync()
    {
        if (IsAbandoned || _head is not { HasEnded: false })
        {
            return IsAbandoned;
        }

        try
        {
            var kept = await _services.Store.VersionAsync(_roundId).ConfigureAwait(false);
            // A write of its own that is under way may be the one seen; should it not be, that write finds out.
            if (kept > _version && _gate.CurrentCount > 0)
            {
                await _abandoned.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (Retry.IsStorage(exception))
        {
            return false;
        }

        return IsAbandoned;
    }

    /// <summary>Where it stands.</summary>
    /// <returns>Null for an unknown round.</returns>
    public RoundView? View() => _head is { } head
        ? new RoundView(_roundId, Roster(head).PowerPlant, head.RoundPhase, head.Start.LaunchedAt, head.Start.LaunchedBy, _events.Iterations, head.Detail, (RoundStatus?)head.Status)
        : null;

    /// <summary>Whether its schedules are in force.</summary>
    /// <returns>Null while it runs.</returns>
    public bool? IsCommitted() => _head is { HasEnded: true } head ? head.RoundPhase == RoundPhase.Done : _head is null ? false : null;

    /// <summary>Its result document.</summary>
    /// <returns>Null while there is none.</returns>
    public byte[]? ResultDocument() => _head?.Result;

    /// <summary>What was ordered, without its batteries.</summary>
    /// <returns>Null for an unknown round.</returns>
    public byte[]? OrderDocument() => _head?.Start.Order;

    /// <summary>Who took part when it was launched, and once it has ended who came while it ran.</summary>
    /// <returns>Null for an unknown round.</returns>
    public byte[]? RosterDocument()
    {
        if (_head is not { Joined: { } joined } head)
        {
            return _head?.Start.Roster;
        }

        var roster = Roster(head);
        var came = Coordination.Remote.Documents.RosterDocument.Read(joined).Value.Entries;
        return Coordination.Remote.Documents.RosterDocument.Write(roster with { Entries = [.. roster.Entries.Concat(came).DistinctBy(entry => entry.Agent)] });
    }

    /// <summary>Events from a number on.</summary>
    /// <param name="from">First number.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <returns>The events, and whether they are the last.</returns>
    public async Task<EventsMessage> EventsAsync(int from, TimeSpan wait)
    {
        if (_head is null)
        {
            return new EventsMessage { Documents = [], IsLast = true, IsKnown = false };
        }

        var events = await _events.FromAsync(from, wait, most: 200).ConfigureAwait(false);
        var isLast = events.Count > 0 ? events[^1].Phase is RoundPhase.Done or RoundPhase.Failed or RoundPhase.Cancelled : _events.IsComplete;
        return new EventsMessage { Documents = [.. events.Select(RoundEventDocument.Write)], IsLast = isLast, IsKnown = true };
    }

    /// <summary>This process no longer owns the round; another one goes on.</summary>
    /// <returns>Ends when nothing of it runs here.</returns>
    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        if (_run is { } run)
        {
            await run.ConfigureAwait(false);
        }
    }

    private static Roster Roster(RoundHead head) => Coordination.Remote.Documents.RosterDocument.Read(head.Start.Roster).Value;

    private static RoundResult? Result(RoundHead head) => head.Result is { } document ? RoundResultDocument.Read(document).Value : null;

    /// <summary>Keeps a new head. While the store is away it waits; where another owner has written, this one ends.</summary>
    private async Task SaveAsync(RoundHead head)
    {
        var bytes = _services.Heads.SerializeToArray(head);
        await Retry.UntilDoneAsync(() => SaveOnceAsync(bytes, _version + 1), _services.Clock, _abandoned.Token).ConfigureAwait(false);
        _version++;
        _head = head;
    }

    private async Task SaveOnceAsync(byte[] bytes, int version)
    {
        try
        {
            await _services.Store.SaveHeadAsync(_roundId, bytes, version).ConfigureAwait(false);
        }
        catch (RoundTakenException exception)
        {
            // An attempt of which nothing was heard may have come through.
            var there = await _services.Store.HeadAsync(_roundId).ConfigureAwait(false);
            if (there is not { } kept || kept.Version != version || !kept.Head.AsSpan().SequenceEqual(bytes))
            {
                LogTaken(_services.Logger, _roundId, exception);
                await _abandoned.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private async Task TransitAsync(Func<RoundHead, RoundHead> change)
    {
        await _gate.WaitAsync(_abandoned.Token).ConfigureAwait(false);
        try
        {
            await SaveAsync(change(_head!)).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The events of a round that has ended, made again from its result.</summary>
    private void ReplayEvents()
    {
        var head = _head!;
        _events.Add(RoundPhase.Created);
        if (Result(head) is { } result)
        {
            _events.Add(RoundPhase.Gathering);
            _events.Add(RoundPhase.Iterating);
            foreach (var iteration in result.Trace)
            {
                _events.Add(iteration);
            }

            _events.Add(RoundPhase.Finalising);
        }

        _events.Add(head.RoundPhase, head.Detail);
    }

    [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "Round {RoundId} is owned by another process; this one lets go of it")]
    private static partial void LogTaken(ILogger logger, string roundId, Exception exception);
}
