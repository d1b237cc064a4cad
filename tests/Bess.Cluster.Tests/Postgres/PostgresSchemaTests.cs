using Npgsql;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests.Postgres;

/// <summary>The operations of the schema, called as the providers call them: by the text in OrleansQuery with named parameters.</summary>
public sealed class PostgresSchemaTests(PostgresFixture fixture, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Apply_AgainAndAtOnce_KeepsData()
    {
        if (NoServer())
            return;
        var version = await WriteAsync("again", seen: null, [1]);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresSchema.ApplyAsync(fixture.Server!.ConnectionString)));

        Assert.Equal((version, "01"), await ReadAsync("again"));
    }

    [Fact]
    public async Task Write_NoVersionOverExistingRow_IsRefusedAndKeepsTheRow()
    {
        if (NoServer())
            return;
        var version = await WriteAsync("fence", seen: null, [1]);

        Assert.NotNull(version);
        Assert.Null(await WriteAsync("fence", seen: null, [2]));
        Assert.Equal((version, "01"), await ReadAsync("fence"));
    }

    [Fact]
    public async Task Write_StaleVersion_IsRefused()
    {
        if (NoServer())
            return;
        var first = await WriteAsync("stale", seen: null, [1]);
        var second = await WriteAsync("stale", first, [2]);

        Assert.Equal(first + 1, second);
        Assert.Null(await WriteAsync("stale", first, [3]));
        Assert.Equal((second, "02"), await ReadAsync("stale"));
    }

    [Fact]
    public async Task Write_FiftyRivalsWithoutVersion_OneWins()
    {
        if (NoServer())
            return;
        var versions = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => WriteAsync("rivals", seen: null, [(byte)i])));

        Assert.Single(versions, v => v is not null);
    }

    [Fact]
    public async Task Write_FiftyRivalsWithTheSameVersion_OneWins()
    {
        if (NoServer())
            return;
        var seen = await WriteAsync("rivals-2", seen: null, [0]);
        var versions = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => WriteAsync("rivals-2", seen, [(byte)i])));

        Assert.Equal(seen + 1, Assert.Single(versions, v => v is not null));
    }

    [Fact]
    public async Task Clear_KeepsTheRowAndItsVersion()
    {
        if (NoServer())
            return;
        var version = await WriteAsync("clear", seen: null, [1]);
        var cleared = await ScalarAsync<int>("ClearStorageKey", [.. Key("clear"), new("GrainStateVersion", version)]);

        Assert.Equal(version + 1, cleared);
        Assert.Equal((cleared, null), await ReadAsync("clear"));
        Assert.Null(await WriteAsync("clear", seen: null, [2]));
        Assert.Equal(cleared + 1, await WriteAsync("clear", cleared, [2]));
    }

    [Fact]
    public async Task Delete_RowMadeAnew_RefusesTheOldWriter()
    {
        if (NoServer())
            return;
        var old = await WriteAsync("anew", seen: null, [1]);
        Assert.Equal(old + 1, await ScalarAsync<int>("DeleteStorageKey", [.. Key("anew"), new("GrainStateVersion", old)]));
        Assert.Null(await WriteAsync("anew", old, [2]));
        await WriteAsync("anew", seen: null, [3]);

        Assert.Null(await WriteAsync("anew", old, [4]));
    }

    [Fact]
    public async Task Membership_ChangeWithOldVersion_IsRefused()
    {
        if (NoServer())
            return;
        var cluster = new NpgsqlParameter("DeploymentId", "c-1");
        Assert.True(await ScalarAsync<bool>("InsertMembershipVersionKey", [cluster.Clone()]));
        Assert.False(await ScalarAsync<bool>("InsertMembershipVersionKey", [cluster.Clone()]));

        Assert.True(await ScalarAsync<bool>("InsertMembershipKey", Silo("c-1", port: 1, version: 0)));
        Assert.False(await ScalarAsync<bool>("InsertMembershipKey", Silo("c-1", port: 2, version: 0)));
        Assert.False(await ScalarAsync<bool>("InsertMembershipKey", Silo("c-1", port: 1, version: 1))); // known: the version is given back
        Assert.True(await ScalarAsync<bool>("InsertMembershipKey", Silo("c-1", port: 2, version: 1)));
        Assert.True(await ScalarAsync<bool>("UpdateMembershipKey", Silo("c-1", port: 2, version: 2, status: 6)));
        Assert.False(await ScalarAsync<bool>("UpdateMembershipKey", Silo("c-1", port: 2, version: 2, status: 3)));
        Assert.False(await ScalarAsync<bool>("UpdateMembershipKey", Silo("c-1", port: 3, version: 3, status: 3)));
        Assert.Equal(3, await ScalarAsync<int>("MembershipReadAllKey", [cluster.Clone()])); // first column: the version
    }

    [Fact]
    public async Task Prosumer_OtherThanMembership_IsDenied()
    {
        if (NoServer())
            return;
        await RunAsync("INSERT INTO orleans_membership_version (cluster_id) VALUES ('c-p'); CREATE ROLE anna LOGIN PASSWORD 'secret' IN ROLE bess_prosumer");
        await using var anna = NpgsqlDataSource.Create(fixture.Server!.ConnectionStringFor("anna", "secret"));

        Assert.True(await ScalarAsync<bool>("InsertMembershipKey", Silo("c-p", port: 1, version: 0), anna));
        Assert.True(await ScalarAsync<bool>("UpdateMembershipKey", Silo("c-p", port: 1, version: 1, status: 6), anna));
        Assert.Equal(1, await ScalarAsync<long>("CleanupDefunctSiloEntriesKey", [new("DeploymentId", "c-p"), new("IAmAliveTime", Now.AddDays(1))], anna));
        string[] forbidden =
        [
            "SELECT * FROM orleans_grain_state", "SELECT * FROM orleans_reminder", "SELECT * FROM orleans_reminder_read",
            "SELECT orleans_write_state(0, 0, 0, 0, '', '', '', NULL, NULL)", "SELECT orleans_found_cluster('mine')",
            "DELETE FROM orleans_membership", "UPDATE OrleansQuery SET QueryText = ''", "UPDATE orleans_membership SET address = ''",
            "CREATE TABLE mine ()",
        ];
        foreach (var sql in forbidden)
        {
            var e = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sql, anna));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, e.SqlState);
        }
    }

    [Fact]
    public async Task Prosumer_TableOfTheSameNameAmongItsTemporaries_IsNotTouchedWithTheOwnersRights()
    {
        if (NoServer())
            return;
        await RunAsync("CREATE ROLE mallory LOGIN PASSWORD 'secret' IN ROLE bess_prosumer");
        await using var connection = new NpgsqlConnection(fixture.Server!.ConnectionStringFor("mallory", "secret"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "CREATE TEMPORARY TABLE orleans_membership AS SELECT 'c' AS cluster_id, 6 AS status, now() AS last_sign_of_life, now() AS started_at; " +
            "GRANT ALL ON orleans_membership TO PUBLIC; SELECT orleans_forget_dead_silos('c', now() + interval '1 day')", connection);

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Server_StoppedAndCrashed_KeepsCommittedRows()
    {
        if (!PostgresServer.IsAvailable)
        {
            output.WriteLine(PostgresServer.WhyNot);
            return;
        }

        await using var server = await PostgresServer.StartNewAsync();
        var pid = server.ProcessId;
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await RunAsync("CREATE TABLE t (x integer); INSERT INTO t VALUES (1)", source);
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync("SELECT 1", source));
        await server.StartAsync();
        await RunAsync("INSERT INTO t VALUES (2)", source);
        await server.CrashAsync();
        await server.StartAsync();

        source.Clear();
        await using var command = source.CreateCommand("SELECT count(*) FROM t");
        Assert.Equal(2L, await command.ExecuteScalarAsync());
        Assert.NotEqual(pid, server.ProcessId);
    }

    private static DateTime Now { get; } = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    private bool NoServer()
    {
        if (fixture.Server is null)
            output.WriteLine(PostgresServer.WhyNot);
        return fixture.Server is null;
    }

    private static NpgsqlParameter[] Key(string key) =>
    [
        new("GrainIdHash", 7), new("GrainTypeHash", -7), new("GrainIdN0", (object)0L), new("GrainIdN1", (object)0L),
        new("GrainTypeString", "round"), new("GrainIdExtensionString", key), new("ServiceId", "bess"),
    ];

    private static NpgsqlParameter[] Silo(string cluster, int port, int version, int status = 3) =>
    [
        new("DeploymentId", cluster), new("Address", "127.0.0.1"), new("Port", port), new("Generation", 1), new("Version", version),
        new("SiloName", "s"), new("HostName", "h"), new("ProxyPort", 30000), new("Status", status), new("SuspectTimes", ""),
        new("StartTime", Now), new("IAmAliveTime", Now),
    ];

    private async Task<int?> WriteAsync(string key, int? seen, byte[] payload)
    {
        var version = new NpgsqlParameter("GrainStateVersion", System.Data.DbType.Int32) { Value = seen ?? (object)DBNull.Value };
        return await ScalarAsync<int?>("WriteToStorageKey", [.. Key(key), version, new("PayloadBinary", payload)]);
    }

    private async Task<(int? Version, string? Payload)> ReadAsync(string key)
    {
        var query = await QueryAsync("ReadFromStorageKey");
        await using var connection = await fixture.Server!.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        command.Parameters.AddRange(Key(key));
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return ((int)reader["Version"], reader["PayloadBinary"] is byte[] payload ? Convert.ToHexString(payload) : null);
    }

    private async Task<T?> ScalarAsync<T>(string queryKey, NpgsqlParameter[] parameters, NpgsqlDataSource? source = null)
    {
        var query = await QueryAsync(queryKey); // before the connection is taken: the pool is smaller than the number of rivals
        await using var connection = source is null ? await fixture.Server!.OpenAsync() : await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(query, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    private async Task<string> QueryAsync(string queryKey)
    {
        await using var connection = await fixture.Server!.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = @key", connection);
        command.Parameters.AddWithValue("key", queryKey);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task RunAsync(string sql, NpgsqlDataSource? source = null)
    {
        await using var connection = source is null ? await fixture.Server!.OpenAsync() : await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
