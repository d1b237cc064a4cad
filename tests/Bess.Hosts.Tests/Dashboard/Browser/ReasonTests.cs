using System.Text.Json;
using Bess.Hosts.Tests.Server;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Why a battery does what it does, on its page.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReasonTests(BrowserFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Battery_EachInterval_ShowsTheReasonOfTheServerByKeyAndByClick()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "why"));
        var answer = await visit.Server.CallAsync("GET", "/api/v1/rounds/why/batteries/b-001/reasons?opposites=all", "viewer");
        var intervals = answer.Json.GetProperty("intervals").EnumerateArray().ToArray();
        Assert.Equal(24, intervals.Length);
        await visit.GoAsync("#/battery/why/b-001");
        var page = visit.Page;
        var why = page.GetByRole(AriaRole.Region, new() { Name = "Why", Exact = true });
        await why.WaitForAsync();

        // By key: the first interval, then the one after.
        await page.Locator(".heat").FocusAsync();
        foreach (var step in new[] { 0, 1, 2 })
        {
            await page.Keyboard.PressAsync("ArrowRight");
            await AssertShownAsync(why, intervals[step]);
        }

        // By click, in the strip and in the chart.
        var strip = (await page.Locator(".heat canvas").BoundingBoxAsync())!;
        await page.Locator(".heat canvas").ClickAsync(new() { Position = new() { X = strip.Width - 20, Y = 15 } });
        await AssertShownAsync(why, intervals[23]);
        var chart = page.Locator(".chart").First;
        var box = (await chart.BoundingBoxAsync())!;
        await chart.ClickAsync(new() { Position = new() { X = 66, Y = box.Height - 60 } });
        await AssertShownAsync(why, intervals[0]);

        await page.Locator("figure", new() { HasTextString = "interval by interval" }).Locator("summary").ClickAsync();
        var plain = (await visit.Server.CallAsync("GET", "/api/v1/rounds/why/batteries/b-001/reasons", "viewer")).Json.GetProperty("intervals");
        await page.GetByText(plain[5].GetProperty("sentence").GetString()!).First.WaitForAsync();
        Assert.True(await visit.AxeAsync() is [], string.Join("\n", await visit.AxeAsync()));
        await visit.PictureAsync("battery-why");
        visit.AssertNoComplaints();
    }

    private static async Task AssertShownAsync(ILocator why, JsonElement interval)
    {
        await why.GetByText(interval.GetProperty("action").GetString() is "idle" ? "idle" : $"{interval.GetProperty("action").GetString()}, ").First.WaitForAsync();
        await why.GetByText(interval.GetProperty("sentence").GetString()!).WaitForAsync();
        await why.GetByText(interval.GetProperty("opposite").GetProperty("cost").ValueKind == JsonValueKind.Null ? "no plan does it" : " more").First.WaitForAsync();
    }
}
