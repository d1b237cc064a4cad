using Bess.Optimization.BranchAndBound;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Explaining;

/// <summary>Solves a plan's problem again with the opposite forced in one step.</summary>
internal sealed class OppositeSearch(ExplainedPlan plan, bool areSizesHeld, double cost, double tolerance, CancellationToken cancellationToken)
{
    /// <summary>What an idle step is asked to do instead, as a share of the power limit.</summary>
    private const double IdleShare = 0.1;

    /// <summary>What is asked when the whole is not possible, as a share of the most that is.</summary>
    private const double OfMost = 0.99;

    private const int SearchNodes = 500;

    private readonly ProgrammeSolver _solver = new() { Search = new BranchAndBoundOptions { NodeLimit = SearchNodes, TimeLimit = TimeSpan.FromSeconds(5) } };

    /// <summary>The opposite of a step; of idling the cheaper way.</summary>
    public OppositeAction Of(int step)
    {
        var power = Math.Abs(plan.PowerMw[step]);
        switch (plan.ActionOf(step))
        {
            case IntervalAction.Charge:
                return Forced(step, IntervalAction.Discharge, power);
            case IntervalAction.Discharge:
                return Forced(step, IntervalAction.Charge, power);
            default:
                var charge = Forced(step, IntervalAction.Charge, IdleShare * plan.Plant.Battery.ChargeLimit.Mw);
                var discharge = Forced(step, IntervalAction.Discharge, IdleShare * plan.Plant.Battery.DischargeLimit.Mw);
                return (charge.Cost ?? double.PositiveInfinity) <= (discharge.Cost ?? double.PositiveInfinity) ? charge : discharge;
        }
    }

    private OppositeAction Forced(int step, IntervalAction action, double wantedMw)
    {
        var power = Math.Min(wantedMw, plan.ColumnOf(step, action).LimitMw);
        var answer = Solve(step, action, power);
        if (!answer.HasPoint)
        {
            power = OfMost * Math.Min(power, Most(step, action));
            answer = power > ExplainedPlan.Share * plan.FullPowerMw ? Solve(step, action, power) : answer;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var more = (answer.Objective / plan.RiskScale) - cost;
        return new OppositeAction
        {
            Action = action,
            PowerMw = power,
            Cost = answer.HasPoint ? Math.Max(0, more) : null,
            IsExact = answer.HasPoint && answer.IsExclusive && (answer.Objective - answer.LowerBound) / plan.RiskScale <= tolerance,
        };
    }

    private ProgrammeAnswer Solve(int step, IntervalAction action, double powerMw)
    {
        var programme = Write();
        plan.Force(programme.Builder, step, action, powerMw);
        return _solver.Solve(programme.Builder, programme.Pairs, ExclusivityMode.Held, null, null, cancellationToken);
    }

    /// <summary>The most of an action that any plan does in a step.</summary>
    private double Most(int step, IntervalAction action)
    {
        var programme = Write();
        plan.Force(programme.Builder, step, action, 0);
        var problem = programme.Builder.Build();
        var money = new double[problem.VariableCount];
        var (column, _) = plan.ColumnOf(step, action);
        money[column] = -1;
        var result = new InteriorPointSolver().Solve(problem.With(linear: money), null, cancellationToken);
        return result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved ? Math.Max(0, result.Primal[column]) : 0;
    }

    /// <summary>The problem; bids in their sizes stay as they are, as others could not be sold either.</summary>
    private ExplainedProgramme Write()
    {
        var programme = plan.Write(isHeld: false);
        if (areSizesHeld)
            plan.HoldSizesOfPlan(programme.Builder);
        return programme;
    }
}
