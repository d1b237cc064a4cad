using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>What a round asks of one battery.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task Plan_OfABattery_IsItsScheduleWithTheCheckersVerdict()
    {
        await using var server = await StartAsync();
        var order = BadOrders.Good();
        var result = RoundResultDocument.Read((await server.CallAsync("GET", "/api/v1/rounds/good/result", "viewer")).Body).Value;
        var sums = (Profit: 0.0, Cost: 0.0);
        for (var i = 0; i < order.Fleet!.Members.Count; i++)
        {
            var agent = order.Fleet.Members[i].Battery.Id;
            var plan = await server.CallAsync("GET", $"/api/v1/rounds/good/batteries/{agent}/plan", "viewer");
            Assert.Equal(200, plan.Status);
            var schedule = plan.Json.GetProperty("schedule");
            Assert.Equal(result.Schedules[i].PowerMw.ToArray(), schedule.GetProperty("powerMw").EnumerateArray().Select(value => value.GetDouble()));
            Assert.Equal(result.Schedules[i].StateOfChargeMwh.ToArray(), schedule.GetProperty("stateOfChargeMwh").EnumerateArray().Select(value => value.GetDouble()));
            Assert.Equal(order.Scenarios.ExpectedPricesPerMwh(), plan.Json.GetProperty("expectedPricePerMwh").EnumerateArray().Select(value => value.GetDouble()));
            Assert.True(plan.Json.GetProperty("verdict").GetProperty("feasible").GetBoolean());
            Assert.True(plan.Json.GetProperty("committed").GetBoolean());
            Assert.Equal(order.Fleet.Members[i].Battery.Capacity.Mwh, plan.Json.GetProperty("battery").GetProperty("energyCapacityMwh").GetDouble());
            var money = plan.Json.GetProperty("money");
            sums = (sums.Profit + money.GetProperty("expectedProfit").GetDouble(), sums.Cost + money.GetProperty("cost").GetDouble());
        }

        Assert.Equal(result.Economics.ExpectedProfit, sums.Profit, 1e-9);
        Assert.Equal(result.Verdict.Cost - result.Economics.CouplingCost, sums.Cost, 1e-9);
    }

    [Fact]
    public async Task Plan_AsCsv_HasARowAStep()
    {
        await using var server = await StartAsync();
        var agent = BadOrders.Good().Fleet!.Members[0].Battery.Id;
        var csv = await server.CallAsync("GET", $"/api/v1/rounds/good/batteries/{agent}/plan?format=csv", "viewer");
        Assert.Equal($"attachment; filename=\"plan-good-{agent}.csv\"", csv.Headers["Content-Disposition"]);
        var lines = csv.Text.TrimEnd('\n').Split('\n');
        Assert.Equal("timestamp_utc,expected_price_per_mwh,power_mw,state_of_charge_mwh,outside_window", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("2026-03-09T23:00:00Z,42.5,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ThatIsNotThere_IsAProblem()
    {
        await using var server = await StartAsync();
        var agent = BadOrders.Good().Fleet!.Members[0].Battery.Id;
        (await server.CallAsync("GET", $"/api/v1/rounds/none/batteries/{agent}/plan", "viewer")).IsProblem(404, "not-found");
        (await server.CallAsync("GET", "/api/v1/rounds/good/batteries/nobody/plan", "viewer")).IsProblem(404, "not-found");
        (await server.CallAsync("GET", "/api/v1/rounds/good/batteries/%3Cscript%3E/plan", "viewer")).IsProblem(404, "not-found");
        (await server.CallAsync("GET", $"/api/v1/rounds/good/batteries/{agent}/plan?format=exe", "viewer")).IsProblem(400, "invalid");
        var endless = SampleRounds.Endless("endless");
        await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(endless));
        (await server.CallAsync("GET", $"/api/v1/rounds/endless/batteries/{endless.Fleet!.Members[0].Battery.Id}/plan", "viewer")).IsProblem(404, "no-result");
        await server.CallAsync("POST", "/api/v1/rounds/endless/cancel", "operator");
    }

    [Fact]
    public async Task Plan_OfAnotherOwner_IsForbiddenAndTellsNothing()
    {
        await using var server = await StartAsync();
        var agent = BadOrders.Good().Fleet!.Members[0].Battery.Id;
        (await server.CallAsync("GET", $"/api/v1/rounds/good/batteries/{agent}/plan", null)).IsProblem(401, "no-key");
        foreach (var path in new[] { $"good/batteries/{agent}", "none/batteries/x", "good/batteries/none" })
            (await server.CallAsync("GET", $"/api/v1/rounds/{path}/plan", "prosumer")).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task Reasons_OfABattery_FollowItsScheduleAndPriceTheOpposite()
    {
        await using var server = await StartAsync();
        var agent = BadOrders.Good().Fleet!.Members[0].Battery.Id;
        var path = $"/api/v1/rounds/good/batteries/{agent}/reasons";
        var told = (await server.CallAsync("GET", path + "?opposites=all", "viewer")).Json;
        var result = RoundResultDocument.Read((await server.CallAsync("GET", "/api/v1/rounds/good/result", "viewer")).Body).Value;
        Assert.NotEqual("", told.GetProperty("summary").GetString());
        var intervals = told.GetProperty("intervals").EnumerateArray().ToArray();
        Assert.Equal(4, intervals.Length);
        for (var t = 0; t < intervals.Length; t++)
        {
            Assert.Equal(result.Schedules[0].PowerMw[t], intervals[t].GetProperty("powerMw").GetDouble(), 1e-9);
            Assert.NotEqual("", intervals[t].GetProperty("sentence").GetString());
            var opposite = intervals[t].GetProperty("opposite");
            Assert.True(opposite.GetProperty("cost").ValueKind == System.Text.Json.JsonValueKind.Null || opposite.GetProperty("cost").GetDouble() >= -1e-6);
        }

        var fast = (await server.CallAsync("GET", path, "viewer")).Json.GetProperty("intervals").EnumerateArray();
        Assert.All(fast, one => Assert.Equal(System.Text.Json.JsonValueKind.Null, one.GetProperty("opposite").ValueKind));
        var csv = (await server.CallAsync("GET", path + "?format=csv", "viewer")).Text.TrimEnd('\n').Split('\n');
        Assert.Equal(5, csv.Length);
        foreach (var bad in new[] { "?opposites=4", "?opposites=-1", "?opposites=x", "?format=exe" })
            (await server.CallAsync("GET", path + bad, "viewer")).IsProblem(400, "invalid");
        (await server.CallAsync("GET", path, "prosumer")).IsProblem(403, "forbidden");
        (await server.CallAsync("GET", path, null)).IsProblem(401, "no-key");
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await DashboardServer.StartAsync();
        await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()));
        await DashboardServer.EndOfAsync(server, "good");
        return server;
    }
}
