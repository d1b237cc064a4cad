using Bess.Grains.Storage;

namespace Bess.Cluster.Tests.Doors;

/// <summary>A store that counts what is written to it.</summary>
internal sealed class WatchedStore : IRoundStore, IScheduleStore
{
    private readonly MemoryStore _inner = new();
    private int _writes;

    public int Writes => _writes;

    public Task<(byte[] Head, int Version)?> HeadAsync(string roundId) => _inner.HeadAsync(roundId);

    public Task<IReadOnlyList<byte[]>> JournalAsync(string roundId) => _inner.JournalAsync(roundId);

    public Task<byte[]?> LoadAsync(string battery) => _inner.LoadAsync(battery);

    public Task<int> VersionAsync(string roundId) => _inner.VersionAsync(roundId);

    public Task SaveHeadAsync(string roundId, byte[] head, int version) => Counted(() => _inner.SaveHeadAsync(roundId, head, version));

    public Task AppendAsync(string roundId, int number, byte[] entry) => Counted(() => _inner.AppendAsync(roundId, number, entry));

    public Task ClearJournalAsync(string roundId) => Counted(() => _inner.ClearJournalAsync(roundId));

    public Task SaveAsync(string battery, byte[] schedules) => Counted(() => _inner.SaveAsync(battery, schedules));

    private Task Counted(Func<Task> write)
    {
        Interlocked.Increment(ref _writes);
        return write();
    }
}
