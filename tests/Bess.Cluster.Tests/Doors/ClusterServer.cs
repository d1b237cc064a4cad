using System.Globalization;
using System.Text.Json.Nodes;
using Bess.Cluster.Tests.InProcess;
using Bess.Coordination.Desk;
using Bess.Dashboard;
using Bess.Grains;
using Bess.Grains.Storage;
using Bess.Hosts.Tests.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;

namespace Bess.Cluster.Tests.Doors;

/// <summary>A silo and the HTTP interface of its desk on loopback, with stores that can be looked into.</summary>
internal sealed class ClusterServer : IAsyncDisposable
{
    private readonly TestSilos _silos;
    private readonly SharedGrainStorage.Rows _rows;
    private readonly WatchedStore _store;

    private ClusterServer(TestSilos silos, SharedGrainStorage.Rows rows, WatchedStore store, TestServer http)
    {
        _silos = silos;
        _rows = rows;
        _store = store;
        Http = http;
    }

    public TestServer Http { get; }

    public IRoundDesk Desk => _silos.Desk;

    /// <summary>All that is kept: the state of every grain, bit for bit, and the number of writes to the store of rounds and schedules.</summary>
    public string Kept => string.Join('\n', _rows.Kept
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key.State} {row.Key.Grain} {row.Value.Version} {Convert.ToHexString(row.Value.Bytes)}"))
        .Order().Prepend($"{_store.Writes} writes"));

    /// <summary>Starts it; with a folder it keeps prices and runs backtests too.</summary>
    public static async Task<ClusterServer> StartAsync(BessFolders? folders = null)
    {
        var (rows, store) = (new SharedGrainStorage.Rows(), new WatchedStore());
        var silos = await TestSilos.StartAsync(1, silo =>
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                GrainServices.StorageName, (services, _) => new SharedGrainStorage(rows, services.GetRequiredService<Serializer>()));
            silo.Services.AddSingleton<IRoundStore>(store).AddSingleton<IScheduleStore>(store);
        });
        var http = await TestServer.StartAsync((_, configure) =>
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(silos.Desk).AddSingleton<IProsumerInvitations, Invitations>();
            folders?.AddTo(builder.Services);
            builder.Services.AddBessApi(options =>
            {
                configure(options);
                options.CallsAtOnce = 10_000;
            });
            var app = builder.Build();
            app.MapBessApi();
            return app;
        });
        return new ClusterServer(silos, rows, store, http);
    }

    public async ValueTask DisposeAsync()
    {
        await Http.DisposeAsync();
        await _silos.DisposeAsync();
    }

    private sealed class Invitations : IProsumerInvitations
    {
        public Task<JsonObject> InviteAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken) =>
            Task.FromResult(new JsonObject { ["token"] = $"for {entry.Agent}" });
    }
}
