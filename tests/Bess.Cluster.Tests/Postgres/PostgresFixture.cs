namespace Bess.Cluster.Tests.Postgres;

/// <summary>One server for the tests of a class; null where there are no binaries.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    internal PostgresServer? Server { get; private set; }

    public async Task InitializeAsync()
    {
        if (PostgresServer.IsAvailable)
            Server = await PostgresServer.StartNewAsync(durable: false);
    }

    public async Task DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
