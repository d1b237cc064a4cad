using Bess.Coordination.Rounds.Journal;
using Bess.Grains.Storage;
using Bess.Grains.Wire;

namespace Bess.Grains.Rounds;

/// <summary>The journal of a round in a store. While the store is away the round waits.</summary>
internal sealed class StoredJournal : IRoundJournal
{
    private readonly string _roundId;
    private readonly RoundServices _services;
    private readonly GrainTransport _transport;
    private readonly CancellationToken _abandoned;
    private int _next;

    private StoredJournal(string roundId, RoundServices services, GrainTransport transport, IReadOnlyList<JournalEntry> recorded, CancellationToken abandoned)
    {
        _roundId = roundId;
        _services = services;
        _transport = transport;
        _abandoned = abandoned;
        Recorded = recorded;
        _next = recorded.Count;
    }

    /// <inheritdoc />
    public IReadOnlyList<JournalEntry> Recorded { get; }

    /// <summary>Seconds of waiting for the store.</summary>
    public double Seconds { get; private set; }

    /// <summary>Reads what an earlier owner left.</summary>
    public static async Task<StoredJournal> OpenAsync(string roundId, RoundServices services, GrainTransport transport, CancellationToken abandoned)
    {
        var stored = await Retry.UntilDoneAsync(() => services.Store.JournalAsync(roundId), services.Clock, abandoned).ConfigureAwait(false);
        var messages = stored.Select(bytes => services.Entries.Deserialize(bytes)!).ToArray();
        foreach (var message in messages.Where(message => message.Sum is not null))
        {
            transport.ExpectChanges(message.Number, message.Changes, message.ChangesSeen);
        }

        var plan = transport.Setup.Plan;
        return new StoredJournal(roundId, services, transport, [.. messages.Select(message => message.ToEntry(plan.Set.Steps, plan.Classes))], abandoned);
    }

    /// <inheritdoc />
    public async Task AppendAsync(JournalEntry entry)
    {
        var start = _services.Clock.GetTimestamp();
        var (sum, changes) = entry is AnswersGathered ? (_transport.LastSum, _transport.LastChanges) : (null, []);
        var bytes = _services.Entries.SerializeToArray(JournalMessage.Of(entry, sum, changes) with { ChangesSeen = _transport.ChangesSeen });
        await Retry.UntilDoneAsync(() => AppendOnceAsync(_next, bytes), _services.Clock, _abandoned).ConfigureAwait(false);
        _next++;
        var seconds = _services.Clock.GetElapsedTime(start).TotalSeconds;
        Seconds += seconds;
        _services.Cluster.Written(seconds);
    }

    /// <summary>Where it is not known whether an attempt came through, the entry may be there already: then it is this one.</summary>
    private async Task AppendOnceAsync(int number, byte[] bytes)
    {
        try
        {
            await _services.Store.AppendAsync(_roundId, number, bytes).ConfigureAwait(false);
        }
        catch (RoundTakenException)
        {
            var there = await _services.Store.JournalAsync(_roundId).ConfigureAwait(false);
            if (number >= there.Count || !there[number].AsSpan().SequenceEqual(bytes))
            {
                throw;
            }
        }
    }
}
