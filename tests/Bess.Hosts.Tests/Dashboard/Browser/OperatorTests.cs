using System.Globalization;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Server;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>What an operator does, in a browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class OperatorTests(BrowserFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Launch_ASampleOnThePage_ConvergesLiveAndItsBatteriesCanBeReadAndSaved()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        await visit.GoAsync("");
        await visit.PictureAsync("now-empty");
        await page.GetByRole(AriaRole.Link, new() { Name = "Launch", Exact = true }).ClickAsync();
        await page.GetByLabel("Order", new() { Exact = true }).SelectOptionAsync("vpp-50");
        await page.WaitForFunctionAsync("() => document.querySelector('form input')?.value.startsWith('vpp-50')");
        await page.GetByText("Ready to launch.").WaitForAsync();
        await visit.PictureAsync("launch");
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { NameString = "Round vpp-50-" }).WaitForAsync();
        await page.Locator(".badge.good", new() { HasTextString = "converged" }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Img, new() { NameString = "Residual. vpp-50-" }).WaitForAsync();
        await ReportLatencyAsync(visit);
        await visit.PictureAsync("round");

        await page.GetByRole(AriaRole.Link, new() { Name = "Batteries" }).ClickAsync();
        await page.WaitForURLAsync("**/#/fleet/*");
        await visit.LoadedAsync();
        await visit.PictureAsync("fleet");
        await page.GetByLabel("Show").SelectOptionAsync("charge");
        await visit.PictureAsync("fleet-charge");
        await page.GetByRole(AriaRole.Link, new() { Name = "b-007" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Battery b-007" }).WaitForAsync();
        await visit.LoadedAsync();
        await visit.PictureAsync("battery");
        await page.Locator("summary").First.ClickAsync();
        await page.Locator("figure").First.Locator("tbody tr").Nth(23).WaitForAsync();
        await AssertSavedPlanAsync(visit);
        await visit.GoAsync("");
        await page.GetByText("commitment: in 24 of 24 intervals").WaitForAsync();
        await visit.PictureAsync("now");
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Round_ThatRuns_MovesOnThePageUntilItIsCancelledThere()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        using var desk = visit.Server.Desk();
        await desk.LaunchAsync(SampleRounds.Endless("endless"), "");
        await visit.GoAsync("#/round/endless");
        var first = await IterationsAsync(visit.Page, 1);
        var later = await IterationsAsync(visit.Page, first + 5);
        Assert.True(later > first);
        await visit.PictureAsync("round-live");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await visit.Page.Locator(".badge", new() { HasTextString = "cancelled" }).WaitForAsync();
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Round_BesideAnother_ShowsBoth()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "newton"));
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "admm") with { Options = new RoundOptions { Algorithm = CoordinationAlgorithm.Admm, IterationLimit = 150 } });
        await visit.GoAsync("#/round/newton");
        await visit.Page.GetByLabel("beside").SelectOptionAsync("admm");
        await visit.Page.WaitForURLAsync("**/#/round/newton?with=admm");
        await visit.Page.Locator("figure", new() { HasTextString = "of admm" }).First.WaitForAsync();
        foreach (var id in new[] { "newton", "admm" })
            Assert.Equal(1, await visit.Page.GetByRole(AriaRole.Region, new() { Name = id, Exact = true }).CountAsync());
        await visit.Page.Locator("summary", new() { HasTextString = "Table" }).First.ClickAsync();
        var head = await visit.Page.Locator("figure").First.Locator("thead").InnerTextAsync();
        Assert.Contains("Residual, MW of newton", head, StringComparison.Ordinal);
        Assert.Contains("Residual, MW of admm", head, StringComparison.Ordinal);
        await visit.PictureAsync("round-beside");
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Launch_WithWrongNumbers_SaysSoBesideThemWhileTheyAreTyped()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.GoAsync("#/launch");
        await visit.Page.GetByText("Ready to launch.").WaitForAsync();
        var gap = visit.Page.GetByLabel("Gap tolerance");
        await gap.FillAsync("abc");
        await visit.Page.Locator(".field", new() { HasTextString = "Gap tolerance" }).GetByText("expected a number, was abc").WaitForAsync();
        await gap.FillAsync("7");
        await visit.Page.Locator(".field", new() { HasTextString = "Gap tolerance" }).GetByText("was 7").WaitForAsync();
        Assert.Equal("true", await gap.GetAttributeAsync("aria-invalid"));
        await visit.PictureAsync("launch-fault");
        await gap.FillAsync("0.001");
        await visit.Page.GetByText("Ready to launch.").WaitForAsync();
        Assert.Null(await gap.GetAttributeAsync("aria-invalid"));
    }

    [Fact]
    public async Task Page_WithoutAKey_AsksForItAndTakesItFromTheAddress()
    {
        await using var visit = await Visit.StartAsync(fixture, output, open: false);
        if (visit is null)
            return;
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByLabel("Key").FillAsync("bess_nonsense");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await visit.Page.GetByText("This key opens nothing here.").WaitForAsync();
        await visit.Page.GotoAsync("/#key=" + visit.Server.Key("viewer"));
        await visit.Page.GetByText("viewer, viewer").WaitForAsync();
        Assert.DoesNotContain("bess_", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Launch", Exact = true }).CountAsync());
    }

    internal static async Task<int> IterationsAsync(IPage page, int atLeast)
    {
        var handle = await page.WaitForFunctionAsync(
            """
            least => {
              const place = [...document.querySelectorAll('dt')].find(one => one.textContent === 'Iterations')?.nextElementSibling;
              return Number(place?.textContent) >= least ? Number(place.textContent) : false;
            }
            """, atLeast);
        return await handle.JsonValueAsync<int>();
    }

    // Launch and iteration are on the clock of this machine, and so is the browser.
    private async Task ReportLatencyAsync(Visit visit)
    {
        var id = visit.Page.Url.Split('/')[^1];
        var seen = await visit.Page.EvaluateAsync<double>("() => performance.timeOrigin + performance.getEntriesByName('seen: Residual')[0].startTime");
        using var desk = visit.Server.Desk();
        var view = await desk.RoundAsync(id);
        var result = await desk.ResultAsync(id);
        var computed = view!.LaunchedAt.ToUnixTimeMilliseconds() + (1000 * result!.Trace[0].ElapsedSeconds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first iteration seen {seen - computed:F0} ms after it was computed"));
        Assert.Equal(RoundStatus.Converged, result.Status);
    }

    private static async Task AssertSavedPlanAsync(Visit visit)
    {
        var saved = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { NameString = "CSV: Plan of b-007" }).First.ClickAsync());
        var lines = (await File.ReadAllTextAsync((await saved.PathAsync())!)).TrimEnd('\n').Split('\n');
        Assert.Equal("timestamp_utc,timestamp_local,expected_price_per_mwh,power_mw,state_of_charge_mwh,share_of_window", lines[0]);
        Assert.Equal(25, lines.Length);
        Assert.StartsWith("2026-03-09T23:00:00Z,2026-03-10 00:00,", lines[1], StringComparison.Ordinal);
        var round = (await visit.Server.CallAsync("GET", "/api/v1/rounds", "viewer")).Json.GetProperty("rounds")[0].GetProperty("id").GetString();
        var result = RoundResultDocument.Read((await visit.Server.CallAsync("GET", $"/api/v1/rounds/{round}/result", "viewer")).Body).Value;
        var plan = result.Schedules.Single(schedule => schedule.Agent.Value == "b-007");
        Assert.Equal(plan.PowerMw.ToArray(), lines[1..].Select(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture)));
    }
}
