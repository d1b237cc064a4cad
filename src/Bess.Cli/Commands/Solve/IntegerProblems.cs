using System.Globalization;
using Bess.Optimization.BranchAndBound;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.Files;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>Problems with integer columns: searched by branch and bound, then solved once more with the integers fixed, for multipliers.</summary>
internal static class IntegerProblems
{
    private const double CheckTolerance = 1e-6;

    /// <summary>Solves a problem with integer columns.</summary>
    /// <param name="model">A model whose <see cref="MpsModel.HasIntegers"/> is true.</param>
    /// <param name="solver">Solver of the relaxations.</param>
    /// <param name="options">Tolerances and limits; the gap tolerance is that of the search.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    public static SolveOutcome Solve(MpsModel model, IQuadraticSolver solver, SolverOptions options, CancellationToken cancellationToken)
    {
        var problem = new MixedIntegerProblem(model.Problem, Enumerable.Range(0, model.IsInteger.Length).Where(j => model.IsInteger[j]));
        var settings = new BranchAndBoundOptions
        {
            RelativeGap = Math.Max(options.GapTolerance, new BranchAndBoundOptions().RelativeGap),
            TimeLimit = options.TimeLimit,
            TimeProvider = options.TimeProvider,
        };
        // The search prepares relaxations of the interior point by itself.
        var search = new BranchAndBoundSolver(solver is InteriorPointSolver ? null : solver);
        var found = search.Solve(problem, settings, cancellationToken: cancellationToken);
        var check = IntegerCheck.Check(problem, found, CheckTolerance);
        var vectors = WithMultipliers(model.Problem, found, problem.IntegerColumns);
        return new SolveOutcome
        {
            Status = StatusOf(found.Status),
            Objective = found.Primal is null ? double.NaN : SolveOutcome.InSenseOf(model, check.Objective),
            PrimalResidual = check.RelativePrimalResidual,
            DualResidual = vectors.DualResidual,
            Gap = found.RelativeGap,
            Iterations = found.Iterations,
            Seconds = found.Seconds,
            Faults = check.Faults,
            Vectors = vectors.Result,
            Remarks = [Words(model, found)],
        };
    }

    private static (SolveResult Result, double DualResidual) WithMultipliers(QuadraticProblem problem, BranchAndBoundResult found, ReadOnlySpan<int> integers)
    {
        if (found.Primal is not { } x)
        {
            return (new SolveResult
            {
                Status = StatusOf(found.Status),
                Primal = new double[problem.VariableCount],
                RowDuals = new double[problem.RowCount],
                ColumnDuals = new double[problem.VariableCount],
                PrimalObjective = double.NaN,
                DualObjective = double.NaN,
                Report = new SolveReport(),
            }, double.NaN);
        }

        double[] lower = [.. problem.ColumnLower], upper = [.. problem.ColumnUpper];
        foreach (var column in integers)
            lower[column] = upper[column] = x[column];
        var fixedProblem = problem.With(columnLower: lower, columnUpper: upper);
        var result = new InteriorPointSolver().Solve(fixedProblem, new SolverOptions { RecordIterations = false });
        var dual = SolveOutcome.DualResidualOf(KktCheck.Check(fixedProblem, result));
        return (result with { Status = StatusOf(found.Status), Primal = x, PrimalObjective = found.Objective }, dual);
    }

    private static SolveStatus StatusOf(BranchAndBoundStatus status) => status switch
    {
        BranchAndBoundStatus.Optimal or BranchAndBoundStatus.GapLimit => SolveStatus.Solved,
        BranchAndBoundStatus.NodeLimit => SolveStatus.IterationLimit,
        BranchAndBoundStatus.TimeLimit => SolveStatus.TimeLimit,
        BranchAndBoundStatus.Cancelled => SolveStatus.Cancelled,
        BranchAndBoundStatus.Infeasible => SolveStatus.PrimalInfeasible,
        BranchAndBoundStatus.Unbounded => SolveStatus.DualInfeasible,
        _ => SolveStatus.NumericalTrouble,
    };

    private static string Words(MpsModel model, BranchAndBoundResult found) => string.Create(
        CultureInfo.InvariantCulture,
        $"{model.IsInteger.Count(one => one)} integer columns: {found.Status} after {found.Nodes} nodes and {found.Relaxations} relaxations, bound {SolveOutcome.InSenseOf(model, found.Bound):G12}");
}
