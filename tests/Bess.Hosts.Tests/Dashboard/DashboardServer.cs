using Bess.Dashboard;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>The in-process server with the samples' orders on its shelf.</summary>
internal static class DashboardServer
{
    public static readonly string Orders = RepositoryFolder.Of("src", "Bess.Dashboard", "samples");

    /// <summary>Starts it; calls are limited as little as may be, tests make many.</summary>
    public static Task<TestServer> StartAsync(bool open = false, Action<BessApiOptions>? configure = null, bool withSamples = false) => TestServer.StartAsync((folder, keys) =>
        DashboardHost.Create(new DashboardSettings("http://127.0.0.1:0", folder.Path, open, Threads: 2, Orders) { SamplesFolder = withSamples ? RepositoryFolder.Of("samples") : null }, options =>
        {
            keys(options);
            (options.CallsAtOnce, options.CallsPerSecond) = (1_000_000, 1_000_000);
            configure?.Invoke(options);
        }));

    /// <summary>Waits for the end of a round.</summary>
    public static async Task EndOfAsync(TestServer server, string id)
    {
        using var desk = server.Desk();
        await foreach (var happened in desk.FollowAsync(id))
            _ = happened;
    }
}
