using Bess.Hosts.Tests.Server;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>All that an operator does, without a mouse.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int MostTabs = 80;

    [Fact]
    public async Task Keyboard_Alone_LaunchesARoundReadsAReasonSavesTheCsvAndComparesTwoTraces()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "earlier"));
        var page = visit.Page;
        await visit.GoAsync("");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the page", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await TabToAsync(page, "Launch");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Ready to launch.").WaitForAsync();
        await TabToAsync(page, "Launch", "BUTTON");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".badge.good").First.WaitForAsync();

        await TabToAsync(page, "Batteries");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/#/fleet/*");
        await visit.LoadedAsync();
        await TabToAsync(page, "", "DIV");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.StartsWith("baker, 00:00: ", await page.Locator("output").InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Battery baker" }).WaitForAsync();

        var why = page.GetByRole(AriaRole.Region, new() { Name = "Why", Exact = true });
        await why.WaitForAsync();
        await TabToAsync(page, "", "DIV");
        await page.Keyboard.PressAsync("ArrowRight");
        await why.GetByRole(AriaRole.Heading, new() { Name = "2026-03-09 23:00" }).WaitForAsync();
        await why.Locator(".reason", new() { HasTextRegex = new("[a-z]{3}") }).WaitForAsync();

        await TabToAsync(page, "CSV", "BUTTON");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith(".csv", saved.SuggestedFilename, StringComparison.Ordinal);

        await TabToAsync(page, "Round");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("beside").WaitForAsync();
        await TabToAsync(page, "beside", "SELECT");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.WaitForURLAsync("**/#/round/*?with=earlier");
        await page.Locator("figure", new() { HasTextString = "of earlier" }).First.WaitForAsync();
        visit.AssertNoComplaints();
    }

    /// <summary>Presses Tab until the element with that text, or that label, has the focus.</summary>
    internal static async Task TabToAsync(IPage page, string text, string tag = "A")
    {
        for (var i = 0; i < MostTabs; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(
                "([text, tag]) => document.activeElement.tagName === tag && (document.activeElement.textContent.trim() === text || document.activeElement.labels?.[0]?.textContent.trim() === text)", new[] { text, tag }))
                return;
        }

        Assert.Fail($"no {tag} '{text}' within {MostTabs} steps");
    }
}
