using Bess.Coordination.Leaves;
using Bess.Coordination.Privacy;
using Bess.Coordination.Runtime;
using Bess.Domain;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>A battery's part in a round whose leaves learn sums only: what it answers is added to its own small sum, and masked.</summary>
/// <remarks>It stands in for itself where an iteration fails, since nobody else knows its last answer. Not thread-safe.</remarks>
public sealed class MaskedSession : IDisposable
{
    private readonly AgentSession _session;
    private readonly RoundKeys _keys;
    private AnswerSlot _slot;
    private PartialGathering? _last;
    private PairMasks? _masks;
    private string? _roster;

    /// <summary>Wraps a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="keys">The agent's keys of the round; disposed with this object.</param>
    public MaskedSession(AgentSession session, RoundKeys keys)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(keys);
        _session = session;
        _keys = keys;
        _slot = NewSlot();
    }

    /// <summary>What the agent publishes for the leaf's roster.</summary>
    public ReadOnlyMemory<byte> PublicKey => _keys.PublicKey;

    /// <summary>Agrees with the other agents of the leaf, if that was not done for this roster.</summary>
    /// <param name="fingerprint">Of the roster, as text.</param>
    /// <param name="roster">Members and keys; asked for when it is needed.</param>
    /// <returns>Faults; empty when it is agreed.</returns>
    public IReadOnlyList<Fault> Agree(string fingerprint, MaskRoster roster)
    {
        if (_roster == fingerprint)
        {
            return [];
        }

        return PairMasks.Create(_keys, roster).Match<IReadOnlyList<Fault>>(
            masks =>
            {
                _masks?.Dispose();
                (_masks, _roster) = (masks, fingerprint);
                return [];
            },
            faults => faults);
    }

    /// <summary>True when the agent has agreed to this roster.</summary>
    /// <param name="fingerprint">Of the roster.</param>
    /// <returns>Whether.</returns>
    public bool HasAgreed(string fingerprint) => _roster == fingerprint;

    /// <summary>Answers a broadcast.</summary>
    /// <param name="request">The broadcast.</param>
    /// <param name="lastAnswered">See <see cref="AgentSession.Ask"/>.</param>
    /// <param name="classIndex">The agent's class.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="broadcast">Digest of the broadcast, the same for the whole leaf.</param>
    /// <param name="kernel">A kernel that nobody else uses during the call.</param>
    /// <returns>Masked words; empty where the agent must not answer; null when it needs the history.</returns>
    public byte[]? Ask(AgentRequest request, int lastAnswered, int classIndex, int classes, ReadOnlySpan<byte> broadcast, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isNew = _session.LastAnswered != request.Sequence;
        if (_session.Ask(request, lastAnswered, [], kernel) is not { } answer)
        {
            return null;
        }

        if (isNew || _last is null)
        {
            Take(request, answer);
        }

        return Mask(request.Sequence, GatheringVector.Of(request.Task, _last!, classIndex, classes), broadcast);
    }

    /// <summary>Goes through all broadcasts again.</summary>
    /// <param name="history">All broadcasts since the agent's first.</param>
    /// <param name="bestSequence">See <see cref="AgentSession.Replay"/>.</param>
    /// <param name="kernel">A kernel that nobody else uses during the call.</param>
    public void Replay(IReadOnlyList<PastRequest> history, int? bestSequence, StorageKernel kernel)
    {
        _slot = NewSlot();
        _last = null;
        _session.Replay(history, bestSequence, kernel, Take);
    }

    /// <summary>Forms and checks the schedule, and masks the report.</summary>
    /// <param name="sequence">Number of the report, one more than that of the last broadcast.</param>
    /// <param name="groupPlace">Place of its group.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>The schedule, and masked words.</returns>
    public (Domain.Schedules.Schedule Schedule, byte[] Words) Finish(int sequence, int groupPlace, int groups)
    {
        var (schedule, report) = _session.Finish(_session.BestSequence)!.Value;
        return (schedule, Mask(sequence, GatheringVector.Of(report, groupPlace, groups), []));
    }

    /// <summary>Reveals what a sum lacks because others dropped out.</summary>
    /// <param name="sequence">Number of the broadcast or report.</param>
    /// <param name="values">Length of its vectors.</param>
    /// <param name="broadcast">Its digest.</param>
    /// <param name="dropped">Places in the roster of who dropped out.</param>
    /// <returns>Keys; empty where the agent refuses.</returns>
    public IReadOnlyList<RevealedKey> Reveal(int sequence, int values, ReadOnlySpan<byte> broadcast, IReadOnlyCollection<int> dropped) =>
        _masks?.Reveal(new MaskScope(sequence, values, broadcast), dropped) is { Verdict: MaskVerdict.Granted } revelation ? revelation.Keys : [];

    /// <inheritdoc />
    public void Dispose()
    {
        _masks?.Dispose();
        _keys.Dispose();
    }

    private AnswerSlot NewSlot() => new(_session.Agent, 0, _session.PowerMw, _session.Steps);

    private void Take(AgentRequest request, AgentAnswer answer)
    {
        _last = new PartialGathering(_session.Steps, [[]]);
        _slot.Take(request, answer, _last);
    }

    private byte[] Mask(int sequence, double[] vector, ReadOnlySpan<byte> broadcast)
    {
        var scope = new MaskScope(sequence, vector.Length, broadcast);
        var words = new UInt128[scope.Words];
        return _masks is { } masks && masks.Mask(scope, vector, words) == MaskVerdict.Granted ? FixedPoint.ToBytes(words) : [];
    }
}
