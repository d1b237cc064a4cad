using System.Globalization;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>What each battery adds to a plan, as the page of its round draws and lists it.</summary>
[Collection(BrowserTests.Name)]
public sealed class ContributionTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const double Rounding = 1e-6;

    [Fact]
    public async Task Round_Done_ListsEnergyMoneyAndSumsOfEachBattery()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "shares"));
        var result = RoundResultDocument.Read((await visit.Server.CallAsync("GET", "/api/v1/rounds/shares/result", "viewer")).Body).Value;
        var order = RoundOrderDocument.Read((await visit.Server.CallAsync("GET", "/api/v1/rounds/shares/order", "viewer")).Body).Value;
        await visit.GoAsync("#/round/shares");

        await visit.Page.GetByText("as the plan states").WaitForAsync();
        var money = await CsvAsync(visit, "CSV: Money by battery, shares");
        Assert.Equal(result.Schedules.Count, money.Count);
        Assert.Equal(result.Economics.ExpectedProfit, money.Sum(row => Number(row[3])), Rounding);
        Assert.Equal(1, money.Sum(row => Number(row[4])), Rounding);
        Assert.Equal(result.Economics.WearCost, money.Sum(row => Number(row[2])), Rounding);

        var energy = await CsvAsync(visit, "CSV: Energy by battery, shares");
        Assert.Equal(1, energy.Sum(row => Number(row[3])), Rounding);

        // Each limit adds up the batteries below its group: with what goes out and in, its sum is met.
        for (var k = 0; k < result.Coupling.Count; k++)
        {
            await visit.Page.GetByLabel("Sum", new() { Exact = true }).SelectOptionAsync(k.ToString(CultureInfo.InvariantCulture));
            var rows = await CsvAsync(visit, $"CSV: {result.Coupling[0].Name} by battery, shares");
            var below = order.Fleet!.Members.Count(member => member.Group == order.Coupling.Limits[k].Group || order.Coupling.Limits[k].Group == "substation");
            Assert.Equal(below, rows.Count);
            Assert.Equal(result.Coupling[k].PowerMw.Sum() * order.Scenarios.Grid.StepHours, rows.Sum(row => Number(row[1]) - Number(row[2])), Rounding);
        }

        await visit.PictureAsync("round-contribution");
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Round_OfManyBatteries_DrawsTwentyAndTheRest()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("vpp-50", "many"));
        await visit.GoAsync("#/round/many");
        await visit.Page.GetByText("The 20 largest are drawn by themselves, the other 30 as one").First.WaitForAsync();
        Assert.Equal(50, (await CsvAsync(visit, "CSV: Energy by battery, many")).Count);
        visit.AssertNoComplaints();
    }

    private static async Task<IReadOnlyList<string[]>> CsvAsync(Visit visit, string button)
    {
        var saved = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync());
        var lines = (await File.ReadAllTextAsync((await saved.PathAsync())!)).TrimEnd('\n').Split('\n');
        return [.. lines[1..].Select(line => line.Split(','))];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
