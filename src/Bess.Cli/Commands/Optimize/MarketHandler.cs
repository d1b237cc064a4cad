using Bess.Cli.Commands.Why;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Markets.Sources.Csv;
using Bess.Optimization.BranchAndBound;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Programmes;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Cli.Commands.Optimize;

/// <summary>Plans one battery in more than one market; knows nothing of consoles.</summary>
internal static class MarketHandler
{
    /// <summary>Longest search for the best plan.</summary>
    public static readonly TimeSpan SearchTime = TimeSpan.FromSeconds(60);

    private const double ProvedShare = 1e-6;

    /// <summary>Reads what is left to read, and plans.</summary>
    public static Validated<MarketResult> Run(FleetMember member, LoadedPrices prices, MarketOrder order) =>
        order.RealTimePath is { } path ? TwoStage(member, prices, order, path) : Reserve(member, prices, order);

    private static Validated<MarketResult> Reserve(FleetMember member, LoadedPrices prices, MarketOrder order)
    {
        var (grid, currency) = (prices.Scenarios.Grid, prices.Scenarios.Currency);
        var read = order.Reserves.Select(one => ReservePriceCsv.Read(one.Path, grid, currency, one.Product.Name)).ToArray();
        Fault[] faults = [.. read.SelectMany(one => one.Faults)];
        if (faults.Length > 0)
            return Validated<MarketResult>.FromFaults(faults);
        var request = new MultiMarketRequest
        {
            Plant = StoragePlant.From(member),
            Venues = [new EnergyVenue { Name = "day-ahead", Prices = prices.Scenarios, FeePerMwh = order.DayAheadFeePerMwh }],
            Reserves = [.. order.Reserves.Select((one, k) => new ReserveOffer { Product = one.Product, PricePerMwHour = read[k].Value })],
            Risk = member.Risk,
            Exclusivity = ExclusivityMode.Exact,
        };
        var plan = new MultiMarketPlanner(new BranchAndBoundOptions { TimeLimit = SearchTime }).Plan(request);
        if (!plan.HasPlan)
            return NoPlan(member, plan.Status.ToString());
        var claim = PlanClaims.Of(plan, request);
        var money = AgentValuation.Of(claim, request);
        return Validated<MarketResult>.FromValue(new MarketResult(
            member, prices, claim, PlanAudit.Check(claim), money, plan.LowerBound, IsProved(money.Cost, plan.LowerBound), PlanProblem.Document(request)));
    }

    private static Validated<MarketResult> TwoStage(FleetMember member, LoadedPrices prices, MarketOrder order, string path)
    {
        var realTime = RealTime(path, prices);
        if (!realTime.TryGet(out var scenarios))
            return Validated<MarketResult>.FromFaults(realTime.Faults);
        var request = new TwoStageRequest
        {
            Plant = StoragePlant.From(member),
            DayAhead = scenarios.Count == prices.Scenarios.Count || prices.Scenarios.Count == 1 ? prices.Scenarios : Mean(prices.Scenarios),
            RealTime = scenarios,
            Risk = member.Risk,
            DayAheadFeePerMwh = order.DayAheadFeePerMwh,
            RealTimeFeePerMwh = order.RealTimeFeePerMwh,
            DeviationCostPerMwh = order.DeviationCostPerMwh,
        };
        var plan = new TwoStagePlanner().Plan(request);
        if (!plan.HasPlan)
            return NoPlan(member, plan.Status.ToString());
        PlanClaim[] claims = [.. Enumerable.Range(0, scenarios.Count).Select(s => PlanClaims.Of(plan, request, s))];
        var schedule = claims[0] with { PowerMw = plan.DayAheadMw, EnergyMwh = plan.DayAheadEnergyMwh, DayAheadMw = null, Money = null };
        AuditFinding[] findings = [.. PlanAudit.Check(schedule).Findings, .. claims.SelectMany(claim => PlanAudit.Check(claim).Findings)];
        var wear = claims.Select((claim, s) => scenarios.Probabilities[s] * claim.Money!.Wear).Sum();
        var end = plan.EnergyMwh.Select((energy, s) => scenarios.Probabilities[s] * request.Plant.End.Value(energy[^1])).Sum();
        var money = new AgentMoney(plan.ExpectedProfit, plan.ConditionalValueAtRisk, wear, end, plan.Objective);
        return Validated<MarketResult>.FromValue(new MarketResult(
            member, prices, schedule, new AuditVerdict(findings), money, plan.LowerBound, IsProved(plan.Objective, plan.LowerBound), PlanProblem.Document(request))
        {
            Scenarios = claims,
            Weights = scenarios.Probabilities.ToArray(),
        });
    }

    /// <summary>Whether a plan is proved best.</summary>
    public static bool IsProved(double cost, double bound) => cost - bound <= ProvedShare * Math.Max(1, Math.Abs(cost));

    private static ScenarioSet Mean(ScenarioSet set) => new(
        set.Name, set.Currency, set.Grid, set.ExpectedPricesPerMwh(), [1.0], set.KnownAt, set.Provenance);

    /// <summary>Scenarios, or a series as the only one.</summary>
    private static Validated<ScenarioSet> RealTime(string path, LoadedPrices dayAhead)
    {
        var grid = dayAhead.Scenarios.Grid;
        var set = Sources.Scenarios(path);
        if (!set.IsValid && Sources.Prices(path, null, dayAhead.Zone).TryGet(out var series) && series.MissingCount == 0 && series.Grid.OffsetOf(grid) >= 0)
            set = Validated<ScenarioSet>.FromValue(ScenarioSet.Single(series.Slice(grid)));
        if (!set.TryGet(out var found))
            return set;
        if (found.Grid != grid || found.Currency != dayAhead.Scenarios.Currency)
        {
            return Validated<ScenarioSet>.FromFault(new Fault(
                Path.GetFileName(path), "timestamp_utc", $"prices in {dayAhead.Scenarios.Currency} on {grid}, as day-ahead", $"prices in {found.Currency} on {found.Grid}"));
        }

        return set;
    }

    /// <summary>The fault of a battery that has no plan.</summary>
    public static Validated<MarketResult> NoPlan(FleetMember member, string status) =>
        Validated<MarketResult>.FromFault(new Fault($"battery {member.Battery.Id}", "limits", "limits that some plan meets", $"none found ({status})"));
}
