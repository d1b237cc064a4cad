using Bess.Coordination.Agents;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Grains.Storage;
using Bess.Grains.Wire;
using Bess.Scheduling.Kernel;

namespace Bess.Grains.Batteries;

/// <summary>What a battery's host lends to it.</summary>
/// <param name="Kernels">Kernels.</param>
/// <param name="Prices">Prices of rounds.</param>
/// <param name="Schedules">Where schedules are kept.</param>
/// <param name="Clock">Clock.</param>
/// <param name="Delay">Makes batteries slow, for drills; null otherwise.</param>
public sealed record BatteryServices(KernelPool Kernels, ScenarioCache Prices, IScheduleStore Schedules, TimeProvider Clock, IAgentDelay? Delay = null);

/// <summary>A battery's grain: a thin shell around its <see cref="AgentSession"/>. Solving leaves the grain's own thread.</summary>
public abstract partial class BatteryHost : Grain, IBatteryGrain, IDisposable
{
    private readonly BatteryServices _services;
    private AgentSession? _session;
    private ScheduleRecord? _schedules;
    private string? _roundId;
    private int _atWork;

    /// <summary>Creates the grain.</summary>
    /// <param name="services">What the host lends.</param>
    protected BatteryHost(BatteryServices services) => _services = services;

    /// <summary>The battery; null while it has no specification.</summary>
    protected abstract FleetMember? Member { get; }

    /// <summary>Whether anybody but the owner may read schedules.</summary>
    protected virtual bool ShowsSchedules => true;

    /// <inheritdoc />
    public virtual Task<string[]> SpecifyAsync(byte[] member) =>
        Task.FromResult<string[]>([$"{this.GetPrimaryKeyString()}: expected a battery of the operator, was one whose owner specifies it"]);

    /// <inheritdoc />
    public async Task<OpenedMessage> OpenAsync(OpenMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = await BeginAsync(message.RoundId, message.Scenarios, message.Masked);
        return new OpenedMessage { Faults = faults, PowerMw = _session?.PowerMw ?? 0, PublicKey = _masked?.PublicKey.ToArray() ?? [] };
    }

    /// <inheritdoc />
    public async Task<AnswerMessage> AskAsync(AskMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_session is not { } session || _roundId != message.RoundId)
        {
            return new AnswerMessage { NeedsHistory = true };
        }

        return await AtWorkAsync(() => AnswerAsync(session, message));
    }

    /// <inheritdoc />
    public async Task<RecalledMessage> RecallAsync(RecallMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return await AtWorkAsync(() => RecallOfAsync(message));
    }

    /// <inheritdoc />
    public Task<bool> PulseAsync() => Task.FromResult(_atWork > 0);

    private async Task<RecalledMessage> RecallOfAsync(RecallMessage message)
    {
        if (_session is null || _roundId != message.RoundId)
        {
            var faults = await BeginAsync(message.RoundId, message.Scenarios, message.Masked);
            if (faults.Length > 0)
            {
                throw new InvalidOperationException(string.Join("; ", faults));
            }
        }

        var session = _session!;
        return await Task.Run(() => Recall(session, message));
    }

    private async Task<T> AtWorkAsync<T>(Func<Task<T>> work)
    {
        _atWork++;
        try
        {
            return await work();
        }
        finally
        {
            _atWork--;
        }
    }

    /// <inheritdoc />
    public async Task<MemberReportMessage> FinishAsync(string roundId, int bestSequence)
    {
        if (_session is not { } session || _roundId != roundId || session.Finish(bestSequence) is not { } finished)
        {
            return new MemberReportMessage { NeedsHistory = true };
        }

        await KeepAsync(roundId, finished.Schedule);
        return MemberReportMessage.Of(finished.Report);
    }

    /// <inheritdoc />
    public async Task<ScheduleMessage?> ScheduleAsync(string? roundId)
    {
        if (!ShowsSchedules)
        {
            return null;
        }

        var record = await RecordAsync();
        if (roundId is not null)
        {
            return record.Pending?.RoundId == roundId ? record.Pending : record.Committed?.RoundId == roundId ? record.Committed : null;
        }

        return (await ResolvedAsync(record)).Committed;
    }

    /// <summary>Keeps a schedule beside the one in force.</summary>
    private async Task KeepAsync(string roundId, Schedule schedule)
    {
        var record = await RecordAsync();
        if (record.Pending is { } earlier && earlier.RoundId != roundId)
        {
            record = await ResolvedAsync(record);
        }

        var document = ScheduleDocument.WriteCommitted(new CommittedSchedule(roundId, schedule));
        record = record with { Pending = new ScheduleMessage { RoundId = roundId, Document = document } };
        await Stored.CallAsync(() => _services.Schedules.SaveAsync(this.GetPrimaryKeyString(), record.ToBytes()));
        _schedules = record;
    }

    private async Task<string[]> BeginAsync(string roundId, ScenariosMessage message, bool masked)
    {
        if (Member is not { } member)
        {
            return [$"{this.GetPrimaryKeyString()}: expected a specification, was none"];
        }

        var prices = _services.Prices.Of(roundId, message);
        var opened = AgentSession.Open(member, prices.Scenarios, prices.Matrix);
        if (!opened.TryGet(out var session))
        {
            // Which limit it is stays with the owner.
            return [.. opened.Faults.Select(fault => fault.Field)];
        }

        (_session, _roundId) = (session, roundId);
        await MaskAsync(roundId, session, member, masked);
        return [];
    }

    private async Task<AnswerMessage> AnswerAsync(AgentSession session, AskMessage message)
    {
        if (_services.Delay is { } delay)
        {
            await delay.WaitAsync(this.GetPrimaryKeyString());
        }

        return await Task.Run(() => message.Mask is { } mask ? AnswerMasked(message, mask) : Answer(session, message));
    }

    private AnswerMessage Answer(AgentSession session, AskMessage message)
    {
        var steps = session.Steps;
        var request = message.ToRequest(steps);
        var start = _services.Clock.GetTimestamp();
        var answer = _services.Kernels.Use(kernel => session.Ask(request, message.LastAnswered, [.. message.Heard.Select(heard => heard.ToRequest(steps))], kernel));
        return answer is { } given
            ? AnswerMessage.Of(request.Task, given, request.Task.Moves() ? session.PlanNow() : null, _services.Clock.GetElapsedTime(start).TotalSeconds)
            : new AnswerMessage { NeedsHistory = true };
    }

    private RecalledMessage Recall(AgentSession session, RecallMessage message)
    {
        var history = message.Asks.Zip(message.Answered, (ask, answered) => new PastRequest(ask.ToRequest(session.Steps), answered)).ToArray();
        if (message.BestSequence is not null || !session.HasLived(history))
        {
            _services.Kernels.Use(kernel =>
            {
                Replay(session, history, message.BestSequence, kernel);
                return true;
            });
        }

        return new RecalledMessage
        {
            Settled = [.. session.Log.Select(entry => entry.Settled)],
            FixedSteps = [.. session.Log.Select(entry => entry.FixedSteps)],
            Last = session.LastAnswered > 0 && _masked is null ? AnswerMessage.Whole(session.Last, session.PlanNow()) : null,
        };
    }

    private void Replay(AgentSession session, PastRequest[] history, int? bestSequence, StorageKernel kernel)
    {
        if (_masked is { } masked)
        {
            masked.Replay(history, bestSequence, kernel);
        }
        else
        {
            session.Replay(history, bestSequence, kernel);
        }
    }

    private async Task<ScheduleRecord> RecordAsync() => _schedules ??= ScheduleRecord.Of(await Stored.CallAsync(() => _services.Schedules.LoadAsync(this.GetPrimaryKeyString())));

    /// <summary>The record once it is known what became of the pending round.</summary>
    private async Task<ScheduleRecord> ResolvedAsync(ScheduleRecord record)
    {
        if (record.Pending is not { } pending)
        {
            return record;
        }

        var isCommitted = await GrainFactory.GetGrain<IRoundGrain>(pending.RoundId).IsCommittedAsync();
        return isCommitted switch
        {
            true => new ScheduleRecord(pending, null),
            false => record with { Pending = null },
            null => record,
        };
    }
}
