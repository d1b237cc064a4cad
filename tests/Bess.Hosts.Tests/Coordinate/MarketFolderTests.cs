using Bess.Hosts.Tests.Support;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Coordinate;

public sealed class MarketFolderTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Coordinate_ZoneAndDayOfAMarketFolder_ScenariosAndFilesInTheManifest()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        folder.Write("market/de_lu/day_ahead.csv", Inputs.Prices(days: 40));
        var plant = new FakePowerPlant();
        var run = await CliRun.InAsync(
            folder.Path, ["coordinate", "--fleet", "fleet.json", "--zone", "de_lu", "--day", "2026-03-10", "--limit", "-1..1", "--out", "run"], plant,
            new Dictionary<string, string> { ["BESS_MARKET_DIR"] = "market" });

        Assert.True(run.Code == 0, run.All);
        Assert.Equal(20, plant.Asked!.Scenarios.Count);
        Assert.Contains("\"path\": \"../market/de_lu/day_ahead.csv\"", File.ReadAllText(Path.Combine(folder["run"], "manifest.json")), StringComparison.Ordinal);
        var again = await CliRun.InAsync(folder.Path, ["rerun", "run"], plant);
        Assert.True(again.Code == 0, again.All);
    }

    [Fact]
    public async Task Coordinate_DayNotInTheMarketFolder_Exit2WithTheDays()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        folder.Write("market/de_lu/day_ahead.csv", Inputs.Prices(days: 40));
        var run = await CliRun.InAsync(
            folder.Path, ["coordinate", "--fleet", "fleet.json", "--zone", "DE_LU", "--day", "2027-03-10", "--limit", "-1..1", "--market-dir", "market"]);

        Assert.Equal(2, run.Code);
        Assert.Contains("day_ahead.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains("2027-03-10", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DE_LU", "2024-12-12", 24)]
    [InlineData("DE_LU", "2024-03-31", 23)]
    [InlineData("NL", "2024-10-27", 25)]
    public async Task Coordinate_RealPrices_Converges(string zone, string day, int hours)
    {
        if (SharedData.MarketDirectory is not { } market)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(
            folder.Path, ["coordinate", "--fleet", "fleet.json", "--zone", zone, "--day", day, "--step", "60", "--limit", "-1..1", "--market-dir", market, "--out", "run"]);

        Assert.True(run.Code == 0, run.All);
        Assert.Equal(1 + (2 * hours), File.ReadAllLines(Path.Combine(folder["run"], "schedules.csv")).Length);
    }
}
