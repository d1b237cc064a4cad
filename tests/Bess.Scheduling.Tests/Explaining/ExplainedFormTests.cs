using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Units;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Explaining;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.Scheduling.Tests.Markets;

namespace Bess.Scheduling.Tests.Explaining;

/// <summary>Closed forms, refusals, and the cost of the opposite against solves that share no code.</summary>
public sealed class ExplainedFormTests
{
    /// <summary>Buy at 20, sell at 50: what is stored is worth between 20/η_c and 50 η_d; here the power decides, so anything between.</summary>
    [Fact]
    public void Explain_TwoStepArbitrage_ValueLiesBetweenBounds()
    {
        var (member, scenarios) = TwoSteps(20, 50, capacity: 10, wear: 1);
        var told = Explained(member, scenarios);
        Assert.Equal(ExplanationStatus.Optimal, told.Status);
        Assert.Equal(IntervalAction.Charge, told.Intervals[0].Action);
        Assert.Equal(IntervalAction.Discharge, told.Intervals[1].Action);
        Assert.InRange(told.Intervals[0].StoredEnergyValuePerMwh, (20 + 1) / 0.9 - 1e-4, ((50 - 1) * 0.8) + 1e-4);
    }

    /// <summary>The store holds less than a step of charging: charging is partial, so a stored MWh is worth what it costs, (20 + 1) / η_c, before it is full.</summary>
    [Fact]
    public void Explain_FullStore_ShadowIsWhatTheCeilingKeeps()
    {
        var (member, scenarios) = TwoSteps(20, 50, capacity: 0.5, wear: 1);
        var told = Explained(member, scenarios);
        var first = told.Intervals[0];
        Assert.Equal((20 + 1) / 0.9, first.StoredEnergyValuePerMwh, 1e-3);
        Assert.Equal(20, first.ChargeBreakEvenPerMwh, 1e-3);
        var ceiling = Assert.Single(first.BindingLimits, limit => limit.Kind == LimitKind.EnergyCeiling);
        Assert.Equal(((50 - 1) * 0.8) - ((20 + 1) / 0.9), ceiling.ShadowPrice, 1e-3);
        Assert.False(first.IsStrict);
    }

    /// <summary>A spread that the round trip eats: idle, and the opposite costs what a tenth of a MW loses.</summary>
    [Fact]
    public void Explain_NarrowSpread_IdleAndCostOfCharging()
    {
        var (member, scenarios) = TwoSteps(40, 50, capacity: 10, wear: 1);
        var told = Explained(member, scenarios);
        Assert.All(told.Intervals, reason => Assert.Equal(IntervalAction.Idle, reason.Action));
        var opposite = told.Intervals[0].Opposite!;
        Assert.Equal(IntervalAction.Charge, opposite.Action);
        Assert.True(opposite.IsExact);
        Assert.Equal(0.1 * ((40 + 1) - (0.72 * (50 - 1))), opposite.Cost!.Value, 1e-5);
    }

    [Fact]
    public void Explain_CostOfOpposite_IsThatOfAnIndependentSolve()
    {
        var compared = 0;
        for (var seed = 0; seed < 24; seed += 2)
        {
            var (member, scenarios) = ExplainedSignTests.Case(seed);
            var plan = BatteryScheduler.Optimise(member, scenarios).Value;
            var power = plan.Schedule.PowerMw.ToArray();
            var told = PlanExplainer.Explain(member, scenarios, power);
            var model = StorageModelFactory.Create(member, scenarios).Value;
            foreach (var reason in told.Intervals)
            {
                var opposite = reason.Opposite!;
                Assert.True(opposite.Cost is null or >= 0);
                if (!opposite.IsExact || opposite.Cost is not { } cost)
                    continue;
                var best = Forced(model, reason.Step, opposite);
                Assert.True(best is not null, $"seed {seed}, {opposite}");
                Assert.Equal(Math.Max(0, best!.Value - plan.Cost) / told.RiskScale, cost, 2e-5 * (1 + Math.Abs(plan.Cost)));
                compared++;
            }
        }

        Assert.True(compared > 80, $"{compared}");
    }

    [Fact]
    public void Explain_IdlePlanBesideASpread_IsNotExplained()
    {
        var (member, scenarios) = TwoSteps(20, 50, capacity: 10, wear: 1);
        var told = PlanExplainer.Explain(member, scenarios, [0.0, 0.0]);
        Assert.Equal(ExplanationStatus.NotOptimal, told.Status);
        Assert.Empty(told.Intervals);
        Assert.Equal((0.9 * 0.8 * 49) - 21, told.Gap, 1e-3);
        Assert.Contains("cannot be explained as optimal", told.Summary, StringComparison.Ordinal);
    }

    /// <summary>Burning energy at negative prices pays the relaxation only; a plan that idles wrongly is not explained by holding its directions.</summary>
    [Fact]
    public void Explain_IdlePlanAtNegativePrices_IsNotExplained()
    {
        var (member, scenarios) = TwoSteps(-50, -50, capacity: 10, wear: 1);
        Assert.Equal(ExplanationStatus.NotOptimal, PlanExplainer.Explain(member, scenarios, [0.0, 0.0]).Status);
    }

    [Fact]
    public void Explain_PlanThatBreaksALimit_IsRefused()
    {
        var (member, scenarios) = TwoSteps(20, 50, capacity: 10, wear: 1);
        var told = PlanExplainer.Explain(member, scenarios, [0.0, 1.0]);
        Assert.Equal(ExplanationStatus.Refused, told.Status);
        Assert.True(told.Audit.Breaks(AuditRule.EnergyWindow) || told.Audit.Findings.Count > 0);
        Assert.Empty(told.Intervals);
    }

    [Fact]
    public void Explain_WrongLengths_NameTheList()
    {
        var (member, scenarios) = TwoSteps(20, 50, capacity: 10, wear: 1);
        Assert.Contains("PowerMw", Assert.Throws<ArgumentException>(() => PlanExplainer.Explain(member, scenarios, [0.0])).Message, StringComparison.Ordinal);
        Assert.Contains("CouplingPricePerMwh", Assert.Throws<ArgumentException>(() => PlanExplainer.Explain(member, scenarios, [0.0, 0.0], [1.0])).Message, StringComparison.Ordinal);
    }

    private static PlanExplanation Explained(FleetMember member, ScenarioSet scenarios) =>
        PlanExplainer.Explain(member, scenarios, BatteryScheduler.Optimise(member, scenarios).Value.Schedule.PowerMw.ToArray());

    private static (FleetMember Member, ScenarioSet Scenarios) TwoSteps(double first, double second, double capacity, double wear)
    {
        var battery = MarketInstances.Battery(capacity, 1, 0.9, 0.8, 0, capacity, wear);
        return (new FleetMember(battery, new Energy(0), new TerminalCondition.None(), RiskPreference.Neutral, null), MarketInstances.One([first, second]));
    }

    /// <summary>The least cost of the other formulation with the direction and a least amount forced; null when there is none or it overlaps.</summary>
    private static double? Forced(StorageModel model, int step, OppositeAction opposite)
    {
        var (problem, columns) = BatteryFormulation.Build(model);
        var (lower, upper) = (problem.ColumnLower.ToArray(), problem.ColumnUpper.ToArray());
        var (does, not) = opposite.Action == IntervalAction.Charge ? (columns.Charge, columns.Discharge) : (columns.Discharge, columns.Charge);
        (lower[does + step], upper[not + step]) = (opposite.PowerMw, 0);
        var result = new InteriorPointSolver().Solve(problem.With(columnLower: lower, columnUpper: upper));
        return result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved ? result.PrimalObjective : null;
    }
}
