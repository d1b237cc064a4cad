using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Backtests on the markets of the samples, in a browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class BacktestPageTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const float PatienceMs = 120_000;
    private const string Market = "british-multi-market/gb";

    [Fact]
    public async Task Backtest_OfASampleMarket_IsStartedByKeyFollowedReadAndCompared()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        page.SetDefaultTimeout(PatienceMs);
        var other = await StartAsync(visit, "naive");
        await visit.GoAsync("");
        await KeyboardTests.TabToAsync(page, "Backtest");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Ready to start").WaitForAsync();
        await page.GetByLabel("Market and zone").SelectOptionAsync(Market);
        await page.GetByText("Ready to start").WaitForAsync();
        await page.RunAndWaitForResponseAsync(() => page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-03-10"), "**/backtests/check");
        await page.GetByText("Ready to start").WaitForAsync();
        await visit.PictureAsync("backtest-start");
        await KeyboardTests.TabToAsync(page, "Start", "BUTTON");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => location.hash.startsWith('#/backtest/')");
        await page.GetByText("Net per MW and year").WaitForAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Dispatch over price" }).GetByText("Discharges most at").WaitForAsync();
        var id = page.Url.Split('/')[^1];
        await AssertFiguresAsync(visit, id);
        Assert.True(await visit.AxeAsync() is [], string.Join("\n", await visit.AxeAsync()));
        await visit.PictureAsync("backtest");
        await page.SetViewportSizeAsync(375, 900);
        // Charts follow a frame or two later.
        await page.WaitForFunctionAsync("() => document.scrollingElement.scrollWidth <= 375");
        await page.SetViewportSizeAsync(1280, 900);

        await page.GetByLabel("beside").SelectOptionAsync(other);
        await page.GetByRole(AriaRole.Region, new() { Name = "Difference" }).GetByText("common days").WaitForAsync();
        await page.GetByText("The batteries differ, 10 and 1 MW").WaitForAsync();
        await visit.PictureAsync("backtest-beside");
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Backtest_WithAFrontier_ShowsItAndSavesIt()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        page.SetDefaultTimeout(PatienceMs);
        await visit.GoAsync($"#/backtest?zone={Uri.EscapeDataString("indian-two-stage/in_iex")}");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-03-10");
        await page.GetByLabel("Most full cycles a day").FillAsync("1.5");
        var weights = page.GetByLabel("Frontier: other weights of risk");
        await weights.FillAsync("0, much");
        await page.GetByText("expected numbers with commas between, was 0, much").WaitForAsync();
        await weights.FillAsync("0, 1");
        await page.GetByLabel("Strategy").SelectOptionAsync("naive");
        await page.Locator(".field", new() { HasTextString = "Frontier" }).GetByText("expected a strategy that weighs risk").WaitForAsync();
        await page.GetByLabel("Strategy").SelectOptionAsync("two-stage");
        await page.GetByText("Ready to start: 3 days.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        var frontier = page.GetByRole(AriaRole.Region, new() { Name = "Efficient frontier" });
        await frontier.GetByText("The same run with 2 weights of risk").WaitForAsync();
        await frontier.GetByText("Table").ClickAsync();
        await frontier.GetByText("Net per MW and year less that of the first λ").WaitForAsync();
        await visit.PictureAsync("backtest-frontier");
        var order = (await visit.Server.CallAsync("GET", $"/api/v1/backtests/{page.Url.Split('/')[^1]}", "viewer")).Json.GetProperty("order");
        Assert.Equal("[0,1]", order.GetProperty("frontier").GetRawText());
        Assert.Equal(1.5, order.GetProperty("cyclesPerDay").GetDouble());
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as report" }).ClickAsync());
        Assert.Contains("The same run with 2 weights of risk", await File.ReadAllTextAsync((await saved.PathAsync())!), StringComparison.Ordinal);
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Backtest_WithAWrongPeriodOrBattery_SaysSoBesideIt()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        await visit.GoAsync($"#/backtest?zone={Uri.EscapeDataString(Market)}");
        await page.GetByText("Ready to start").WaitForAsync();
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("soon");
        await page.GetByText("expected a day such as 2025-03-01, was soon").WaitForAsync();
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("2026-03-08");
        await page.GetByLabel("Efficiency of charging").FillAsync("1.5");
        await page.Locator(".field", new() { HasTextString = "Efficiency of charging" }).GetByText("was 1.5").WaitForAsync();
        visit.AssertNoComplaints();
    }

    private static async Task AssertFiguresAsync(Visit visit, string id)
    {
        var result = (await visit.Server.CallAsync("GET", $"/api/v1/backtests/{id}/result", "viewer")).Json;
        var days = (await visit.Server.CallAsync("GET", $"/api/v1/backtests/{id}/days", "viewer")).Json.GetProperty("days").EnumerateArray().ToArray();
        var net = result.GetProperty("net").GetDouble().ToString("#,##0.00", CultureInfo.InvariantCulture).Replace('-', '\u2212');
        await visit.Page.Locator("dd", new() { HasTextString = net }).First.WaitForAsync();
        var saved = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { NameString = "CSV: Profit and loss by day" }).First.ClickAsync());
        var rows = (await File.ReadAllTextAsync((await saved.PathAsync())!)).TrimEnd('\n').Split('\n')[1..];
        Assert.Equal(days.Select(day => day.GetProperty("day").GetString()), rows.Select(row => row.Split(',')[0]));
        Assert.Equal(days.Select(day => day.GetProperty("net").GetDouble()), rows.Select(row => double.Parse(row.Split(',')[1], CultureInfo.InvariantCulture)));
    }

    // A second run to compare with, through the API.
    private static async Task<string> StartAsync(Visit visit, string strategy)
    {
        var answer = await visit.Server.CallAsync("POST", "/api/v1/backtests", "operator", $$"""{"market":"british-multi-market","zone":"gb","from":"2026-03-08","to":"2026-03-10","strategy":"{{strategy}}"}""");
        Assert.True(answer.Status == 202, answer.Text);
        var id = answer.Json.GetProperty("id").GetString()!;
        for (var state = ""; state is not ("done" or "failed");)
        {
            await Task.Delay(100);
            state = (await visit.Server.CallAsync("GET", $"/api/v1/backtests/{id}", "viewer")).Json.GetProperty("state").GetString()!;
        }

        return id;
    }
}
