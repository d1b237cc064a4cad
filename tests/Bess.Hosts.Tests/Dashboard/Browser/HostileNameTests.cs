using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server.Documents;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Names that would be scripts if a page took them for markup.</summary>
[Collection(BrowserTests.Name)]
public sealed class HostileNameTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const string Attack = "<img src=x onerror=window.hit=1><svg onload=window.hit=1>{{7*7}}'\"`";

    [Fact]
    public async Task Names_WithMarkup_AreShownAndDoNotRun()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        await LaunchAsync(visit, "hostile");
        await UploadAsync(visit);
        foreach (var hash in new[] { "", "#/launch", "#/round/hostile", "#/fleet/hostile", "#/battery/hostile", "#/data", "#/backtest", "#/backtest/%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E", "#/round/%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E", "#/battery/hostile/%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E" })
        {
            await visit.GoAsync(hash);
            foreach (var summary in await visit.Page.Locator("summary").AllAsync())
                await summary.ClickAsync();
            Assert.False(await visit.Page.EvaluateAsync<bool>("() => 'hit' in window"), hash);
            Assert.Equal(0, await visit.Page.Locator("img, iframe, main script, b").CountAsync());
        }

        await visit.GoAsync("#/data");
        await visit.Page.GetByText(Attack).First.WaitForAsync();
        await visit.GoAsync("");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = Attack }).WaitForAsync();
    }

    private static async Task UploadAsync(Visit visit)
    {
        var source = System.Text.Json.JsonSerializer.Serialize(Attack);
        var answer = await visit.Server.CallAsync(
            "PUT", "/api/v1/prices/hostile", "operator",
            $$$"""{"kind":"price-series","schemaVersion":1,"name":"hostile","zone":null,"currency":"EUR","grid":{"startUtc":"2026-03-09T23:00:00Z","stepSeconds":3600,"steps":2},"knownAtUtc":["2026-03-09T12:00:00Z","2026-03-09T12:00:00Z"],"provenance":{"source":{{{source}}},"detail":null,"synthetic":false},"pricesPerMwh":[1,2]}""");
        Assert.True(answer.Status == 201, answer.Text);
    }

    /// <summary>Runs a round whose names would be scripts.</summary>
    internal static async Task LaunchAsync(Visit visit, string id)
    {
        var text = Encoding.UTF8.GetString(RoundOrderDocument.Write(BadOrders.Good(id, "pair")));
        var order = text.Replace("\"pair\"", System.Text.Json.JsonSerializer.Serialize(Attack), StringComparison.Ordinal)
            .Replace("\"made up\"", "\"<b onclick=window.hit=1>\"", StringComparison.Ordinal)
            .Replace("\"test\"", "\"<iframe srcdoc='<script>parent.hit=1<\\/script>'>\"", StringComparison.Ordinal);
        var launched = await visit.Server.CallAsync("POST", "/api/v1/rounds", "operator", order);
        Assert.True(launched.Status == 202, launched.Text);
        await DashboardServer.EndOfAsync(visit.Server, id);
    }
}
