using Bess.Hosts.Tests.Server;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Pages on a server that keeps neither lists nor prices nor backtests: they say so, and ask for none of it.</summary>
[Collection(BrowserTests.Name)]
public sealed class BareHostTests(BrowserFixture fixture, ITestOutputHelper output)
{
    [Theory]
    [InlineData("#/", "knows power plants by their names only")]
    [InlineData("#/launch", "Launch a round")]
    [InlineData("#/round", "There is no round yet")]
    [InlineData("#/round/long", "converged")]
    [InlineData("#/fleet", "There is no plan yet")]
    [InlineData("#/battery", "There is no plan yet")]
    [InlineData("#/backtest", "This server runs no backtests")]
    [InlineData("#/backtest/one", "This server runs no backtests")]
    [InlineData("#/data", "This server keeps no uploaded prices")]
    public async Task Page_OfABareHost_SaysWhatIsNotThere(string hash, string words)
    {
        await using var visit = await Visit.StartAsync(fixture, output, start: () => TestServer.StartAsync(LongTraceTests.Create));
        if (visit is null)
            return;
        var refused = new List<string>();
        visit.Page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                refused.Add($"{response.Status} {response.Url}");
        };
        await visit.GoAsync(hash);
        var main = visit.Page.Locator("main");
        await main.GetByText(words).First.WaitForAsync();
        Assert.Contains(words, await main.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(refused);
        visit.AssertNoComplaints();
    }
}
