using System.Globalization;
using Bess.Domain.Assets;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Explaining;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Tests.Markets;
using Xunit.Abstractions;

namespace Bess.Scheduling.Tests.Explaining;

/// <summary>A battery with a roof and a load behind one connection: closed forms of the node's price, and signs over random sites.</summary>
public sealed class ExplainedConnectionTests(ITestOutputHelper output)
{
    private const double ToleranceMoney = 0.02;
    private static readonly ExplanationOptions NoOpposite = new() { OppositeSteps = [], SearchTime = Timeout.InfiniteTimeSpan };

    /// <summary>Load 0.8 MW of an import of 1: 0.2 MW can charge at 20 what saves 100 later. The MW that the limit lacks is worth the 80 between.</summary>
    [Fact]
    public void Explain_ImportLimitBinds_ItsWorthIsTheSpread()
    {
        var told = Explained(TwoSteps([20, 100], [0, 0], [0.8, 0.8], startMwh: 0.5));

        var first = told.Intervals[0];
        Assert.Equal(ExplanationStatus.Optimal, told.Status);
        Assert.Equal((IntervalAction.Charge, -0.2), (first.Action, Math.Round(first.PowerMw, 4)));
        Assert.Equal(100, first.EffectivePricePerMwh, 1e-2);
        Assert.Equal(20, first.ExpectedPricePerMwh, 1e-6);
        Assert.Equal(80, Assert.Single(first.BindingLimits, limit => limit.Kind == LimitKind.Import).ShadowPrice, 1e-2);
        Assert.Contains("a MW more of the import limit would be worth 80.00 EUR an hour", first.Sentence, StringComparison.Ordinal);
        Assert.Equal(100, told.Intervals[1].EffectivePricePerMwh, 1e-2);
        Assert.DoesNotContain(told.Intervals[1].BindingLimits, limit => limit.Kind == LimitKind.Import);

        // To discharge 0.2 MW at first saves 0.4 MWh of import at 20 and costs as much at 100.
        Assert.Equal((IntervalAction.Discharge, true), (first.Opposite!.Action, first.Opposite.IsExact));
        Assert.Equal(0.4 * (100 - 20), first.Opposite.Cost!.Value, 1e-3);
    }

    /// <summary>More sun than load, store and export can take: a MWh behind the connection is worth nothing, a MW more of export what it sells for.</summary>
    [Fact]
    public void Explain_SunIsCurtailed_NodeIsWorthNothing()
    {
        var told = Explained(TwoSteps([20, 100], [2, 0], [0.2, 0.8], startMwh: 0, capacityMwh: 0.6) with { ExportLimitMw = 0.5, ExportPricePerMwh = [15, 95] });

        var first = told.Intervals[0];
        Assert.Equal((IntervalAction.Charge, -0.6), (first.Action, Math.Round(first.PowerMw, 4)));
        Assert.Equal(0, first.EffectivePricePerMwh, 1e-2);
        Assert.Equal(15, Assert.Single(first.BindingLimits, limit => limit.Kind == LimitKind.Export).ShadowPrice, 1e-2);
        Assert.Equal(100, Assert.Single(first.BindingLimits, limit => limit.Kind == LimitKind.EnergyCeiling).ShadowPrice, 1e-2);
        Assert.Contains("0.7 MW of sun are curtailed", first.Sentence, StringComparison.Ordinal);
        Assert.True(first.Markets.Single(market => market.Market == "curtailment").IsUsed);
        Assert.Equal("import", first.NextBestMarket!.Market);
        Assert.Equal(-20, first.NextBestMarket.GainPerMwHour, 1e-2);

        // In the evening the store serves 0.6 MW of the load; what is left is bought, and sets the price.
        Assert.Equal(100, told.Intervals[1].EffectivePricePerMwh, 1e-2);
    }

    /// <summary>The sun serves the load: nothing is bought or sold, and a MWh more would be sold, one less bought.</summary>
    [Fact]
    public void Explain_NothingPasses_NodeLiesBetweenThePrices()
    {
        var told = Explained(TwoSteps([50, 50], [0.4, 0.4], [0.4, 0.4], startMwh: 0) with { ImportPricePerMwh = [60, 60], ExportPricePerMwh = [45, 45], ExportLimitMw = 1 });

        Assert.All(told.Intervals, reason =>
        {
            Assert.Equal(IntervalAction.Idle, reason.Action);
            Assert.InRange(reason.EffectivePricePerMwh, 45 - 1e-3, 60 + 1e-3);
            Assert.Contains("Nothing passes the connection", reason.Sentence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Explain_PlanThatIsNotBestOrNotPossible_HasNoReasons()
    {
        var request = TwoSteps([20, 100], [0, 0], [0.8, 0.8], startMwh: 0.5);
        var idle = new ConnectionPlanQuestion
        {
            Problem = request,
            Currency = Currency.Eur,
            PowerMw = [0, 0],
            EnergyMwh = [0.5, 0.5],
            ImportMw = [0.8, 0.8],
            ExportMw = [0, 0],
            CurtailedMw = [0, 0],
        };

        Assert.Equal(ExplanationStatus.NotOptimal, PlanExplainer.Explain(idle, NoOpposite).Status);
        Assert.Equal(ExplanationStatus.Refused, PlanExplainer.Explain(idle with { ImportMw = [0.7, 0.8] }, NoOpposite).Status);
        Assert.Equal("ImportMw", Assert.Throws<ArgumentException>(() => PlanExplainer.Explain(idle with { ImportMw = [0.8] }, NoOpposite)).ParamName);
    }

    [Fact]
    public void Explain_RandomSites_SignReproducesDecisionAndNodeItsFlows()
    {
        var (strict, held, limited) = (0, 0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var request = Random(seed);
            var plan = new ConnectionPlanner().Plan(request);
            Assert.True(plan.HasPlan, $"seed {seed}: {plan.Status}");
            var told = PlanExplainer.Explain(ConnectionPlanQuestion.Of(request, plan, Currency.Eur), NoOpposite);
            Assert.True(told.IsExplained, $"seed {seed}: {told.Status} {told.Summary}");
            Assert.Equal(plan.Objective, told.PlanCost, 1e-6 * (1 + Math.Abs(plan.Objective)));
            held += told.Basis == MultiplierBasis.HeldDecisions ? 1 : 0;
            foreach (var reason in told.Intervals)
            {
                var where = $"seed {seed}, {told.Basis}, gap {told.Gap}, {reason}";
                ExplainedSignTests.CheckSign(reason, told.Basis, where);
                CheckNode(request, plan, reason, told.Basis, where);
                strict += reason.IsStrict ? 1 : 0;
                limited += reason.BindingLimits.Any(limit => limit.Kind is LimitKind.Import or LimitKind.Export) ? 1 : 0;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strict} strict intervals, {limited} at a limit of the connection, {held} plans with held directions"));
        Assert.True(strict > 1000 && limited > 300 && held > 5);
    }

    /// <summary>Written from the definitions alone: what is bought, sold or curtailed tells what the price of the node is, and the other way round.</summary>
    private static void CheckNode(ConnectionRequest request, ConnectionPlan plan, IntervalReason reason, MultiplierBasis basis, string where)
    {
        var (t, node) = (reason.Step, reason.EffectivePricePerMwh);
        double buy = request.ImportPricePerMwh[t], sell = request.ExportPricePerMwh[t];
        double Worth(LimitKind kind) => reason.BindingLimits.FirstOrDefault(limit => limit.Kind == kind)?.ShadowPrice ?? 0;
        if (plan.ImportMw[t] > 1e-3)
            Assert.True(Math.Abs(node - buy - Worth(LimitKind.Import)) < ToleranceMoney, where);
        if (plan.ExportMw[t] > 1e-3)
            Assert.True(Math.Abs(sell - node - Worth(LimitKind.Export)) < ToleranceMoney, where);
        if (plan.CurtailedMw[t] > 1e-3)
            Assert.True(Math.Abs(-node - Worth(LimitKind.Curtailment)) < ToleranceMoney, where);
        foreach (var market in reason.Markets.Where(market => basis == MultiplierBasis.Whole && !market.IsUsed))
            Assert.True(market.GainPerMwHour < ToleranceMoney, where);
    }

    private static ConnectionRequest Random(int seed)
    {
        var (random, request) = (new Random(seed), MarketInstances.Sunny(seed, seed % 4 == 0 ? 48 : 24, seed % 4 == 0 ? 0.5 : 1));
        var (fee, shift) = (20 * random.NextDouble(), seed % 3 == 0 ? -30 : 20);
        return request with
        {
            Plant = request.Plant with
            {
                InitialEnergyMwh = seed % 7 == 0 ? 0.05 : 0.2 + (1.5 * random.NextDouble()),
                End = (seed % 5) switch { 0 => EndOfHorizon.Worth(40), 1 => new EndOfHorizon(), 2 => new EndOfHorizon { FixedMwh = 0.9 }, _ => request.Plant.End },
                CyclesPerDay = seed % 6 == 0 ? 0.8 : null,
            },
            ImportPricePerMwh = [.. request.ExportPricePerMwh.Select(price => price + shift + fee)],
            ExportPricePerMwh = [.. request.ExportPricePerMwh.Select(price => price + shift - (5 * random.NextDouble()))],
            ImportLimitMw = 0.9 + (0.6 * random.NextDouble()),
            ExportLimitMw = seed % 8 == 0 ? 0 : 0.8 * random.NextDouble(),
        };
    }

    private static PlanExplanation Explained(ConnectionRequest request) =>
        PlanExplainer.Explain(ConnectionPlanQuestion.Of(request, new ConnectionPlanner().Plan(request), Currency.Eur));

    // A store of 1 MW without losses or wear behind an import of 1 MW.
    private static ConnectionRequest TwoSteps(double[] price, double[] solarMw, double[] loadMw, double startMwh, double capacityMwh = 1) => new()
    {
        Plant = new StoragePlant
        {
            Battery = new Battery(new BatterySpecification
            {
                Id = "b",
                EnergyCapacityMwh = capacityMwh,
                ChargeLimitMw = 1,
                DischargeLimitMw = 1,
                ChargeEfficiency = 1,
                DischargeEfficiency = 1,
                MinimumEnergyMwh = 0,
                MaximumEnergyMwh = capacityMwh,
            }),
            InitialEnergyMwh = startMwh,
        },
        Grid = new TimeGrid(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 2),
        ImportPricePerMwh = price,
        ExportPricePerMwh = price,
        SolarMw = solarMw,
        LoadMw = loadMw,
        ImportLimitMw = 1,
        ExportLimitMw = 0,
    };
}
