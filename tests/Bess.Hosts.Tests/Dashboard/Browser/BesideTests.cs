using Bess.Coordination.Coupling;
using Bess.Hosts.Tests.Server.Documents;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>Two rounds beside each other that are not coupled alike.</summary>
[Collection(BrowserTests.Name)]
public sealed class BesideTests(BrowserFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Multipliers_OfTwoRounds_StandEachInTheColumnOfItsRound()
    {
        await using var visit = await Visit.StartAsync(fixture, output);
        if (visit is null)
            return;
        double[] zero = [0, 0, 0, 0];
        var one = BadOrders.Good("one", "first");
        await visit.RunAsync(one);
        await visit.RunAsync(BadOrders.Good("two", "second") with { Coupling = one.Coupling with { Commitments = [new Commitment(zero, CommitmentMode.Priced, null, zero, [100, 100, 100, 100])] } });
        await visit.GoAsync("#/round/one?with=two");
        var columns = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Multipliers" }).Locator(".pair > div");
        Assert.Equal(2, await columns.CountAsync());
        foreach (var (column, id, figures) in new[] { (0, "one", 1), (1, "two", 2) })
        {
            var names = await columns.Nth(column).Locator("h2").AllTextContentsAsync();
            Assert.Equal(figures, names.Count);
            Assert.All(names, name => Assert.EndsWith($" of {id}", name, StringComparison.Ordinal));
        }

        visit.AssertNoComplaints();
    }
}
