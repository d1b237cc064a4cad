using Bess.Optimization.BranchAndBound;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Explaining;

/// <summary>The steps from a plan to its reasons: check, bound, multipliers, words.</summary>
internal sealed class ExplanationRun(ExplainedPlan plan, ExplanationOptions options)
{
    private const int SearchNodes = 2_000;

    private double _turnover;

    public PlanExplanation Explain()
    {
        var findings = plan.Claims.SelectMany(claim => PlanAudit.Check(claim).Findings).ToArray();
        var audit = new AuditVerdict(findings);
        if (!audit.IsAccepted)
        {
            return Without(ExplanationStatus.Refused, audit, double.NaN, double.NaN,
                $"The plan checker refuses the plan ({ReasonWords.Count(findings.Length, "finding")}, first: {findings[0].Rule} in interval {findings[0].Step}), so there is nothing to explain.");
        }

        _turnover = plan.TurnoverMoney();
        var cost = plan.Cost();
        var programme = plan.Write(isHeld: false);
        var whole = Multipliers.Of(programme, plan.RiskScale, options.CancellationToken);
        if (!whole.IsSolved)
            return Without(ExplanationStatus.NotSolved, audit, cost, double.NaN, $"The plan's problem could not be solved ({whole.Status}), so there are no multipliers to explain it by.");
        var gap = cost - whole.Bound;

        // A relaxation that does two opposite things at once has other multipliers than any plan, even where its bound is near.
        var isBothAtOnce = gap > options.OptimalGap * _turnover && ProgrammeSolver.Overlapping(whole.Primal, programme.Pairs).Any();
        return gap <= options.NearGap * _turnover && !isBothAtOnce
            ? Reasons(audit, cost, whole.Bound, programme, whole, MultiplierBasis.Whole, null)
            : Held(audit, cost, whole.Bound);
    }

    /// <summary>Above the linear bound: as directions, or sizes of bids, cost something, or because the plan is not good.</summary>
    private PlanExplanation Held(AuditVerdict audit, double cost, double linearBound)
    {
        var (bound, best) = Search(linearBound);
        var isBound = cost - bound <= options.NearGap * _turnover;
        var isBest = plan.HasSizes && cost - best <= options.NearGap * _turnover;
        var programme = plan.Write(isHeld: true);
        var held = isBound || isBest ? Multipliers.Of(programme, plan.RiskScale, options.CancellationToken) : null;
        if (held is { IsSolved: true } && cost - held.Bound <= options.NearGap * _turnover)
            return Reasons(audit, cost, bound, programme, held, MultiplierBasis.HeldDecisions, isBound ? null : best);
        var worse = double.IsFinite(best) && cost > best ? $"a plan was found that costs {ReasonWords.Money(cost - best, plan.Currency)} less" : "no better plan is known, and none is excluded";
        return Without(
            ExplanationStatus.NotOptimal, audit, cost, bound,
            $"The plan cannot be explained as optimal: it may cost up to {ReasonWords.Money(cost - bound, plan.Currency)} more than the best one ({worse}).");
    }

    /// <summary>A bound over plans that never do two opposite things, and the cost of the best one found, bids in their sizes.</summary>
    private (double Bound, double Best) Search(double linearBound)
    {
        var solver = new ProgrammeSolver { Search = new BranchAndBoundOptions { NodeLimit = SearchNodes, TimeLimit = options.SearchTime } };
        var programme = plan.Write(isHeld: false);
        var found = solver.Solve(programme.Builder, programme.Pairs, ExclusivityMode.Exact, null, null, options.CancellationToken);
        options.CancellationToken.ThrowIfCancellationRequested();
        var bound = double.IsFinite(found.LowerBound) ? Math.Max(linearBound, found.LowerBound / plan.RiskScale) : linearBound;
        if (!found.HasPoint)
            return (bound, double.PositiveInfinity);
        var again = plan.Write(isHeld: false);
        if (!plan.HoldSizes(again.Builder, found.Primal))
            return (bound, found.Objective / plan.RiskScale);
        var sized = solver.Solve(again.Builder, again.Pairs, ExclusivityMode.Held, null, null, options.CancellationToken);
        return (bound, sized.HasPoint ? sized.Objective / plan.RiskScale : double.PositiveInfinity);
    }

    private PlanExplanation Reasons(
        AuditVerdict audit, double cost, double bound, ExplainedProgramme programme, Multipliers multipliers, MultiplierBasis basis, double? best)
    {
        var losses = programme.Point.Losses(multipliers.Problem, multipliers.Row, multipliers.Column, plan.Steps);
        var figures = Enumerable.Range(0, plan.Steps).Select(t => plan.Figures(t, programme, multipliers)).ToArray();
        var opposites = new OppositeSearch(plan, basis == MultiplierBasis.HeldDecisions, cost, options.OptimalGap * _turnover, options.CancellationToken);
        var wanted = options.OppositeSteps;
        var intervals = new IntervalReason[plan.Steps];
        for (var t = 0; t < plan.Steps; t++)
            intervals[t] = Interval(t, figures[t], losses[t], wanted is null || wanted.Contains(t) ? opposites.Of(t) : null);
        var gap = cost - bound;
        var status = gap <= options.OptimalGap * _turnover ? ExplanationStatus.Optimal : ExplanationStatus.NearOptimal;
        return new PlanExplanation
        {
            Agent = plan.Plant.Battery.Id,
            Grid = plan.Grid,
            Currency = plan.Currency,
            Status = status,
            Basis = basis,
            RiskScale = plan.RiskScale,
            PlanCost = cost,
            LowerBound = bound,
            RelativeGap = gap / _turnover,
            Audit = audit,
            Summary = ReasonWords.Summary(status, basis, gap, best is { } found ? cost - found : null, plan.Currency),
            Intervals = intervals,
        };
    }

    private IntervalReason Interval(int t, StepFigures figures, double loss, OppositeAction? opposite)
    {
        var action = plan.ActionOf(t);
        double sell = figures.Sell - figures.DischargeBreakEven, buy = figures.ChargeBreakEven - figures.Buy;
        var margin = action switch
        {
            IntervalAction.Discharge => sell,
            IntervalAction.Charge => buy,
            _ => Math.Min(-sell, -buy),
        };
        var isPurchase = action == IntervalAction.Charge || (action == IntervalAction.Idle && buy > sell);
        var reason = new IntervalReason
        {
            Step = t,
            Start = plan.Grid.StartOf(t),
            Action = action,
            PowerMw = plan.PowerMw[t],
            EnergyAfterMwh = plan.EnergyMwh[t],
            ExpectedPricePerMwh = figures.Expected,
            CouplingPricePerMwh = figures.Coupling,
            EffectivePricePerMwh = isPurchase ? figures.Buy : figures.Sell,
            StoredEnergyValuePerMwh = figures.StoredEnergyValue,
            ChargeBreakEvenPerMwh = figures.ChargeBreakEven,
            DischargeBreakEvenPerMwh = figures.DischargeBreakEven,
            MarginPerMwh = margin,
            IsStrict = margin > ReasonWords.Cent,
            BindingLimits = figures.Limits,
            Markets = figures.Markets,
            NextBestMarket = figures.Markets.Count > 1 ? figures.Markets.Where(market => !market.IsUsed).MaxBy(market => market.GainPerMwHour) : null,
            Opposite = opposite,
            GapShare = loss,
            Sentence = "",
        };
        return reason with { Sentence = ReasonWords.Sentence(reason, figures, loss > options.OptimalGap * _turnover, plan.Currency) };
    }

    private PlanExplanation Without(ExplanationStatus status, AuditVerdict audit, double cost, double bound, string summary) => new()
    {
        Agent = plan.Plant.Battery.Id,
        Grid = plan.Grid,
        Currency = plan.Currency,
        Status = status,
        Basis = MultiplierBasis.Whole,
        RiskScale = plan.RiskScale,
        PlanCost = cost,
        LowerBound = bound,
        RelativeGap = (cost - bound) / (_turnover > 0 ? _turnover : double.NaN),
        Audit = audit,
        Summary = summary,
        Intervals = [],
    };
}
