using System.Text.Json;

namespace Bess.Hosts.Tests.Backtests;

public sealed class BacktestBadInputTests
{
    [Theory]
    [InlineData("backtest", 1, "--zone ZONE, a FOLDER with a backtest.json, or --resume FOLDER")]
    [InlineData("backtest --zone test_zone --resume run", 1, "without --zone")]
    [InlineData("backtest --zone test_zone --strategy oracle", 1, "--strategy: expected one of idle")]
    [InlineData("backtest --zone test_zone --strategy self-consumption", 2, "--strategy: expected one of idle")]
    [InlineData("frontier --zone test_zone --strategy self-consumption", 1, "--strategy: expected one of idle")]
    [InlineData("backtest --zone test_zone --from 2025-13-01", 1, "--from")]
    [InlineData("backtest --zone test_zone --lambda -1", 1, "--lambda")]
    [InlineData("backtest --zone test_zone --reserve maybe", 1, "--reserve")]
    [InlineData("backtest --zone test_zone --fee-day-ahead -1", 1, "--fee-day-ahead")]
    [InlineData("backtest --zone test_zone --clock moon", 1, "--clock")]
    [InlineData("backtest --zone nowhere", 2, "--zone: expected one of other, test_zone, was 'nowhere'")]
    [InlineData("backtest --zone test_zone --market-dir nowhere", 2, "--market-dir: expected a folder of market data")]
    [InlineData("backtest --zone test_zone --from 2025-02-03 --to 2025-02-01", 2, "--from: expected a day not after --to, 2025-02-01, was 2025-02-03")]
    [InlineData("backtest --zone test_zone --from 2031-01-01", 2, "--from: expected a day within the data")]
    [InlineData("backtest --zone test_zone --battery nowhere.json", 2, "nowhere.json: expected a readable file")]
    [InlineData("backtest --zone test_zone --battery bad.json", 2, "bad.json: line 3: chargeLimitMw")]
    [InlineData("backtest --zone test_zone --battery bad.json", 2, "bad.json: line 4: dischargeEfficiency")]
    [InlineData("backtest --zone test_zone --real-time gossip", 2, "--real-time: expected one of")]
    [InlineData("backtest --zone test_zone --out market", 2, "--out: expected a folder that does not exist, is empty, or is that of a backtest")]
    [InlineData("backtest --zone test_zone --report bad.json", 2, "--report: expected a file that does not exist yet")]
    [InlineData("backtest --resume nowhere", 2, "manifest.json")]
    [InlineData("frontier --zone test_zone --lambdas 0,0", 1, "--lambdas")]
    [InlineData("frontier --zone test_zone --lambdas a", 1, "--lambdas")]
    [InlineData("frontier --zone test_zone --svg bad.json", 2, "--svg")]
    [InlineData("ablation --zone test_zone --only luck", 1, "reserve-stacking")]
    [InlineData("compare nowhere elsewhere", 2, "ledger.ndjson: expected the ledger of a backtest")]
    [InlineData("verify market", 2, "ledger.ndjson")]
    public async Task Command_BadInput_CodeAndSentence(string line, int code, string expected)
    {
        using var folder = SmallMarket.Make(days: 20);
        folder.Write("bad.json", """
            {
              "energyCapacityMwh": 2,
              "chargeLimitMw": "much", "dischargeLimitMw": 1,
              "chargeEfficiency": 0.9, "dischargeEfficiency": 0,
              "minimumEnergyMwh": 0.4, "maximumEnergyMwh": 1.6
            }
            """);
        var run = await SmallMarket.RunAsync(folder, line.Split(' '));
        Assert.True(run.Code == code, run.All);
        Assert.True(run.Error.Contains(expected, StringComparison.Ordinal), run.All);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [Fact]
    public async Task Backtest_FaultsAsJson_OnStdout()
    {
        using var folder = SmallMarket.Make(days: 20);
        var run = await SmallMarket.RunAsync(folder, "backtest", "--zone", "nowhere", "--output", "json");
        Assert.Equal("faults", JsonDocument.Parse(run.Out).RootElement.GetProperty("kind").GetString());
    }
}
