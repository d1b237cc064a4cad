using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Backtesting.Desk;
using Bess.Hosts.Tests.Backtests;
using static Bess.Hosts.Tests.Dashboard.Backtests.BacktestServer;

namespace Bess.Hosts.Tests.Dashboard.Backtests;

/// <summary>The frontier that an order asks for, and that an order is kept with all its fields.</summary>
public sealed class FrontierApiTests
{
    private const string Weights = ", \"frontier\": [0, 0.5]";

    [Fact]
    public async Task Frontier_ThroughTheApi_IsThatOfTheCommandLine()
    {
        using var market = SmallMarket.Make();
        await using var server = await StartAsync(market);
        var id = await DoneAsync(server, TwoStage(Weights));
        Assert.Contains("frontier", (await EventsAsync(server, id)).Select(one => one.GetProperty("step").GetString()));
        var frontier = (await server.CallAsync("GET", $"{Api}/{id}/result", "viewer")).Json.GetProperty("frontier");
        var run = await SmallMarket.RunAsync(
            market, "backtest", "--zone", "test_zone", "--clock", "central-european", "--strategy", "two-stage", "--from", "2025-01-25", "--to", "2025-01-28",
            "--scenarios", "10", "--keep", "4", "--frontier", "0,0.5", "--out", "run");
        Assert.True(run.Code == 0, run.All);
        var known = JsonDocument.Parse(await File.ReadAllTextAsync(market["run/result.json"])).RootElement.GetProperty("frontier");
        Assert.True(JsonElement.DeepEquals(known, frontier), frontier.GetRawText());
        Assert.Equal([0, 0.5], frontier.EnumerateArray().Select(point => point.GetProperty("lambda").GetDouble()));
        var page = (await server.CallAsync("GET", $"{Api}/{id}/report", "viewer")).Text;
        Assert.Contains("<h2>Efficient frontier</h2>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday", "[0, 0.5]", "a strategy that weighs risk")]
    [InlineData("two-stage", "[0, -0.5]", "weights >= 0, each once")]
    [InlineData("two-stage", "[0.5, 0.5]", "weights >= 0, each once")]
    [InlineData("two-stage", "\"default\"", "weights >= 0, each once")]
    [InlineData("two-stage", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", "at most 12 weights")]
    public async Task Frontier_ThatCannotBe_RefusedWithItsField(string strategy, string weights, string expected)
    {
        using var market = SmallMarket.Make(days: 20);
        await using var server = await StartAsync(market);
        var order = $$"""{ "zone": "test_zone", "strategy": "{{strategy}}", "frontier": {{weights}} }""";
        var answer = await server.CallAsync("POST", Api, "operator", order);
        answer.IsProblem(422, "invalid");
        Assert.Contains(answer.Json.GetProperty("faults").EnumerateArray(), fault =>
            fault.GetProperty("field").GetString() == "frontier" && fault.GetProperty("expected").GetString()!.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Order_WithEveryField_IsKeptWithEveryField()
    {
        const string all = """
            {
              "schemaVersion": 1, "market": "m", "zone": "z", "from": "2025-01-01", "to": "2025-01-02", "strategy": "two-stage",
              "battery": { "energyCapacityMwh": 4, "chargeLimitMw": 2, "dischargeLimitMw": 2, "chargeEfficiency": 0.9, "dischargeEfficiency": 0.9, "minimumEnergyMwh": 0.4, "maximumEnergyMwh": 3.6 },
              "lambda": 0.1, "scenarios": 50, "keep": 5, "horizonDays": 3, "cyclesPerDay": 1.5, "frontier": [0, 0.5], "reserve": "off", "realTime": "imbalance_eur_per_mwh", "clock": "utc",
              "gate": "11:30", "fees": { "dayAheadPerMwh": 1.5, "realTimePerMwh": 0.5, "deviationPerMwh": 2 }, "plant": "ideal", "seed": 7
            }
            """;
        var kept = OrderDocument.Of(Order(all), "m");
        var asked = JsonNode.Parse(all)!.AsObject();
        Assert.Equal(asked.Select(field => field.Key).Order(StringComparer.Ordinal), kept.Select(field => field.Key).Order(StringComparer.Ordinal));
        foreach (var (name, value) in asked.Where(field => field.Key != "battery"))
            Assert.True(JsonNode.DeepEquals(value, kept[name]), $"{name}: {kept[name]}");
        Assert.True(JsonNode.DeepEquals(kept, OrderDocument.Of(Order(kept.ToJsonString()), "m")));
    }

    private static BacktestOrder Order(string document) => BacktestForm.Parse(Encoding.UTF8.GetBytes(document), "order", out _).Bind(said => (said with { MarketPath = "/" }).ToOrder()).Value;

    private static string TwoStage(string more) =>
        $$"""{ "zone": "test_zone", "strategy": "two-stage", "clock": "central-european", "from": "2025-01-25", "to": "2025-01-28", "scenarios": 10, "keep": 4{{more}} }""";
}
