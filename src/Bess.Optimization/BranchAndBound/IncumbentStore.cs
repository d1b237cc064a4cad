using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>The best point of a search: integer values go in, are completed by solving for the other columns, checked and kept.</summary>
internal sealed class IncumbentStore(
    MixedIntegerProblem problem, BranchAndBoundOptions options, SearchClock clock, IQuadraticSolver? other)
{
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly IQuadraticSolver _solver = other ?? new InteriorPointSolver();

    public double[]? Point { get; private set; }

    public double Objective { get; private set; } = double.PositiveInfinity;

    /// <summary>Completes integer values and keeps the point if it is feasible and the best.</summary>
    /// <param name="values">Length n; the integer columns are rounded, the others ignored.</param>
    /// <returns>Whether it is the new incumbent.</returns>
    public bool Offer(double[] values)
    {
        int[] columns = problem.IntegerColumns.ToArray();
        var fixedValues = Array.ConvertAll(columns, j => Math.Round(values[j]));
        if (!Array.TrueForAll(fixedValues, double.IsFinite) || !_tried.Add(string.Join(' ', fixedValues))) return false;
        QuadraticProblem relaxation = problem.Relaxation;
        var lower = relaxation.ColumnLower.ToArray();
        var upper = relaxation.ColumnUpper.ToArray();
        for (int k = 0; k < columns.Length; k++)
        {
            double slack = options.FeasibilityTolerance * (1.0 + Math.Abs(fixedValues[k]));
            if (fixedValues[k] < lower[columns[k]] - slack || fixedValues[k] > upper[columns[k]] + slack) return false;
            lower[columns[k]] = upper[columns[k]] = fixedValues[k];
        }

        QuadraticProblem completed = relaxation.With(columnLower: lower, columnUpper: upper);
        foreach (double tolerance in (ReadOnlySpan<double>)[1e-10, 1e-12])
        {
            if (clock.Interruption() is not null) return false;
            SolveResult result = _solver.Solve(
                completed,
                new SolverOptions
                {
                    FeasibilityTolerance = tolerance,
                    GapTolerance = 1e-11,
                    RecordIterations = false,
                    TimeLimit = clock.TimeLeft,
                    TimeProvider = clock.TimeProvider,
                },
                clock.CancellationToken);
            clock.Count(result);
            if (result.Status is SolveStatus.PrimalInfeasible && KktCheck.Check(completed, result).IsAccepted) return false;
            if (!Array.TrueForAll(result.Primal, double.IsFinite)) continue;
            var x = result.Primal.ToArray();
            for (int k = 0; k < columns.Length; k++) x[columns[k]] = fixedValues[k];
            IntegerReport report = IntegerCheck.CheckPoint(problem, x, options.FeasibilityTolerance);
            if (report.IsAccepted) return Keep(x, report.Objective);
        }

        return false;
    }

    private bool Keep(double[] x, double objective)
    {
        if (!(objective < Objective)) return false;
        (Point, Objective) = (x, objective);
        return true;
    }
}
