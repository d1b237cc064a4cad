using System.Text;
using System.Text.Json.Nodes;
using Bess.Cluster.Drills.Harness;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Hosts.Tests.Support;

namespace Bess.Cluster.Tests.Doors;

/// <summary>Lists of a cluster.</summary>
public sealed class DirectoryTests
{
    [Fact]
    public async Task Lists_AfterRounds_HoldThemNewestFirst()
    {
        await using var server = await ClusterServer.StartAsync();
        Assert.Empty((await server.Http.CallAsync("GET", "/api/v1/rounds", "viewer")).Json.GetProperty("rounds").EnumerateArray());
        foreach (var (id, plant) in new[] { ("one", "a"), ("two", "b"), ("three", "a") })
        {
            Assert.Equal(202, (await server.Http.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good(id, plant)))).Status);
            await server.Desk.EndOfAsync(id);
        }

        var rounds = (await server.Http.CallAsync("GET", "/api/v1/rounds", "viewer")).Json.GetProperty("rounds").EnumerateArray();
        Assert.Equal(["three", "two", "one"], rounds.Select(round => round.GetProperty("id").GetString()));
        var plants = (await server.Http.CallAsync("GET", "/api/v1/powerplants", "viewer")).Json.GetProperty("powerPlants").EnumerateArray();
        Assert.Equal(["a three", "b two"], plants.Select(one => $"{one.GetProperty("name")} {one.GetProperty("latestRound").GetProperty("id")}"));
        var session = (await server.Http.CallAsync("GET", "/api/v1/session", "viewer")).Json;
        Assert.True(session.GetProperty("listsEverything").GetBoolean());
        Assert.False(session.GetProperty("batteryPlans").GetBoolean() || session.GetProperty("prices").GetBoolean() || session.GetProperty("backtests").GetBoolean());
    }

    [Fact]
    public async Task Lists_OfAPlantWithoutARound_HaveIt()
    {
        await using var server = await ClusterServer.StartAsync();
        var fleet = Encoding.UTF8.GetBytes(FleetFile.ToJson(BadOrders.Good().Fleet!));
        Assert.Equal(204, (await server.Http.CallAsync("POST", "/api/v1/powerplants/enrolled/members", "operator", fleet)).Status);
        Assert.Equal(204, (await server.Http.CallAsync("PUT", "/api/v1/powerplants/grouped/groups", "operator", """{"kind":"groups","schemaVersion":1,"groups":[]}"""u8.ToArray())).Status);
        var plants = (await server.Http.CallAsync("GET", "/api/v1/powerplants", "viewer")).Json.GetProperty("powerPlants").EnumerateArray();
        Assert.Equal(["enrolled 2", "grouped 0"], plants.Select(one => $"{one.GetProperty("name")} {one.GetProperty("enrolledBatteries")}"));
    }

    [Fact]
    public async Task Report_OfARound_IsWithoutItsBatteries()
    {
        await using var server = await ClusterServer.StartAsync();
        Assert.Equal(202, (await server.Http.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()))).Status);
        await server.Desk.EndOfAsync("good");
        var report = await server.Http.CallAsync("GET", "/api/v1/rounds/good/report", "viewer");
        Assert.Equal(200, report.Status);
        Assert.Contains("Coupled sums against their limits", report.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Batteries over time", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_OfARound_HasAllButItsBatteries()
    {
        await using var server = await ClusterServer.StartAsync();
        var order = BadOrders.Good();
        Assert.Equal(202, (await server.Http.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(order))).Status);
        await server.Desk.EndOfAsync("good");
        var kept = await server.Http.CallAsync("GET", "/api/v1/rounds/good/order", "viewer");
        Assert.Equal(RoundOrderDocument.Write(order with { Fleet = null }), kept.Body);
        (await server.Http.CallAsync("GET", "/api/v1/rounds/none/order", "viewer")).IsProblem(404, "not-found");
        foreach (var what in new[] { "plan", "reasons" })
        {
            var path = $"/api/v1/rounds/good/batteries/{order.Fleet!.Members[0].Battery.Id}/{what}";
            (await server.Http.CallAsync("GET", path, "viewer")).IsProblem(501, "private-data");
            (await server.Http.CallAsync("GET", path, "prosumer")).IsProblem(403, "forbidden");
        }

        (await server.Http.CallAsync("GET", "/api/v1/prices", "viewer")).IsProblem(501, "no-prices");
    }

    [Fact]
    public async Task Folder_OfAServer_GivesItPricesAndBacktests()
    {
        using var folder = new TempFolder();
        await using var server = await ClusterServer.StartAsync(new BessFolders(folder["data"], null, null));
        var session = (await server.Http.CallAsync("GET", "/api/v1/session", "viewer")).Json;
        Assert.True(session.GetProperty("prices").GetBoolean() && session.GetProperty("backtests").GetBoolean());
        var scenarios = ScenarioSetDocument.Write(BadOrders.Good().Scenarios);
        Assert.Equal(201, (await server.Http.CallAsync("PUT", "/api/v1/prices/day", "operator", scenarios)).Status);
        Assert.Equal(200, (await server.Http.CallAsync("GET", "/api/v1/markets", "viewer")).Status);
        var order = JsonNode.Parse(RoundOrderDocument.Write(BadOrders.Good("priced")))!.AsObject();
        order.Remove("scenarios");
        order["pricesRef"] = new JsonObject { ["name"] = "day" };
        Assert.Equal(202, (await server.Http.CallAsync("POST", "/api/v1/rounds", "operator", Encoding.UTF8.GetBytes(order.ToJsonString()))).Status);
        await server.Desk.EndOfAsync("priced");
        Assert.Equal("made up", (await server.Http.CallAsync("GET", "/api/v1/rounds/priced/order", "viewer")).Json.GetProperty("scenarios").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Check_OfABadOrder_SaysWhatLaunchWouldSay()
    {
        await using var server = await ClusterServer.StartAsync();
        var before = server.Kept;
        foreach (var order in new[] { BadOrders.Good() with { Fleet = null }, BadOrders.Good() with { Options = new() { MaskedSums = true } }, BadOrders.Good() with { Options = new() { GapTolerance = -1, IterationLimit = 0 } } })
        {
            var document = RoundOrderDocument.Write(order);
            var check = await server.Http.CallAsync("POST", "/api/v1/rounds/check", "viewer", document);
            var launch = await server.Http.CallAsync("POST", "/api/v1/rounds", "operator", document);
            launch.IsProblem(422, "invalid");
            Assert.Equal(launch.Json.GetProperty("faults").GetRawText(), check.Json.GetProperty("faults").GetRawText());
        }

        Assert.Equal("[]", (await server.Http.CallAsync("POST", "/api/v1/rounds/check", "viewer", RoundOrderDocument.Write(BadOrders.Good()))).Json.GetProperty("faults").GetRawText());
        Assert.Equal(before, server.Kept);
    }
}
