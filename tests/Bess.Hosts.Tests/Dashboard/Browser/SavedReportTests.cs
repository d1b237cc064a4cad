using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Every page as one file.</summary>
[Collection(BrowserTests.Name)]
public sealed class SavedReportTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private static readonly string[] Order =
        ["Price and dispatch", "Coupled sums against their limits", "State of charge of the fleet", "Batteries over time", "Contribution of the batteries", "Convergence", "Multipliers", "Time"];

    [Theory]
    [InlineData("", "Now", 0)]
    [InlineData("#/launch", "Launch a round", 1)]
    [InlineData("#/round/saved", "Round saved", 10)]
    [InlineData("#/fleet/saved", "Fleet of saved", 1)]
    [InlineData("#/battery/saved/b-001", "Battery b-001", 2)]
    public async Task Page_Saved_IsOneFileWithoutScriptThatHoldsItsChartsAndTables(string hash, string title, int leastPictures)
    {
        await using var visit = await Visit.StartAsync(fixture, output, scheme: ColorScheme.Dark);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("feeder-limited", "saved"));
        await visit.GoAsync(hash);
        var text = await SaveAsync(visit);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://127", text, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", text, StringComparison.Ordinal);
        Assert.Contains(StyleOfReports(), text, StringComparison.Ordinal);
        Assert.Equal(text.Split("<img ").Length - 1, text.Split("<img src=\"data:image/").Length - 1);

        var page = await visit.OtherPageAsync();
        await page.SetContentAsync(text);
        var pictures = await page.EvaluateAsync<int[]>("async () => (await Promise.all([...document.images].map(one => one.decode().then(() => one.naturalWidth)))) ");
        Assert.True(pictures.Length >= leastPictures, $"{pictures.Length} pictures");
        Assert.All(pictures, width => Assert.True(width > 300));
        if (title.StartsWith("Round", StringComparison.Ordinal))
            Assert.Equal(Order, (await page.Locator("h2").AllInnerTextsAsync()).Where(Order.Contains));
        await visit.PictureAsync($"saved-{title.Split(' ')[0].ToLowerInvariant()}", page);
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Page_SavedWithHostileNames_HoldsThemAsText()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await HostileNameTests.LaunchAsync(visit, "hostile");
        foreach (var hash in new[] { "", "#/round/hostile", "#/fleet/hostile", "#/battery/hostile" })
        {
            await visit.GoAsync(hash);
            var page = await visit.OtherPageAsync();
            await page.SetContentAsync(await SaveAsync(visit));
            Assert.False(await page.EvaluateAsync<bool>("() => 'hit' in window"), hash);
            Assert.Equal(0, await page.Locator("iframe, script, b[onclick], img:not([src^='data:image/'])").CountAsync());
        }
    }

    private static async Task<string> SaveAsync(Visit visit)
    {
        var saved = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save as report" }).ClickAsync());
        Assert.Matches("^bess-[a-z0-9.-]+\\.html$", saved.SuggestedFilename);
        return await File.ReadAllTextAsync((await saved.PathAsync())!);
    }

    // The file that the server and the tool write into their reports.
    private static string StyleOfReports() => File.ReadAllText(RepositoryFolder.Of("src", "Bess.Reports", "report.css")).TrimEnd('\n');
}
