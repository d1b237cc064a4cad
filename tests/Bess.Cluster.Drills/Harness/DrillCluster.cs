using System.Globalization;
using Bess.Cluster.Tests.Postgres;

namespace Bess.Cluster.Drills.Harness;

/// <summary>Silos of one drill in processes of their own, with a PostgreSQL server of its own.</summary>
internal sealed class DrillCluster : IAsyncDisposable
{
    private static readonly List<DrillCluster> Living = [];

    private readonly DirectoryInfo _folder;

    private DrillCluster(DirectoryInfo folder, PostgresServer? database, IReadOnlyList<SiloProcess> silos)
    {
        _folder = folder;
        Database = database;
        Silos = silos;
        Desk = NewDesk();
        lock (Living)
        {
            Living.Add(this);
        }
    }

    public PostgresServer? Database { get; }

    public IReadOnlyList<SiloProcess> Silos { get; }

    public AnyDesk Desk { get; }

    /// <summary>Starts a cluster and waits until all of it serves.</summary>
    /// <param name="silos">Number of silos; 1 without a database.</param>
    /// <param name="hasDatabase">Whether membership and state are in PostgreSQL, its commits safe on disk.</param>
    /// <param name="settings">Settings of all silos.</param>
    public static async Task<DrillCluster> StartAsync(int silos, bool hasDatabase = true, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("bess-drill-");
        var database = hasDatabase ? await PostgresServer.StartNewAsync() : null;
        var cluster = new DrillCluster(
            folder, database, [.. Enumerable.Range(0, silos).Select(i => new SiloProcess(i.ToString(CultureInfo.InvariantCulture), folder.FullName, database?.ConnectionString ?? "", settings))]);
        try
        {
            foreach (var silo in cluster.Silos)
            {
                silo.Start();
                await silo.ReadyAsync();
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another operator at the same silos.</summary>
    public AnyDesk NewDesk() => new(Silos.Select(silo => silo.Url));

    /// <summary>Ends all clusters of this process.</summary>
    public static async Task DisposeAllAsync()
    {
        DrillCluster[] living;
        lock (Living)
        {
            living = [.. Living];
        }

        foreach (var cluster in living)
        {
            await cluster.DisposeAsync();
        }
    }

    public Task ReadyAsync() => Task.WhenAll(Silos.Select(silo => silo.ReadyAsync()));

    public async ValueTask DisposeAsync()
    {
        lock (Living)
        {
            if (!Living.Remove(this))
            {
                return;
            }
        }

        Desk.Dispose();
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
