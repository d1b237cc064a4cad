using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Grains.Storage;
using Bess.Grains.Wire;
using Microsoft.Extensions.Logging;

namespace Bess.Grains.Rounds;

/// <content>The run itself: created → gathering → iterating → finalising → done, failed or cancelled.</content>
public sealed partial class RoundLife
{
    private async Task LiveAsync()
    {
        using var activity = _services.Cluster.StartOwning(_roundId, _head?.TraceParent);
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        catch (RoundTakenException exception)
        {
            LogTaken(_services.Logger, _roundId, exception);
            await _abandoned.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A silo that stops takes things away in any order: what fails then is no fault of the round.
        catch (Exception exception) when (IsAbandoned)
#pragma warning restore CA1031
        {
            LogLeft(_services.Logger, _roundId, exception.Message);
        }
#pragma warning disable CA1031 // Whatever it is: the round must end, and say why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(_services.Logger, _roundId, exception);
            await FailAsync($"the round failed: {exception.Message}").ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        var head = _head!;
        var clock = _services.Clock;
        var roster = Roster(head);
        var order = RoundOrderDocument.Read(head.Start.Order).Value;
        var terms = new RoundTerms(_roundId, roster.Groups, order.Scenarios, order.Coupling, order.Options with { Clock = clock });
        var elapsed = clock.GetUtcNow() - head.Start.LaunchedAt;
        var start = clock.GetTimestamp() - (long)(elapsed.TotalSeconds * clock.TimestampFrequency);
        TimeSpan? Left() => terms.Options.Deadline is { } deadline ? deadline - clock.GetElapsedTime(start) : null;
        var transport = new GrainTransport(_grains, new RoundSetup(terms), roster, _services.Patience, Changes, Left, clock, _abandoned.Token);

        _events.Add(RoundPhase.Created);
        await GatherAsync(transport).ConfigureAwait(false);
        var members = transport.Count;
        _services.Cluster.Active(1, members);
        try
        {
            await IterateAsync(transport, start).ConfigureAwait(false);
        }
        finally
        {
            _services.Cluster.Active(-1, -members);
        }
    }

    private async Task IterateAsync(GrainTransport transport, long start)
    {
        var journal = await StoredJournal.OpenAsync(_roundId, _services, transport, _abandoned.Token).ConfigureAwait(false);
        if (journal.Recorded.Count > 0)
        {
            _services.Cluster.Resumed();
            LogResumed(_services.Logger, _roundId, journal.Recorded.Count);
        }

        if (_head!.IsCancelled)
        {
            await _cancelled.CancelAsync().ConfigureAwait(false);
        }

        var runner = new RoundRunner(transport.Setup, transport, () => FinishAsync(transport), _services.Telemetry) { Journal = journal, Progress = new Follower(_events) };
        var result = await runner.RunAsync(start, _cancelled.Token).ConfigureAwait(false);
        await EndAsync(result, transport.Joined).ConfigureAwait(false);
        var split = SplitOf(result, transport, journal);
        _services.Cluster.Ended(result, split, transport.LateAnswers);
        LogEnded(_services.Logger, _roundId, _head!.RoundPhase, result.Trace.Count, result.Timing, split);
        await CleanUpAsync(transport).ConfigureAwait(false);
    }

    /// <summary>Tells the batteries; who does not take part is kept before anybody is asked.</summary>
    private async Task GatherAsync(GrainTransport transport)
    {
        if (_head!.RefusedPlaces is null)
        {
            await TransitAsync(head => head with { Phase = (int)RoundPhase.Gathering, IsWaiting = false }).ConfigureAwait(false);
            _events.Add(RoundPhase.Gathering);
            var opened = await transport.OpenAsync().ConfigureAwait(false);
            await TransitAsync(head => head with { Phase = (int)RoundPhase.Iterating, RefusedPlaces = opened.Places, RefusedReasons = opened.Reasons, KeyPlaces = opened.KeyPlaces, Keys = opened.Keys }).ConfigureAwait(false);
        }
        else
        {
            _events.Add(RoundPhase.Gathering);
        }

        transport.Refuse(_head!.RefusedPlaces!, _head.RefusedReasons);
        transport.TakeKeys(_head.KeyPlaces, _head.Keys);
        if (transport.Count == 0)
        {
            throw new InvalidOperationException($"no battery takes part: {string.Join("; ", transport.Notes)}");
        }

        _events.Add(RoundPhase.Iterating);
    }

    private ChangeMessage[] Changes() => _head!.PendingChanges;

    private async Task<FinishedPlans> FinishAsync(GrainTransport transport)
    {
        await TransitAsync(head => head with { Phase = (int)RoundPhase.Finalising }).ConfigureAwait(false);
        _events.Add(RoundPhase.Finalising);
        return new FinishedPlans(await transport.FinishAsync().ConfigureAwait(false), []);
    }

    /// <summary>The one write that commits: from it on the schedules of the round are in force, or will never be.</summary>
    private async Task EndAsync(RoundResult result, IReadOnlyList<RosterEntry> joined)
    {
        var phase = result.Status == RoundStatus.Cancelled ? RoundPhase.Cancelled : result.Verdict.PhysicallyFeasible ? RoundPhase.Done : RoundPhase.Failed;
        var detail = phase == RoundPhase.Failed ? $"not committed: {string.Join("; ", result.Verdict.Findings.Take(5))}" : result.Detail;
        var document = RoundResultDocument.Write(result);
        var came = joined.Count == 0 ? null : Coordination.Remote.Documents.RosterDocument.Write(Roster(_head!) with { Entries = joined });
        await TransitAsync(head => head with { Phase = (int)phase, Status = (int)result.Status, Result = document, Joined = came, Detail = detail, PendingChanges = [] })
            .ConfigureAwait(false);
        _events.Add(phase, detail);
    }

    private async Task CleanUpAsync(GrainTransport transport)
    {
        try
        {
            await _services.Store.ClearJournalAsync(_roundId).ConfigureAwait(false);
            await transport.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (Retry.IsTransient(exception))
        {
            // The round has ended; what is left over is a few rows and idle grains.
            LogLeftOver(_services.Logger, _roundId, exception);
        }
    }

    private static RoundSplit SplitOf(RoundResult result, GrainTransport transport, StoredJournal journal) => new(
        transport.SolveSeconds,
        Math.Max(0, result.Timing.AgentSeconds - (transport.SolveSeconds / Environment.ProcessorCount)),
        result.Timing.AggregatorSeconds,
        journal.Seconds,
        transport.RootSeconds);

    private sealed class Follower(RoundEvents events) : IProgress<IterationTrace>
    {
        public void Report(IterationTrace value) => events.Add(value);
    }

    [LoggerMessage(EventId = 5000, Level = LogLevel.Information, Message = "Round {RoundId} ended {Phase} after {Iterations} iterations: {Timing}, {Split}")]
    private static partial void LogEnded(ILogger logger, string roundId, RoundPhase phase, int iterations, RoundTiming timing, RoundSplit split);

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Round {RoundId} goes on after {Entries} recorded entries")]
    private static partial void LogResumed(ILogger logger, string roundId, int entries);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "Round {RoundId} is left to another process: {Reason}")]
    private static partial void LogLeft(ILogger logger, string roundId, string reason);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "Round {RoundId} failed")]
    private static partial void LogFailed(ILogger logger, string roundId, Exception exception);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Round {RoundId} has ended, but its journal or tree could not be cleared")]
    private static partial void LogLeftOver(ILogger logger, string roundId, Exception exception);
}
