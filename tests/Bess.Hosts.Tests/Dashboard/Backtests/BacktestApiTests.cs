using System.Globalization;
using System.Text;
using System.Text.Json;
using Bess.Hosts.Tests.Backtests;
using Bess.Hosts.Tests.Support;
using static Bess.Hosts.Tests.Dashboard.Backtests.BacktestServer;

namespace Bess.Hosts.Tests.Dashboard.Backtests;

/// <summary>Backtests through the API: what the command line gives, the API gives.</summary>
public sealed class BacktestApiTests
{
    [Fact]
    public async Task Backtest_ThroughTheApi_GivesTheFiguresOfTheCommandLine()
    {
        using var market = SmallMarket.Make();
        await using var server = await StartAsync(market);
        var id = await DoneAsync(server, Order());
        var result = (await server.CallAsync("GET", $"{Api}/{id}/result", "viewer")).Json;
        var run = await SmallMarket.RunAsync(
            market, "backtest", "--zone", "test_zone", "--clock", "central-european", "--strategy", "yesterday", "--from", "2025-01-20", "--to", "2025-01-24", "--out", "run", "--output", "json");
        Assert.True(run.Code == 0, run.All);
        Assert.Equal(Comparable(JsonDocument.Parse(run.Out).RootElement), Comparable(result));
        Assert.Equal($"backtests/{id}/run", result.GetProperty("folder").GetString());
        var page = await server.CallAsync("GET", $"{Api}/{id}/report", "viewer");
        Assert.Equal(await File.ReadAllTextAsync(market["run/report.html"]), page.Text);
        Assert.Equal("text/html", page.ContentType);
        Assert.DoesNotContain("script-src", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        var verify = await CliRun.InAsync(server.Folder, ["verify", $"backtests/{id}/run"]);
        Assert.True(verify.Code == 0, verify.All);
    }

    [Fact]
    public async Task Days_SumToTheResult_AndRunningSumsFollow()
    {
        using var market = SmallMarket.Make();
        await using var server = await StartAsync(market);
        var id = await DoneAsync(server, Order());
        var result = (await server.CallAsync("GET", $"{Api}/{id}/result", "viewer")).Json;
        var document = (await server.CallAsync("GET", $"{Api}/{id}/days", "viewer")).Json;
        Assert.True(document.GetProperty("isFinal").GetBoolean());
        var days = document.GetProperty("days").EnumerateArray().ToArray();
        Assert.Equal(5, days.Length);
        var (sum, ceilings, peak, fall) = (0m, 0m, 0m, 0m);
        foreach (var day in days)
        {
            sum += day.GetProperty("net").GetDecimal();
            ceilings += day.GetProperty("ceiling").GetDecimal();
            peak = Math.Max(peak, sum);
            fall = Math.Max(fall, peak - sum);
            Assert.Equal(sum, day.GetProperty("sum").GetDecimal());
            Assert.Equal(ceilings, day.GetProperty("ceilingSum").GetDecimal());
            Assert.Equal(peak - sum, day.GetProperty("drawdown").GetDecimal());
            Assert.Equal(day.GetProperty("net").GetDecimal(), day.GetProperty("streams").EnumerateObject().Sum(one => one.Value.GetDecimal()));
        }

        Assert.Equal(result.GetProperty("net").GetDecimal(), sum);
        Assert.Equal(result.GetProperty("ceiling").GetDecimal(), ceilings);
        Assert.Equal(result.GetProperty("maxDrawdown").GetDecimal(), fall);
        Assert.Equal(result.GetProperty("cyclesPerDay").GetDouble(), days.Average(day => day.GetProperty("cycles").GetDouble()), 1e-9);
        var csv = (await server.CallAsync("GET", $"{Api}/{id}/days?format=csv", "viewer")).Text.TrimEnd('\n').Split('\n');
        Assert.StartsWith("day,net_eur,ceiling_eur,expected_eur,", csv[0], StringComparison.Ordinal);
        Assert.Equal(days.Select(day => day.GetProperty("day").GetString()), csv.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Steps_OfADay_HoldOneValueAStep()
    {
        using var market = SmallMarket.Make();
        await using var server = await StartAsync(market);
        var id = await DoneAsync(server, Order());
        var steps = (await server.CallAsync("GET", $"{Api}/{id}/steps?day=2025-01-21", "viewer")).Json;
        Assert.Equal(24, steps.GetProperty("steps").GetInt32());
        foreach (var name in new[] { "localStarts", "dayAheadPricePerMwh", "positionMw", "setpointMw", "meteredMw", "energyMwh" })
            Assert.Equal(24, steps.GetProperty(name).GetArrayLength());
        Assert.Equal("2025-01-21T00:00", steps.GetProperty("localStarts")[0].GetString());
        Assert.Equal("2025-01-20T23:00:00Z", steps.GetProperty("startUtc").GetString());
        var csv = (await server.CallAsync("GET", $"{Api}/{id}/steps?day=2025-01-21&format=csv", "viewer")).Text.TrimEnd('\n').Split('\n');
        Assert.Equal(25, csv.Length);
        Assert.All(csv, line => Assert.Equal(csv[0].Split(',').Length, line.Split(',').Length));
        (await server.CallAsync("GET", $"{Api}/{id}/steps?day=2025-02-21", "viewer")).IsProblem(404, "not-found");
        (await server.CallAsync("GET", $"{Api}/{id}/steps?day=yesterday", "viewer")).IsProblem(400, "invalid");
        (await server.CallAsync("GET", $"{Api}/{id}/days?format=xlsx", "viewer")).IsProblem(400, "invalid");
    }

    [Fact]
    public async Task Events_OfARun_AreNumberedAndGoOnAfterTheLastSeen()
    {
        using var market = SmallMarket.Make();
        await using var server = await StartAsync(market);
        var id = await DoneAsync(server, Order());
        var events = await EventsAsync(server, id);
        Assert.Equal(Enumerable.Range(0, events.Length), events.Select(one => one.GetProperty("number").GetInt32()));
        Assert.Equal(["queued", "running"], events.Take(2).Select(one => one.GetProperty("state").GetString()));
        Assert.Equal(["2025-01-20", "2025-01-21", "2025-01-22", "2025-01-23", "2025-01-24"], events.Where(one => one.GetProperty("step").GetString() == "days").Select(one => one.GetProperty("day").GetString()));
        Assert.Equal(["data", "days", "figures", "check"], events.Select(one => one.GetProperty("step").GetString()).OfType<string>().Distinct());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api}/{id}/events");
        request.Headers.Add("X-Api-Key", server.Key("viewer"));
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Last-Event-ID", (events.Length - 2).ToString(CultureInfo.InvariantCulture));
        using var response = await server.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.StartsWith($"id: {events.Length - 1}\nevent: state\ndata: ", text, StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: {}\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SameIdempotencyKey_SameBacktest()
    {
        using var market = SmallMarket.Make(days: 20);
        await using var server = await StartAsync(market);
        var order = Order("2025-01-10", "2025-01-12");
        var ids = new List<string?>();
        foreach (var key in new[] { "one", "one", "two" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Api) { Content = new StringContent(order, Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Api-Key", server.Key("operator"));
            request.Headers.Add("Idempotency-Key", key);
            using var response = await server.Client.SendAsync(request);
            Assert.Equal(202, (int)response.StatusCode);
            ids.Add(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString());
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        var list = (await server.CallAsync("GET", $"{Api}?limit=1", "viewer")).Json;
        Assert.Equal(ids[2], Assert.Single(list.GetProperty("backtests").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(ids[2], list.GetProperty("next").GetString());
    }

    [Theory]
    [InlineData("""{ "zone": "nowhere" }""", "zone")]
    [InlineData("""{ "strategy": "yesterday" }""", "zone")]
    [InlineData("""{ "zone": "test_zone", "market": "moon" }""", "market")]
    [InlineData("""{ "zone": "test_zone", "strategy": "oracle" }""", "strategy")]
    [InlineData("""{ "zone": "test_zone", "from": "2025-01-10", "to": "2031-01-10" }""", "to")]
    [InlineData("""{ "zone": "test_zone", "from": "2025-01-12", "to": "2025-01-10" }""", "from")]
    [InlineData("""{ "zone": "test_zone", "scenarios": 5000 }""", "scenarios")]
    [InlineData("""{ "zone": "test_zone", "horizonDays": 15 }""", "horizonDays")]
    [InlineData("""{ "zone": "test_zone", "battery": { "energyCapacityMwh": -1 } }""", "battery.energyCapacityMwh")]
    [InlineData("""{ "zone": "test_zone", "battery": "/etc/passwd" }""", "battery")]
    [InlineData("""{ "zone": "test_zone", "site": { "schemaVersion": 1, "battery": "/etc/passwd", "importLimitMw": 1, "exportLimitMw": 1 } }""", "site.battery")]
    [InlineData("""{ "zone": "test_zone", "marketFolder": "/etc" }""", "marketFolder")]
    [InlineData("""{ "zone": "../test_zone" }""", "zone")]
    [InlineData("""[]""", "")]
    public async Task Order_ThatCannotBeRun_422WithTheFieldAndNothingKept(string order, string field)
    {
        using var market = SmallMarket.Make(days: 20);
        await using var server = await StartAsync(market);
        var answer = await server.CallAsync("POST", Api, "operator", order);
        answer.IsProblem(422, "invalid");
        Assert.Contains(field, answer.Fields);
        var check = await server.CallAsync("POST", $"{Api}/check", "viewer", order);
        Assert.Equal(200, check.Status);
        Assert.NotEmpty(check.Json.GetProperty("faults").EnumerateArray());
        Assert.Empty((await server.CallAsync("GET", Api, "viewer")).Json.GetProperty("backtests").EnumerateArray());
        Assert.False(Directory.Exists(Path.Combine(server.Folder, "backtests")));
    }

    [Fact]
    public async Task Check_OfAGoodOrder_CountsItsDays()
    {
        using var market = SmallMarket.Make(days: 20);
        await using var server = await StartAsync(market);
        var check = (await server.CallAsync("POST", $"{Api}/check", "viewer", Order("2025-01-10", "2025-01-12"))).Json;
        Assert.Empty(check.GetProperty("faults").EnumerateArray());
        Assert.Equal(3, check.GetProperty("days").GetInt32());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("%2e%2e%2fkeys.json")]
    [InlineData("%00")]
    [InlineData("=cmd")]
    [InlineData("unknown")]
    public async Task Id_Hostile_RefusedAndNoFile(string id)
    {
        using var market = SmallMarket.Make(days: 5);
        await using var server = await StartAsync(market);
        foreach (var end in new[] { "/events", "/result", "/days", "/steps?day=2025-01-01", "/report" })
            Assert.InRange((await server.CallAsync("GET", $"{Api}/{id}{end}", "viewer")).Status, 400, 404);
        foreach (var end in new[] { "/cancel", "/resume" })
            Assert.InRange((await server.CallAsync("POST", $"{Api}/{id}{end}", "operator")).Status, 400, 404);
        Assert.False(Directory.Exists(Path.Combine(server.Folder, "backtests")));
    }

    // What took how long and where it lies differs.
    private static string Comparable(JsonElement result) =>
        string.Join('\n', result.EnumerateObject().Where(field => field.Name is not ("folder" or "seconds")).Select(field => $"{field.Name}: {field.Value.GetRawText()}")).Replace(" ", "", StringComparison.Ordinal);
}
