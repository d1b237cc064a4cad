using Bess.Domain.Prices;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.TwoStage;

/// <summary>Makes the recourse exclusive with the day-ahead schedule as it is: each scenario that does both is planned again by itself.</summary>
/// <remarks>
/// With x given, scenarios meet in the CVaR only, and that grows with each profit: a scenario by itself wants the most of
/// profit_s + κ value(e_T), where κ = w_s / (w_s + multiplier of its risk row). So a repair costs some hundredths of a whole solve.
/// The schedule must be exclusive already; then every scenario has an answer, if no other than to run the schedule.
/// </remarks>
internal sealed class RecourseRepair(TwoStageRequest request, TwoStageColumns columns, ProgrammeSolver solver)
{
    /// <summary>The point with exclusive recourse, or null where the schedule does both or a scenario has no answer.</summary>
    public ProgrammeAnswer? Repair(QuadraticProblem problem, ProgrammeAnswer answer)
    {
        var steps = request.Steps;
        var offending = new HashSet<int>();
        var first = columns.Schedule is null ? 0 : steps;
        foreach (var k in ProgrammeSolver.Overlapping(answer.Primal, columns.Pairs))
        {
            if (k < first)
                return null;
            offending.Add((k - first) / steps);
        }

        var primal = (double[])answer.Primal.Clone();
        double[] position = [.. Enumerable.Range(0, steps).Select(t => primal[columns.PositionOf(t)])];
        foreach (var s in offending)
        {
            if (!TryScenario(s, position, Weight(answer, s), primal))
                return null;
        }

        SetLoss(problem, primal);
        return answer with
        {
            Primal = primal,
            Objective = problem.Evaluate(primal),
            IsExclusive = !ProgrammeSolver.Overlapping(primal, columns.Pairs).Any(),
            Outcome = ExclusivityOutcome.Held,
            RowDuals = [],
        };
    }

    private bool TryScenario(int s, double[] position, double endWeight, double[] primal)
    {
        var alone = request with
        {
            Plant = request.Plant with { End = Weighted(request.Plant.End, endWeight) },
            DayAhead = One(request.DayAhead, request.DayAhead.Count == 1 ? 0 : s),
            RealTime = One(request.RealTime, s),
            Risk = default,
            CommittedDayAheadMw = position,
        };
        var builder = new ProblemBuilder();
        var small = TwoStageFormulation.Append(builder, alone);
        var found = solver.Solve(builder, small.Pairs, ExclusivityMode.Held);
        if (!found.HasPoint || !found.IsExclusive)
            return false;
        found.Primal.AsSpan(small.Scenarios[0].Charge, small.ScenarioWidth).CopyTo(primal.AsSpan(columns.Scenarios[s].Charge));
        return true;
    }

    /// <summary>What a unit of expected end value weighs beside a unit of the scenario's profit.</summary>
    private double Weight(ProgrammeAnswer answer, int s)
    {
        var probability = request.RealTime.Probabilities[s];
        if (columns.Risk is not { FirstRow: >= 0 } risk)
            return request.RealTime.Count == 1 ? 1 / (1 + request.Risk.Lambda) : 1;
        return answer.RowDuals.Length == 0 ? 1 : probability / (probability + Math.Max(0, answer.RowDuals[risk.FirstRow + s]));
    }

    private static EndOfHorizon Weighted(EndOfHorizon end, double weight) =>
        end with { Values = [.. end.Values.Select(segment => segment with { ValuePerMwh = weight * segment.ValuePerMwh })] };

    private static ScenarioSet One(ScenarioSet set, int s) => new(
        set.Name, set.Currency, set.Grid, set.PricesPerMwh(s).ToArray(), [1.0], set.KnownAt, set.Provenance);

    /// <summary>The best ζ is a loss with the tail's probability at or above it; then u_s = max(0, loss_s − ζ).</summary>
    private void SetLoss(QuadraticProblem problem, double[] primal)
    {
        if (columns.Risk is not { FirstRow: >= 0 } risk)
            return;
        var probabilities = request.RealTime.Probabilities;
        primal.AsSpan(risk.Level, 1 + probabilities.Length).Clear();
        var activity = new double[problem.RowCount];
        problem.Constraints.Multiply(primal, activity);
        var losses = new double[probabilities.Length];
        for (var s = 0; s < losses.Length; s++)
            losses[s] = -activity[risk.FirstRow + s];
        var (level, mass) = (0.0, 0.0);
        foreach (var s in Enumerable.Range(0, losses.Length).OrderByDescending(s => losses[s]))
        {
            level = losses[s];
            mass += probabilities[s];
            if (mass >= request.Risk.TailShare)
                break;
        }

        primal[risk.Level] = level;
        for (var s = 0; s < losses.Length; s++)
            primal[risk.Level + 1 + s] = Math.Max(0, losses[s] - level);
    }
}
