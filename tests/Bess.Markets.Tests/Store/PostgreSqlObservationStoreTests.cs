using System.Reflection;
using Bess.Cluster.Tests.Postgres;
using Bess.Domain.Series;
using Bess.Markets.Store;
using Bess.TestKit;
using Npgsql;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Store;

/// <summary>The contract on a PostgreSQL server of the test's own.</summary>
public sealed class PostgreSqlObservationStoreTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed class Contract(IObservationStore store) : ObservationStoreContract
    {
        public static DateTimeOffset ClockTime => Now;

        protected override IObservationStore Store => store;
    }

    [Fact]
    public async Task Contract_OnPostgreSql_Holds()
    {
        if (NoServer())
            return;
        await using var server = await PostgresServer.StartNewAsync(durable: false, applySchema: false);
        await using var store = new PostgreSqlObservationStore(server.ConnectionString, new ManualTimeProvider(Contract.ClockTime));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => store.ApplySchemaAsync(default)));
        var checks = typeof(ObservationStoreContract).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null).ToArray();
        Assert.True(checks.Length >= 12, $"{checks.Length}");
        foreach (var check in checks)
        {
            await (Task)check.Invoke(new Contract(store), null)!;
            output.WriteLine($"holds: {check.Name}");
        }
    }

    [Fact]
    public async Task Append_ServerKilledWithoutGoodbye_WhatWasReportedIsThere()
    {
        if (NoServer())
            return;
        await using var server = await PostgresServer.StartNewAsync(applySchema: false);
        await using var store = new PostgreSqlObservationStore(server.ConnectionString);
        await store.ApplySchemaAsync(default);
        for (var n = 0; n < 3; n++)
            await store.AppendAsync(Batches.Of(n), default);
        await server.CrashAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => store.AppendAsync(Batches.Of(3), default));
        await server.StartAsync();
        await store.ApplySchemaAsync(default);
        Assert.Equal(3 * Batches.Rows, (await store.ReadAsync(Batches.Series, Batches.Span, default)).Count);
    }

    [Fact]
    public async Task Schema_WholeFolderAndTheView_FitTogether()
    {
        if (NoServer())
            return;
        await using var server = await PostgresServer.StartNewAsync(durable: false);
        await PostgresSchema.ApplyAsync(server.ConnectionString);
        await using var store = new PostgreSqlObservationStore(server.ConnectionString);
        await store.AppendAsync(
            new ObservedSeries(new SeriesId("SE3", "a_mw"), [new(Start, TimeSpan.FromMinutes(15), -1.5, Start.AddHours(-3))], new("x", null, true)), default);
        await using var connection = await server.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT delivery_start = '2025-01-01T00:00Z' AND step = '15 min' AND known_at = '2024-12-31T21:00Z' AND value = -1.5 AND synthetic FROM bess_observation_read",
            connection);
        Assert.Equal(true, await command.ExecuteScalarAsync());
        await using var coordinator = new NpgsqlCommand("SET ROLE bess_coordinator; DELETE FROM bess_observation", connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => coordinator.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private bool NoServer()
    {
        if (PostgresServer.IsAvailable)
            return false;
        output.WriteLine($"!!! {PostgresServer.WhyNot} !!!");
        return true;
    }
}
