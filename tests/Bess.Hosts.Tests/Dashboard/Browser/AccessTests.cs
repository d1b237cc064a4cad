using Bess.Hosts.Tests.Server;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>The pages for people who use no mouse, a screen reader, a dark room or a telephone.</summary>
[Collection(BrowserTests.Name)]
public sealed class AccessTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private static readonly string[] Pages = ["", "#/launch", "#/round", "#/round/one?with=two", "#/fleet", "#/battery", "#/data"];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    public async Task Pages_Each_HaveNoSeriousFaultAndFit(int width, ColorScheme scheme)
    {
        await using var visit = await Visit.StartAsync(fixture, output, width: width, scheme: scheme);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("community-3", "one"));
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "two"));
        foreach (var hash in Pages)
        {
            await visit.GoAsync(hash);
            foreach (var summary in await visit.Page.Locator("summary").AllAsync())
                await summary.ClickAsync();
            Assert.True(await visit.AxeAsync() is [] or null, $"{hash}: {string.Join("\n", await visit.AxeAsync())}");
            var wide = await visit.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth");
            Assert.True(wide <= width, $"{hash}: {wide} points wide in a window of {width}");
            await visit.PictureAsync($"{scheme}-{width}-{(hash.Length > 2 ? hash[2..].Replace('/', '-').Replace('?', '-') : "now")}".ToLowerInvariant());
        }

        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Times_LocalInsteadOfUtc_MoveByTheOffset()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.GoAsync("#/launch");
        await visit.Page.GetByText("2026-03-09 23:00 to 2026-03-10 23:00").WaitForAsync();
        await visit.Page.GetByLabel("Times").SelectOptionAsync("local");
        await visit.Page.GetByText("2026-03-10 00:00 to 2026-03-11 00:00").WaitForAsync();
        await visit.Page.GetByText("times in Europe/Berlin").WaitForAsync();
        await visit.Page.GetByLabel("Theme").SelectOptionAsync("dark");
        Assert.Equal("dark", await visit.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        visit.AssertNoComplaints();
    }
}
