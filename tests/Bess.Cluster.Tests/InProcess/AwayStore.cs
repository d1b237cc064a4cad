using Bess.Grains.Storage;
using Npgsql;

namespace Bess.Cluster.Tests.InProcess;

/// <summary>A store that can go away and come back, with the errors of a database that does.</summary>
internal sealed class AwayStore(MemoryStore inner) : IRoundStore, IScheduleStore
{
    private volatile bool _isAway;

    /// <summary>Calls that were refused.</summary>
    public int Refused { get; private set; }

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    public Task<(byte[] Head, int Version)?> HeadAsync(string roundId) => Checked(() => inner.HeadAsync(roundId));

    public Task<int> VersionAsync(string roundId) => Checked(() => inner.VersionAsync(roundId));

    public Task SaveHeadAsync(string roundId, byte[] head, int version) => Checked(() => inner.SaveHeadAsync(roundId, head, version));

    public Task<IReadOnlyList<byte[]>> JournalAsync(string roundId) => Checked(() => inner.JournalAsync(roundId));

    public Task AppendAsync(string roundId, int number, byte[] entry) => Checked(() => inner.AppendAsync(roundId, number, entry));

    public Task ClearJournalAsync(string roundId) => Checked(() => inner.ClearJournalAsync(roundId));

    public Task<byte[]?> LoadAsync(string battery) => Checked(() => inner.LoadAsync(battery));

    public Task SaveAsync(string battery, byte[] schedules) => Checked(() => inner.SaveAsync(battery, schedules));

    private T Checked<T>(Func<T> call)
    {
        if (_isAway)
        {
            Refused++;
            throw new NpgsqlException("the database is away");
        }

        return call();
    }
}
