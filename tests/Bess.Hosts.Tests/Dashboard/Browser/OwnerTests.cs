using Bess.Hosts.Tests.Server;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>What the owner of a battery sees: what it was asked, and why.</summary>
[Collection(BrowserTests.Name)]
public sealed class OwnerTests(BrowserFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Owner_OfNoBattery_IsToldSoAndSeesNoOther()
    {
        await using var visit = await Visit.StartAsync(fixture, output, open: false);
        if (visit is null)
            return;
        await visit.RunAsync(SampleRounds.Order("community-3", "mine"));
        await visit.Page.GotoAsync("/#key=" + visit.Server.Key("prosumer"));
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Battery" }).ClickAsync();
        await visit.Page.GetByLabel("Your battery").FillAsync("baker");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await visit.Page.GetByText("There is no plan of a battery baker of yours in mine.").WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Fleet" }).CountAsync());
        Assert.Equal(0, await visit.Page.Locator("figure").CountAsync());
    }
}
