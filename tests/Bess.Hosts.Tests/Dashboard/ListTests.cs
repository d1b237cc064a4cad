using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>Lists, ready orders, checks, and launches that are repeated.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Session_OfAKey_NamesItsRole()
    {
        await using var server = await DashboardServer.StartAsync();
        var session = (await server.CallAsync("GET", "/api/v1/session", "viewer")).Json;
        Assert.Equal("viewer", session.GetProperty("role").GetString());
        foreach (var what in new[] { "listsEverything", "batteryPlans", "prices", "backtests" })
            Assert.True(session.GetProperty(what).GetBoolean(), what);
        Assert.False(session.GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task Lists_AfterRounds_HoldThemInPartsNewestFirst()
    {
        await using var server = await DashboardServer.StartAsync();
        foreach (var (id, plant) in new[] { ("one", "a"), ("two", "b"), ("three", "a") })
        {
            Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good(id, plant)))).Status);
            await DashboardServer.EndOfAsync(server, id);
        }

        Assert.Equal("three two, then two", await IdsAsync(server, "/api/v1/rounds?limit=2"));
        Assert.Equal("one, then ", await IdsAsync(server, "/api/v1/rounds?limit=2&after=two"));
        Assert.Equal("three one, then ", await IdsAsync(server, "/api/v1/rounds?powerPlant=a"));
        Assert.Equal(", then ", await IdsAsync(server, "/api/v1/rounds?after=unknown"));
        var plants = (await server.CallAsync("GET", "/api/v1/powerplants", "viewer")).Json.GetProperty("powerPlants");
        Assert.Equal(["a three", "b two"], plants.EnumerateArray().Select(one => $"{one.GetProperty("name")} {one.GetProperty("latestRound").GetProperty("id")}"));
        var order = RoundOrderDocument.Read((await server.CallAsync("GET", "/api/v1/rounds/two/order", "viewer")).Body).Value;
        SameBits.Assert(BadOrders.Good("two", "b"), order, "Clock", "Threads");
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=-1")]
    [InlineData("limit=x")]
    [InlineData("limit=1&limit=2")]
    public async Task Lists_WithABadLimit_400(string query)
    {
        await using var server = await DashboardServer.StartAsync();
        foreach (var list in new[] { "rounds", "powerplants", "orders" })
            (await server.CallAsync("GET", $"/api/v1/{list}?{query}", "viewer")).IsProblem(400, "invalid");
    }

    [Fact]
    public async Task Lists_KnownTag_304UntilSomethingChanges()
    {
        await using var server = await DashboardServer.StartAsync();
        var first = await server.CallAsync("GET", "/api/v1/rounds", "viewer");
        Assert.Equal(304, await StatusWithTagAsync(server, first.Headers["ETag"]));
        await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()));
        Assert.Equal(200, await StatusWithTagAsync(server, first.Headers["ETag"]));
    }

    [Fact]
    public async Task Orders_OfTheSamples_CanBeListedReadAndLaunched()
    {
        await using var server = await DashboardServer.StartAsync();
        var orders = (await server.CallAsync("GET", "/api/v1/orders", "viewer")).Json.GetProperty("orders").EnumerateArray().ToArray();
        var names = orders.Select(order => order.GetProperty("name").GetString()).ToArray();
        Assert.Equal(Directory.GetFiles(DashboardServer.Orders).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal), names);
        Assert.All(orders, order => Assert.True(order.GetProperty("synthetic").GetBoolean()));
        var order = await server.CallAsync("GET", "/api/v1/orders/community-3", "viewer");
        Assert.Equal("[]", (await server.CallAsync("POST", "/api/v1/rounds/check", "viewer", order.Body)).Json.GetProperty("faults").GetRawText());
        Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", order.Body)).Status);
        (await server.CallAsync("GET", "/api/v1/orders/..%2Fkeys", "viewer")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Check_OfABadOrder_SaysWhatLaunchWouldSayAndLaunchesNothing()
    {
        await using var server = await DashboardServer.StartAsync();
        var bad = RoundOrderDocument.Write(BadOrders.Good() with { Options = new() { GapTolerance = -1, IterationLimit = 0 } });
        var check = await server.CallAsync("POST", "/api/v1/rounds/check", "viewer", bad);
        var launch = await server.CallAsync("POST", "/api/v1/rounds", "operator", bad);
        launch.IsProblem(422, "invalid");
        Assert.Equal(launch.Json.GetProperty("faults").GetRawText(), check.Json.GetProperty("faults").GetRawText());
        Assert.Equal(", then ", await IdsAsync(server, "/api/v1/rounds"));
        Assert.Equal(["fleet"], (await server.CallAsync("POST", "/api/v1/rounds/check", "viewer", RoundOrderDocument.Write(BadOrders.Good() with { Fleet = null }))).Fields);
        Assert.Contains("kind", (await server.CallAsync("POST", "/api/v1/rounds/check", "viewer", "{}")).Fields);
    }

    [Fact]
    public async Task Launch_WithTheSameIdempotencyKey_IsTheSameRound()
    {
        await using var server = await DashboardServer.StartAsync();
        var order = RoundOrderDocument.Write(BadOrders.Good() with { Id = null });
        var first = await LaunchAsync(server, order, "k1");
        await DashboardServer.EndOfAsync(server, first);
        Assert.Equal(first, await LaunchAsync(server, order, "k1"));
        Assert.NotEqual(first, await LaunchAsync(server, order, "k2"));
    }

    private static async Task<string> LaunchAsync(TestServer server, byte[] order, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rounds") { Content = new ByteArrayContent(order) };
        request.Headers.Add("X-Api-Key", server.Key("operator"));
        request.Headers.Add("Idempotency-Key", key);
        request.Content.Headers.Add("Content-Type", "application/json");
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(202, (int)response.StatusCode);
        return RoundViewDocument.Read(await response.Content.ReadAsByteArrayAsync()).Value.Id;
    }

    private static async Task<int> StatusWithTagAsync(TestServer server, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/rounds");
        request.Headers.Add("X-Api-Key", server.Key("viewer"));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await server.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static async Task<string> IdsAsync(TestServer server, string path)
    {
        var list = (await server.CallAsync("GET", path, "viewer")).Json;
        return $"{string.Join(' ', list.GetProperty("rounds").EnumerateArray().Select(round => round.GetProperty("id").GetString()))}, then {list.GetProperty("next").GetString()}";
    }
}
