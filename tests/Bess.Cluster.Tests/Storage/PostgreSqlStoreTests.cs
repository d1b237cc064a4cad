using Bess.Cluster.Tests.Postgres;
using Bess.Grains.Storage;
using Npgsql;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests.Storage;

/// <summary>The contract of stores on a PostgreSQL of the test's own.</summary>
public sealed class PostgreSqlStoreTests(ITestOutputHelper output)
{
    private sealed class Contract(PostgreSqlStore store) : StoreContract
    {
        protected override IRoundStore Rounds => store;

        protected override IScheduleStore Schedules => store;
    }

    [Fact]
    public async Task Contract_OnPostgreSql_Holds()
    {
        if (!PostgresServer.IsAvailable)
        {
            output.WriteLine($"NOT CHECKED: {PostgresServer.WhyNot}");
            return;
        }

        await using var server = await PostgresServer.StartNewAsync();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var checks = new Func<StoreContract, Task>[]
        {
            contract => contract.Head_SavedInOrder_ReadBack(),
            contract => contract.Head_VersionThatIsTaken_SecondWriterRefused(),
            contract => contract.Journal_AppendedInOrder_ReadBackAndCleared(),
            contract => contract.Journal_TwoOwnersRace_EachNumberOnce(),
            contract => contract.Schedules_ManyAtOnce_EachReadBack(),
        };
        foreach (var check in checks)
        {
            await using (var empty = database.CreateCommand("TRUNCATE bess_round, bess_journal, bess_schedule"))
                await empty.ExecuteNonQueryAsync();
            await using var store = new PostgreSqlStore(database);
            await check(new Contract(store));
        }

        await using var away = new PostgreSqlStore(database);
        await server.StopAsync();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => away.AppendAsync("r", 0, [1]));
        Assert.True(Bess.Grains.Retry.IsStorage(error), $"{error}");
        var lost = await Assert.ThrowsAnyAsync<Exception>(() => away.SaveAsync("b", [1]));
        Assert.True(Bess.Grains.Retry.IsStorage(lost), $"{lost}");
        await server.StartAsync();
        await away.SaveAsync("b", [2]);
        Assert.Equal([2], await away.LoadAsync("b"));
    }
}
