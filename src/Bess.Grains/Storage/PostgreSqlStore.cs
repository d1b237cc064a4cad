using System.Threading.Channels;
using Npgsql;

namespace Bess.Grains.Storage;

/// <summary>Keeps rounds and schedules in PostgreSQL (tables of silo-config/postgresql). Schedules of many batteries that end together are written together.</summary>
public sealed class PostgreSqlStore : IRoundStore, IScheduleStore, IAsyncDisposable
{
    private const int LargestBatch = 500;

    private readonly NpgsqlDataSource _database;
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;

    /// <summary>Creates the store.</summary>
    /// <param name="database">The database; not disposed with the store.</param>
    public PostgreSqlStore(NpgsqlDataSource database)
    {
        _database = database;
        _writer = Task.Run(WriteBatchesAsync);
    }

    /// <inheritdoc />
    public async Task<(byte[] Head, int Version)?> HeadAsync(string roundId)
    {
        await using var command = _database.CreateCommand("SELECT head, version FROM bess_round WHERE round_id = $1");
        command.Parameters.AddWithValue(roundId);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        return await reader.ReadAsync().ConfigureAwait(false) ? (reader.GetFieldValue<byte[]>(0), reader.GetInt32(1)) : null;
    }

    /// <inheritdoc />
    public async Task<int> VersionAsync(string roundId)
    {
        await using var command = _database.CreateCommand("SELECT version FROM bess_round WHERE round_id = $1");
        command.Parameters.AddWithValue(roundId);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) as int? ?? 0;
    }

    /// <inheritdoc />
    public async Task SaveHeadAsync(string roundId, byte[] head, int version)
    {
        await using var command = _database.CreateCommand(version == 1
            ? "INSERT INTO bess_round (round_id, head, version) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
            : "UPDATE bess_round SET head = $2, version = $3, changed_at = now() WHERE round_id = $1 AND version = $3 - 1");
        command.Parameters.AddWithValue(roundId);
        command.Parameters.AddWithValue(head);
        command.Parameters.AddWithValue(version);
        if (await command.ExecuteNonQueryAsync().ConfigureAwait(false) != 1)
        {
            throw new RoundTakenException($"version {version} of round {roundId} is taken");
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]>> JournalAsync(string roundId)
    {
        await using var command = _database.CreateCommand("SELECT entry FROM bess_journal WHERE round_id = $1 ORDER BY number");
        command.Parameters.AddWithValue(roundId);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var entries = new List<byte[]>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            entries.Add(reader.GetFieldValue<byte[]>(0));
        }

        return entries;
    }

    /// <inheritdoc />
    public async Task AppendAsync(string roundId, int number, byte[] entry)
    {
        await using var command = _database.CreateCommand("INSERT INTO bess_journal (round_id, number, entry) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        command.Parameters.AddWithValue(roundId);
        command.Parameters.AddWithValue(number);
        command.Parameters.AddWithValue(entry);
        if (await command.ExecuteNonQueryAsync().ConfigureAwait(false) != 1)
        {
            throw new RoundTakenException($"entry {number} of round {roundId} is taken");
        }
    }

    /// <inheritdoc />
    public async Task ClearJournalAsync(string roundId)
    {
        await using var command = _database.CreateCommand("DELETE FROM bess_journal WHERE round_id = $1");
        command.Parameters.AddWithValue(roundId);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<byte[]?> LoadAsync(string battery)
    {
        await using var command = _database.CreateCommand("SELECT schedules FROM bess_schedule WHERE battery = $1");
        command.Parameters.AddWithValue(battery);
        return (byte[]?)await command.ExecuteScalarAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task SaveAsync(string battery, byte[] schedules)
    {
        var pending = new Pending(battery, schedules, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _pending.Writer.WriteAsync(pending).ConfigureAwait(false);
        await pending.Done.Task.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
    }

    private async Task WriteBatchesAsync()
    {
        while (await _pending.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = new Dictionary<string, Pending>(StringComparer.Ordinal);
            while (batch.Count < LargestBatch && _pending.Reader.TryPeek(out var next) && !batch.ContainsKey(next.Battery) && _pending.Reader.TryRead(out next))
            {
                batch.Add(next.Battery, next);
            }

            try
            {
                await WriteAsync([.. batch.Values]).ConfigureAwait(false);
                foreach (var pending in batch.Values)
                {
                    pending.Done.SetResult();
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
            {
                // Who saves is told, and saves again.
                foreach (var pending in batch.Values)
                {
                    pending.Done.SetException(exception);
                }
            }
        }
    }

    private async Task WriteAsync(Pending[] batch)
    {
        await using var command = _database.CreateCommand(
            "INSERT INTO bess_schedule (battery, schedules) SELECT * FROM unnest($1::text[], $2::bytea[]) "
            + "ON CONFLICT (battery) DO UPDATE SET schedules = excluded.schedules, changed_at = now()");
        command.Parameters.AddWithValue(batch.Select(pending => pending.Battery).ToArray());
        command.Parameters.AddWithValue(batch.Select(pending => pending.Schedules).ToArray());
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private sealed record Pending(string Battery, byte[] Schedules, TaskCompletionSource Done);
}
