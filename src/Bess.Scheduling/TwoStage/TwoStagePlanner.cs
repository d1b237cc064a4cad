using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.TwoStage;

/// <summary>Plans day-ahead with recourse; keeps the ordering of the last shape, so that a year of days is ordered once.</summary>
/// <remarks>One planner a thread.</remarks>
public sealed class TwoStagePlanner
{
    private readonly ProgrammeSolver _solver = new();
    private readonly ProgrammeSolver _alone = new();

    /// <summary>The plan of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the run early with that status.</param>
    /// <returns>The plan, with an honest status.</returns>
    /// <exception cref="ArgumentException">When numbers of the request do not fit together; names the field.</exception>
    public TwoStagePlan Plan(TwoStageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        var builder = new ProblemBuilder();
        var columns = TwoStageFormulation.Append(builder, request);
        var repair = new RecourseRepair(request, columns, _alone);
        var answer = _solver.Solve(builder, columns.Pairs, request.Exclusivity, null, repair.Repair, cancellationToken);
        return Describe(request, columns, answer);
    }

    private static TwoStagePlan Describe(TwoStageRequest request, TwoStageColumns columns, ProgrammeAnswer answer)
    {
        var has = answer.HasPoint;
        var position = !has ? [] : request.CommittedDayAheadMw?.ToArray() ?? Position(request, columns, answer.Primal);
        var dispatch = has ? columns.Scenarios.Select(c => Net(answer.Primal, c, request.Steps)).ToArray() : [];
        var profit = dispatch.Select((y, s) => TwoStageMoney.Profit(request, s, position, y)).ToArray();
        var probabilities = request.RealTime.Probabilities;
        var expected = 0.0;
        for (var s = 0; s < profit.Length; s++)
            expected += probabilities[s] * profit[s];
        return new TwoStagePlan
        {
            Status = answer.Status,
            Grid = request.RealTime.Grid,
            DayAheadMw = position,
            DayAheadEnergyMwh = has && columns.Schedule is { } path ? answer.Primal.AsSpan(path.Energy, request.Steps).ToArray() : [],
            DispatchMw = dispatch,
            EnergyMwh = has ? [.. columns.Scenarios.Select(c => answer.Primal.AsSpan(c.Energy, request.Steps).ToArray())] : [],
            ScenarioProfit = profit,
            ExpectedProfit = has ? expected : double.NaN,
            ConditionalValueAtRisk = has ? TailMean.Of([.. profit.Select(value => -value)], probabilities, request.Risk.TailShare) : double.NaN,
            Objective = answer.Objective,
            LowerBound = answer.LowerBound,
            IsExclusive = has && answer.IsExclusive,
            Exclusivity = answer.Outcome,
            Solves = answer.Solves,
        };
    }

    private static double[] Position(TwoStageRequest request, TwoStageColumns columns, double[] primal) =>
        [.. Enumerable.Range(0, request.Steps).Select(t => primal[columns.PositionOf(t)])];

    private static double[] Net(double[] primal, StorageColumns columns, int steps) =>
        [.. Enumerable.Range(0, steps).Select(t => primal[columns.Discharge + t] - primal[columns.Charge + t])];
}
