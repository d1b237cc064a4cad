using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>The server is killed (SIGKILL) in mid-round while its page is open, and started again.</summary>
[Collection(BrowserTests.Name)]
public sealed class LostServerTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int Kills = 2;
    private const int More = 10;
    private const float PatienceMs = 60_000;

    [Fact]
    public async Task Page_WhoseServerIsKilledInMidRound_ComesBackByItselfAndMissesNothing()
    {
        if (fixture.Missing is { } missing)
        {
            output.WriteLine($"NOT CHECKED: {missing}");
            return;
        }

        await using var server = await ServerProcess.StartAsync(threads: 1);
        using (var body = new ByteArrayContent(RoundOrderDocument.Write(SampleRounds.Endless("lost"))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } })
            Assert.Equal(HttpStatusCode.Accepted, (await server.Client.PostAsync(new Uri("/api/v1/rounds", UriKind.Relative), body)).StatusCode);
        await using var context = await fixture.Browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = server.Address, AcceptDownloads = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(PatienceMs);
        await page.GotoAsync("/#/round/lost");
        var seen = await OperatorTests.IterationsAsync(page, More);
        for (var kill = 0; kill < Kills; kill++)
        {
            await server.KillAsync();
            await page.GetByText("The line is broken; trying again.").WaitForAsync();
            await server.StartAsync();
            var later = await OperatorTests.IterationsAsync(page, seen + More);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"killed after iteration {seen} or a little later, seen again up to {later}"));
            seen = later;
        }

        // While it still runs the page has only what came over the line: each iteration once, none left out.
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV: Residual, MW: lost" }).ClickAsync());
        var rows = (await File.ReadAllTextAsync((await saved.PathAsync())!)).TrimEnd('\n').Split('\n')[1..];
        Assert.True(rows.Length >= seen);
        Assert.Equal(Enumerable.Range(1, rows.Length), rows.Select(row => int.Parse(row.Split(',')[0], CultureInfo.InvariantCulture)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.Locator(".badge", new() { HasTextString = "cancelled" }).WaitForAsync();
    }
}
