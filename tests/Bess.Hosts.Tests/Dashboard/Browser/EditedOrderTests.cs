using System.Globalization;
using Bess.Coordination.Remote.Documents;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>An order that is changed on the page before it is launched.</summary>
[Collection(BrowserTests.Name)]
public sealed class EditedOrderTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int KeptSteps = 12;

    [Fact]
    public async Task Launch_WithEditedLimitHorizonPricesAndDeadline_PlansExactlyThat()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        await visit.GoAsync("#/launch?order=feeder-limited");
        await page.GetByText("Ready to launch.").WaitForAsync();
        await page.GetByLabel("Intervals", new() { Exact = true }).FillAsync(KeptSteps.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel("Intervals", new() { Exact = true }).PressAsync("Tab");
        await page.GetByLabel("Prices", new() { Exact = true }).SelectOptionAsync("own");
        await page.GetByLabel("Own prices, ").FillAsync("20*6, 80.5*6");
        var limit = page.GetByRole(AriaRole.Group, new() { Name = "Limit 1" });
        await limit.GetByLabel("Upper, MW").FillAsync("2.5*4, 3*8");
        await limit.GetByLabel("Lower, MW").FillAsync("-3");
        await page.GetByLabel("Deadline, s").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove limit 3" }).ClickAsync();
        await page.GetByText("Ready to launch.").WaitForAsync();
        await visit.PictureAsync("launch-edited");
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true }).ClickAsync();
        await page.GetByText("Separate check").WaitForAsync();
        var id = page.Url.Split('/')[^1];
        var order = RoundOrderDocument.Read((await visit.Server.CallAsync("GET", $"/api/v1/rounds/{id}/order", "viewer")).Body).Value;
        Assert.Equal(KeptSteps, order.Scenarios.Grid.Count);
        Assert.Equal([.. Enumerable.Repeat(20.0, 6), .. Enumerable.Repeat(80.5, 6)], order.Scenarios.PricesPerMwh(0).ToArray());
        Assert.Contains("typed by open", order.Scenarios.Provenance.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, order.Coupling.Limits.Count);
        Assert.Equal([.. Enumerable.Repeat(2.5, 4), .. Enumerable.Repeat(3.0, 8)], order.Coupling.Limits[0].UpperMw);
        Assert.All(order.Coupling.Limits[0].LowerMw, mw => Assert.Equal(-3, mw));
        Assert.Equal(60, order.Options.Deadline!.Value.TotalSeconds);
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Launch_WithWrongLimits_SaysSoBesideEach()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        await visit.GoAsync("#/launch?order=feeder-limited");
        await page.GetByText("Ready to launch.").WaitForAsync();
        var limit = page.GetByRole(AriaRole.Group, new() { Name = "Limit 2" });
        var upper = limit.GetByLabel("Upper, MW");
        await upper.FillAsync("1, 2, three");
        await limit.GetByText("expected numbers, was three").WaitForAsync();
        await upper.FillAsync("1, 2");
        await limit.GetByText("expected one number or 24, was 2").WaitForAsync();
        await upper.FillAsync("-9");
        await limit.GetByText("interval 1: expected").WaitForAsync();
        await upper.FillAsync("1.8");
        await page.GetByText("Ready to launch.").WaitForAsync();
        foreach (var name in new[] { "Remove limit 3", "Remove limit 2", "Remove limit 1" })
            await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await page.GetByText("at least one commitment or limit").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a commitment" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Commitment 1" }).GetByLabel("Kind").SelectOptionAsync("priced");
        await page.GetByText("deviating for ever would pay").First.WaitForAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Commitment 1" }).GetByLabel("Price of a surplus").FillAsync("5");
        await page.GetByText("Ready to launch.").WaitForAsync();
        visit.AssertNoComplaints();
    }
}
