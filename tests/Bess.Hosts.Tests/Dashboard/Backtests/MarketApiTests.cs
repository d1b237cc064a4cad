using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Backtests;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;
using static Bess.Hosts.Tests.Dashboard.Backtests.BacktestServer;

namespace Bess.Hosts.Tests.Dashboard.Backtests;

/// <summary>The zones that are offered, with what they lack; and the report of a round.</summary>
public sealed class MarketApiTests
{
    [Fact]
    public async Task Markets_OwnAndSamples_TellCoverage()
    {
        using var market = SmallMarket.Make(days: 10);
        market.Write("market/holes/day_ahead.csv", "timestamp_utc,day_ahead_eur_per_mwh\n2025-01-01T00:00:00Z,1\n2025-01-01T01:00:00Z,\n2025-01-01T02:00:00Z,3\n2025-01-01T05:00:00Z,4\n");
        market.Write("market/empty/notes.csv", "a,b\n1,2\n");
        await using var server = await StartAsync(market, withSamples: true);
        var markets = (await server.CallAsync("GET", "/api/v1/markets", "viewer")).Json;
        var zones = markets.GetProperty("zones").EnumerateArray().ToDictionary(zone => zone.GetProperty("name").GetString()!);
        Assert.Equal(JsonValueKind.Null, markets.GetProperty("note").ValueKind);
        var holes = zones["market/holes"].GetProperty("series")[0];
        Assert.Equal((3, 3), (holes.GetProperty("values").GetInt32(), holes.GetProperty("missing").GetInt32()));
        Assert.NotEqual("", zones["market/empty"].GetProperty("problem").GetString());
        Assert.Equal("GBP", zones["market/other"].GetProperty("currency").GetString());
        Assert.True(zones["market/other"].GetProperty("isSynthetic").GetBoolean());
        Assert.False(zones["market/test_zone"].GetProperty("isSample").GetBoolean());
        var sample = zones["british-multi-market/gb"];
        Assert.True(sample.GetProperty("isSample").GetBoolean() && sample.GetProperty("isSynthetic").GetBoolean());
        Assert.Equal("multi-market", sample.GetProperty("suggested").GetProperty("strategy").GetString());
        Assert.Equal("GB", sample.GetProperty("zone").GetString());
        Assert.True(zones["pv-week/de_lu"].GetProperty("suggested").TryGetProperty("site", out _));
        foreach (var zone in zones.Values.Where(zone => zone.GetProperty("suggested").ValueKind == JsonValueKind.Object))
        {
            var check = await server.CallAsync("POST", $"{Api}/check", "viewer", zone.GetProperty("suggested").GetRawText());
            Assert.True(check.Json.GetProperty("faults").GetArrayLength() == 0, check.Text);
        }
    }

    [Fact]
    public async Task Markets_WithoutAny_SaySo()
    {
        await using var server = await TestServer.StartAsync();
        var markets = (await server.CallAsync("GET", "/api/v1/markets", "viewer")).Json;
        Assert.Contains("--market-dir", markets.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Empty(markets.GetProperty("zones").EnumerateArray());
        (await server.CallAsync("POST", Api, "operator", """{ "zone": "gb" }""")).IsProblem(422, "invalid");
    }

    [Fact]
    public async Task RoundReport_OfARound_IsThePageWithoutScript()
    {
        await using var server = await DashboardServer.StartAsync();
        Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()))).Status);
        await DashboardServer.EndOfAsync(server, "good");
        var page = await server.CallAsync("GET", "/api/v1/rounds/good/report", "viewer");
        Assert.Equal(200, page.Status);
        Assert.Contains("<h1>Round good", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        (await server.CallAsync("GET", "/api/v1/rounds/none/report", "viewer")).IsProblem(404, "not-found");
    }
}
