using System.Collections.Concurrent;

namespace Bess.Grains.Storage;

/// <summary>Keeps everything in this process: for development and tests. Nothing survives it.</summary>
public sealed class MemoryStore : IRoundStore, IScheduleStore
{
    private readonly ConcurrentDictionary<string, (byte[] Head, int Version)> _heads = new();
    private readonly ConcurrentDictionary<string, List<byte[]>> _journals = new();
    private readonly ConcurrentDictionary<string, byte[]> _schedules = new();

    /// <inheritdoc />
    public Task<(byte[] Head, int Version)?> HeadAsync(string roundId) =>
        Task.FromResult(_heads.TryGetValue(roundId, out var head) ? head : ((byte[], int)?)null);

    /// <inheritdoc />
    public Task<int> VersionAsync(string roundId) => Task.FromResult(_heads.TryGetValue(roundId, out var head) ? head.Version : 0);

    /// <inheritdoc />
    public Task SaveHeadAsync(string roundId, byte[] head, int version)
    {
        var next = (head, version);
        var kept = _heads.AddOrUpdate(roundId, _ => next, (_, old) => old.Version == version - 1 ? next : old);
        return ReferenceEquals(kept.Head, head) ? Task.CompletedTask : throw new RoundTakenException($"version {version} of round {roundId} is taken");
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<byte[]>> JournalAsync(string roundId)
    {
        var journal = _journals.GetOrAdd(roundId, _ => []);
        lock (journal)
        {
            return Task.FromResult<IReadOnlyList<byte[]>>([.. journal]);
        }
    }

    /// <inheritdoc />
    public Task AppendAsync(string roundId, int number, byte[] entry)
    {
        var journal = _journals.GetOrAdd(roundId, _ => []);
        lock (journal)
        {
            if (journal.Count != number)
            {
                throw new RoundTakenException($"entry {number} of round {roundId} is taken: there are {journal.Count}");
            }

            journal.Add(entry);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ClearJournalAsync(string roundId)
    {
        _journals.TryRemove(roundId, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<byte[]?> LoadAsync(string battery) => Task.FromResult(_schedules.TryGetValue(battery, out var record) ? record : null);

    /// <inheritdoc />
    public Task SaveAsync(string battery, byte[] schedules)
    {
        _schedules[battery] = schedules;
        return Task.CompletedTask;
    }
}
