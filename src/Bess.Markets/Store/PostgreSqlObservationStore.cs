using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store.Database;
using Npgsql;
using NpgsqlTypes;

namespace Bess.Markets.Store;

/// <summary>A store in a PostgreSQL data base, for series that several machines share.</summary>
/// <remarks>
/// Appends of one series take turns, in whatever process they run; each is one transaction and on disk when it returns, as far as the
/// server's own settings keep that promise. Errors of the server or the way to it are <see cref="NpgsqlException"/>. Safe for use by
/// many threads.
/// </remarks>
public sealed class PostgreSqlObservationStore : IObservationStore, IAsyncDisposable
{
    // First key of the advisory locks; the second is the series.
    private const int LockSpace = 0x62657373;

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _clock;

    /// <summary>Makes a store; nothing is opened yet.</summary>
    /// <param name="connectionString">Connection string of Npgsql.</param>
    /// <param name="clock">Clock by which contradicting values were learnt; default: the system's.</param>
    /// <exception cref="ArgumentException">When it is no connection string.</exception>
    public PostgreSqlObservationStore(string connectionString, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        _database = NpgsqlDataSource.Create(connectionString);
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Makes the tables if they are not there; may be called at any time, by many at once.</summary>
    /// <param name="cancellationToken">Gives up; nothing is half-made.</param>
    /// <returns>When the tables are there.</returns>
    public async Task ApplySchemaAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(await ObservationSchema.ReadAsync(cancellationToken).ConfigureAwait(false));
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<AppendOutcome> AppendAsync(ObservedSeries series, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
            return new AppendOutcome(0, 0, 0);
        await using var connection = await _database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var id = await SeriesOfAsync(connection, series.Id, cancellationToken).ConfigureAwait(false);
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1, $2)", connection) { Parameters = { Of(LockSpace), Of(id) } })
            await turn.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        var kept = await KeptAsync(connection, id, series.Observations[0].Start, series.Observations[^1].Start, cancellationToken).ConfigureAwait(false);
        var (news, outcome) = RevisionMerge.Of(kept, series.Observations, _clock.GetUtcNow());
        if (news.Count > 0)
        {
            var origin = await OriginOfAsync(connection, series.Provenance, cancellationToken).ConfigureAwait(false);
            await CopyAsync(connection, id, origin, news, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<ObservedSeries> ReadAsync(SeriesId id, DeliveryInterval span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        await using var command = _database.CreateCommand(
            """
            SELECT o.start_ticks, o.step_ticks, o.value, o.known_ticks, g.source, g.detail, g.synthetic
            FROM bess_observation o JOIN bess_series s USING (series_id) JOIN bess_origin g USING (origin_id)
            WHERE s.zone = $1 AND s.name = $2 AND o.start_ticks >= $3 AND o.start_ticks < $4
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { Of(id.Zone), Of(id.Name), Of(span.Start.UtcTicks), Of(span.End.UtcTicks) });
        var observations = new List<Observation>();
        var origins = new HashSet<Provenance>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            observations.Add(Row(reader));
            origins.Add(new Provenance(reader.GetString(4), reader.GetString(5) is { Length: > 0 } detail ? detail : null, reader.GetBoolean(6)));
        }

        return new ObservedSeries(id, observations, ProvenanceMerge.Of(origins));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeriesId>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(
            "SELECT zone, name FROM bess_series s WHERE EXISTS (SELECT FROM bess_observation o WHERE o.series_id = s.series_id) ORDER BY zone, name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var series = new List<SeriesId>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            series.Add(new SeriesId(reader.GetString(0), reader.GetString(1)));
        return series;
    }

    /// <summary>Closes the connections.</summary>
    /// <returns>When they are closed.</returns>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<int> SeriesOfAsync(NpgsqlConnection connection, SeriesId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH made AS (INSERT INTO bess_series (zone, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING series_id)
            SELECT series_id FROM made UNION ALL SELECT series_id FROM bess_series WHERE zone = $1 AND name = $2
            """,
            connection)
        { Parameters = { Of(id.Zone), Of(id.Name) } };
        return await NumberAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> OriginOfAsync(NpgsqlConnection connection, Provenance origin, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH made AS (INSERT INTO bess_origin (source, detail, synthetic) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING origin_id)
            SELECT origin_id FROM made UNION ALL SELECT origin_id FROM bess_origin WHERE source = $1 AND detail = $2 AND synthetic = $3
            """,
            connection)
        { Parameters = { Of(origin.Source), Of(origin.Detail ?? ""), Of(origin.Synthetic) } };
        return await NumberAsync(command, cancellationToken).ConfigureAwait(false);
    }

    // Somebody else may make the same row between the two looks of the statement; the next statement sees it.
    private static async Task<int> NumberAsync(NpgsqlCommand command, CancellationToken cancellationToken) =>
        await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int number
            ? number
            : (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;

    private static async Task<List<Observation>> KeptAsync(
        NpgsqlConnection connection, int series, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT start_ticks, step_ticks, value, known_ticks FROM bess_observation WHERE series_id = $1 AND start_ticks BETWEEN $2 AND $3", connection)
        {
            Parameters = { Of(series), Of(first.UtcTicks), Of(last.UtcTicks) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var kept = new List<Observation>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            kept.Add(Row(reader));
        return kept;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, int series, int origin, IReadOnlyList<Observation> news, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "COPY bess_observation (series_id, start_ticks, step_ticks, known_ticks, value, origin_id) FROM STDIN (FORMAT binary)", cancellationToken)
            .ConfigureAwait(false);
        foreach (var one in news)
        {
            await writer.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(series, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(one.Start.UtcTicks, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(one.Step.Ticks, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(one.KnownAt.UtcTicks, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(one.Value, NpgsqlDbType.Double, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(origin, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
        }

        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Observation Row(NpgsqlDataReader reader) => new(
        new DateTimeOffset(reader.GetInt64(0), TimeSpan.Zero), TimeSpan.FromTicks(reader.GetInt64(1)), reader.GetDouble(2),
        new DateTimeOffset(reader.GetInt64(3), TimeSpan.Zero));

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
