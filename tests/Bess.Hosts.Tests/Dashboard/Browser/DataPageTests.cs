using System.Globalization;
using System.Text;
using Bess.Coordination.Remote.Documents;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Prices that are uploaded on the data page, and a round that is launched with them.</summary>
[Collection(BrowserTests.Name)]
public sealed class DataPageTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int Hours = 48;
    private const int Gap = 5;

    [Fact]
    public async Task Prices_Uploaded_AreListedCoveredLaunchedWithAndDeleted()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        var page = visit.Page;
        await visit.GoAsync("#/data");
        await UploadAsync(page, "spring", Csv(price: t => 30 + t, isMissing: t => t == Gap));
        await page.GetByText("spring is there.").WaitForAsync();
        await page.GetByText($"1 of {Hours} intervals have no value, in one run.").WaitForAsync();
        Assert.True(await visit.AxeAsync() is [], string.Join("\n", await visit.AxeAsync()));
        await visit.PictureAsync("data");

        // A sample whose limits hold in all intervals is planned on the last day of the prices.
        await visit.GoAsync("#/launch?order=feeder-limited");
        await page.GetByLabel("Prices", new() { Exact = true }).SelectOptionAsync("upload:spring");
        await page.GetByText("2026-04-02 00:00 to 2026-04-03 00:00").WaitForAsync();
        await page.GetByText("Ready to launch.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true }).ClickAsync();
        await page.GetByText("Separate check").WaitForAsync();
        var id = page.Url.Split('/')[^1];
        var order = RoundOrderDocument.Read((await visit.Server.CallAsync("GET", $"/api/v1/rounds/{id}/order", "viewer")).Body).Value;
        Assert.Equal([.. Enumerable.Range(24, 24).Select(t => 30.0 + t)], order.Scenarios.PricesPerMwh(0).ToArray());

        await visit.GoAsync("#/data");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete spring" }).ClickAsync();
        await page.GetByText("spring is deleted.").WaitForAsync();
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Prices_ThatCannotBeRead_AreRefusedWithTheirLines()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await visit.GoAsync("#/data");
        await UploadAsync(visit.Page, "bad", "timestamp_utc,day_ahead_eur_per_mwh\n2026-04-01T00:00:00Z,cheap\n");
        await visit.Page.GetByText("cheap").First.WaitForAsync();
        await visit.Page.GetByText("There are none yet.").WaitForAsync();
    }

    private static async Task UploadAsync(IPage page, string name, string csv)
    {
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name + ".csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        Assert.Equal(name, await page.GetByLabel("Name", new() { Exact = true }).InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true }).ClickAsync();
    }

    private static string Csv(Func<int, double> price, Func<int, bool> isMissing)
    {
        var start = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
        var rows = Enumerable.Range(0, Hours).Select(t => string.Create(
            CultureInfo.InvariantCulture, $"{start.AddHours(t):yyyy-MM-ddTHH:mm:ssZ},{(isMissing(t) ? "" : price(t).ToString(CultureInfo.InvariantCulture))}\n"));
        return "timestamp_utc,day_ahead_eur_per_mwh\n" + string.Concat(rows);
    }
}
