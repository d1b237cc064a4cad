using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Cli.Commands.Why;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;
using Bess.Optimization.BranchAndBound;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Programmes;

namespace Bess.Cli.Commands.Optimize;

/// <summary>Plans the battery of a site with its roof and its load; knows nothing of consoles.</summary>
internal static class ConnectionHandler
{
    /// <summary>Reads the inputs and plans.</summary>
    /// <param name="order">What is asked for.</param>
    public static Validated<MarketResult> Run(ConnectionOrder order)
    {
        var site = SiteFile.Read(order.SitePath);
        var prices = ScenarioLoader.Load(order.Prices, []);
        Fault[] faults = [.. site.Faults, .. Lacking(site, order), .. prices.Faults];
        return faults.Length > 0 ? Validated<MarketResult>.FromFaults(faults) : Plan(site.Value, prices.Value, order);
    }

    private static Validated<MarketResult> Plan(SiteFile site, LoadedPrices prices, ConnectionOrder order)
    {
        var grid = prices.Scenarios.Grid;
        var (solar, load) = (Power(order.SolarPath, grid, "solar", site.Solar), Power(order.LoadPath, grid, "load", site.Load));
        Fault[] faults = [.. solar.Faults, .. load.Faults];
        if (faults.Length > 0)
            return Validated<MarketResult>.FromFaults(faults);
        var request = site.ToConnection(grid, prices.Scenarios.ExpectedPricesPerMwh(), solar.Value, load.Value);
        var plan = new ConnectionPlanner(new BranchAndBoundOptions { TimeLimit = MarketHandler.SearchTime }).Plan(request);
        if (!plan.HasPlan)
            return MarketHandler.NoPlan(site.Battery, plan.Status.ToString());
        var claim = PlanClaims.Of(plan, request);
        var money = AgentValuation.Of(claim, request);
        var notes = prices.Scenarios.Count == 1 ? prices.Notes
            : [.. prices.Notes, string.Create(CultureInfo.InvariantCulture, $"planned on the expected prices of {prices.Scenarios.Count} scenarios: money is linear in them")];
        return Validated<MarketResult>.FromValue(new MarketResult(
            site.Battery, prices with { Notes = notes }, claim, PlanAudit.Check(claim), money, plan.LowerBound, MarketHandler.IsProved(money.Cost, plan.LowerBound),
            PlanProblem.Document(request, prices.Scenarios.Currency)));
    }

    private static Validated<double[]> Power(string? path, TimeGrid grid, string name, SiteFileProfile? profile) =>
        path is null ? Validated<double[]>.FromValue(new double[grid.Count]) : SitePowerCsv.Read(path, grid, name, profile?.PeakMw);

    // A roof or a load that nothing is known of would be planned as if it were not there.
    private static IEnumerable<Fault> Lacking(Validated<SiteFile> read, ConnectionOrder order)
    {
        if (!read.TryGet(out var site))
            yield break;
        if (site.Solar is not null && order.SolarPath is null)
            yield return Origin.CommandLine("--solar").Fault("the power of the site's roof on the steps of the prices", "nothing");
        if (site.Load is not null && order.LoadPath is null)
            yield return Origin.CommandLine("--load").Fault("the power of the site's load on the steps of the prices", "nothing");
        if (site.Battery.Risk.Lambda > 0)
        {
            yield return new Fault(
                Path.GetFileName(order.SitePath), "battery.risk.lambda", "0: a plan behind a connection is neutral to risk", string.Create(CultureInfo.InvariantCulture, $"{site.Battery.Risk.Lambda}"));
        }
    }
}
