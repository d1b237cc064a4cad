using System.Text;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Dashboard;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bess.Hosts.Tests.Dashboard.Backtests;

/// <summary>The in-process server with a small made-up market and the samples.</summary>
internal static class BacktestServer
{
    public const string Api = "/api/v1/backtests";

    private static readonly string Samples = RepositoryFolder.Of("samples");

    /// <summary>Starts it on data of its own.</summary>
    public static Task<TestServer> StartAsync(TempFolder market, bool withSamples = false) => TestServer.StartAsync((folder, keys) =>
        Create(folder.Path, market["market"], withSamples ? Samples : null, keys));

    /// <summary>The host of a folder, which may have been another's before.</summary>
    public static WebApplication Create(string folder, string? market, string? samples, Action<BessApiOptions> keys) =>
        DashboardHost.Create(new DashboardSettings("http://127.0.0.1:0", folder, Open: false, Threads: 2) { MarketFolder = market, SamplesFolder = samples }, options =>
        {
            keys(options);
            (options.CallsAtOnce, options.CallsPerSecond) = (1_000_000, 1_000_000);
        });

    /// <summary>The desk behind it.</summary>
    public static BacktestDesk DeskOf(TestServer server) => server.Services.GetRequiredService<BacktestDesk>();

    /// <summary>An order on the small market that needs no trained forecast.</summary>
    public static string Order(string from = "2025-01-20", string to = "2025-01-24", string more = "") =>
        $$"""{ "zone": "test_zone", "strategy": "yesterday", "clock": "central-european", "from": "{{from}}", "to": "{{to}}"{{more}} }""";

    /// <summary>Starts a backtest.</summary>
    public static async Task<string> BeginAsync(TestServer server, string order)
    {
        var answer = await server.CallAsync("POST", Api, "operator", order);
        Assert.True(answer.Status == 202, answer.Text);
        var id = answer.Json.GetProperty("id").GetString()!;
        Assert.Equal($"{Api}/{id}", answer.Location!.ToString());
        return id;
    }

    /// <summary>Follows a backtest to its end and gives its last state.</summary>
    public static async Task<JsonElement[]> EventsAsync(TestServer server, string id, int from = 0)
    {
        var answer = await server.CallAsync("GET", $"{Api}/{id}/events?from={from}", "viewer");
        Assert.True(answer.Status == 200, answer.Text);
        return [.. Encoding.UTF8.GetString(answer.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Runs a backtest to its end, which must be <c>done</c>.</summary>
    public static async Task<string> DoneAsync(TestServer server, string order)
    {
        var id = await BeginAsync(server, order);
        var last = (await EventsAsync(server, id))[^1];
        Assert.True(last.GetProperty("state").GetString() == "done", last.GetRawText());
        return id;
    }
}
