using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Solves one problem in many boxes, and believes nothing that is not proved.</summary>
internal sealed class RelaxationSolver
{
    private const double Tolerance = 1e-9;
    private const double GapTolerance = 1e-10;
    private const double FineTolerance = 1e-11;
    private const double CheckTolerance = 1e-6;
    private const double RedundancySlack = 1e-12;
    private static readonly SolverOptions Standard = new()
    {
        FeasibilityTolerance = Tolerance,
        GapTolerance = GapTolerance,
        IterationLimit = 50,
        RecordIterations = false,
    };

    private readonly QuadraticProblem _problem;
    private readonly bool[] _isInteger;
    private readonly SparseMatrix _byRow;
    private readonly SearchClock _clock;
    private readonly IQuadraticSolver? _other;
    private readonly PreparedProblem? _prepared;

    /// <summary>Prepares the family of relaxations.</summary>
    /// <param name="problem">Rows, objective and the bounds of the columns that are not integer.</param>
    /// <param name="isInteger">Columns whose bounds come from the boxes.</param>
    /// <param name="clock">Time and counts.</param>
    /// <param name="other">A solver to use instead of the prepared interior point, or null.</param>
    public RelaxationSolver(QuadraticProblem problem, bool[] isInteger, SearchClock clock, IQuadraticSolver? other)
    {
        _problem = problem;
        _isInteger = isInteger;
        _byRow = problem.Constraints.Transpose();
        _clock = clock;
        _other = other;
        if (other is null) _prepared = InteriorPointSolver.Prepare(problem);
    }

    public QuadraticProblem Problem => _problem;

    /// <summary>Solves the relaxation in a box.</summary>
    public Relaxation Solve(Box box, PrimalDualPoint? warm) => Solve(box, null, Attempts(warm));

    /// <summary>Solves a relaxation once more as accurately as it goes; the bound does not fall.</summary>
    public Relaxation Refine(Box box, Relaxation known)
        => Solve(box, known, [Standard with { FeasibilityTolerance = FineTolerance, GapTolerance = FineTolerance }]);

    private Relaxation Solve(Box box, Relaxation? best, IEnumerable<SolverOptions> attempts)
    {
        QuadraticProblem problem = Restrict(box);
        foreach (SolverOptions options in attempts)
        {
            if (_clock.Interruption() is not null) return new Relaxation(RelaxationKind.Interrupted);
            SolveResult result = Run(problem, options);
            _clock.Count(result);
            if (result.Status is SolveStatus.Cancelled or SolveStatus.TimeLimit) return new Relaxation(RelaxationKind.Interrupted);
            bool isProof = result.Status is SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible;
            // A point is judged as an optimum whatever ended the run.
            SolveResult claim = isProof ? result : result with { Status = SolveStatus.AlmostSolved };
            bool isAccepted = KktCheck.Check(problem, claim, CheckTolerance).IsAccepted;
            if (isAccepted && result.Status == SolveStatus.PrimalInfeasible) return new Relaxation(RelaxationKind.Infeasible);
            if (isAccepted && result.Status == SolveStatus.DualInfeasible) return new Relaxation(RelaxationKind.Unbounded);
            bool isTrusted = isAccepted && !isProof;
            Relaxation candidate = Bounded(problem, box, result, isTrusted);
            best = Better(best, candidate);
            if (isTrusted) return best;
        }

        return best!;
    }

    /// <summary>The warm start first, then cold ones with more and more regularisation.</summary>
    private static IEnumerable<SolverOptions> Attempts(PrimalDualPoint? warm)
    {
        if (warm is not null) yield return Standard with { WarmStart = warm, IterationLimit = 25 };
        yield return Standard;
        yield return Standard with { IterationLimit = 200, StaticRegularisation = 1e-6, RefinementSteps = 16 };
    }

    private SolveResult Run(QuadraticProblem problem, SolverOptions options)
    {
        options = options with { TimeLimit = _clock.TimeLeft, TimeProvider = _clock.TimeProvider };
        return _other is null
            ? _prepared!.Solve(problem, options, _clock.CancellationToken)
            : _other.Solve(problem, options, _clock.CancellationToken);
    }

    private static Relaxation Bounded(QuadraticProblem problem, Box box, SolveResult result, bool isTrusted)
    {
        bool isFinite = Array.TrueForAll(result.Primal, double.IsFinite) && Array.TrueForAll(result.RowDuals, double.IsFinite);
        double[] x = isFinite ? result.Primal : new double[problem.VariableCount];
        double[] y = isFinite ? result.RowDuals : new double[problem.RowCount];
        double[] z = Array.TrueForAll(result.ColumnDuals, double.IsFinite) ? result.ColumnDuals : new double[problem.VariableCount];
        SafeBound safe = SafeBound.Of(problem, x, y, box);
        return new Relaxation(
            RelaxationKind.Bounded, isTrusted, safe.Value, new PrimalDualPoint(x, y, z), problem.Evaluate(x), safe, problem);
    }

    private static Relaxation Better(Relaxation? best, Relaxation candidate)
    {
        if (best is null) return candidate;
        double bound = Math.Max(best.Bound, candidate.Bound);
        Relaxation chosen = candidate.IsTrusted || candidate.Bound > best.Bound ? candidate : best;
        return chosen with { Bound = bound };
    }

    /// <summary>
    /// Integer columns take the bounds of the box, the others only where the box fixes them; rows that can no longer bind are let go, so
    /// that the interior does not vanish.
    /// </summary>
    private QuadraticProblem Restrict(Box box)
    {
        var bounds = new Box(_problem.ColumnLower.ToArray(), _problem.ColumnUpper.ToArray());
        bool isAnyFixed = false;
        for (int j = 0; j < _isInteger.Length; j++)
        {
            if (_isInteger[j]) (bounds.Lower[j], bounds.Upper[j]) = (box.Lower[j], box.Upper[j]);
            else if (box.IsFixed(j) && !bounds.IsFixed(j)) bounds.Fix(j, box.Lower[j]);
            isAnyFixed |= bounds.IsFixed(j);
        }

        if (!isAnyFixed) return _problem.With(columnLower: bounds.Lower, columnUpper: bounds.Upper);
        var rowLower = _problem.RowLower.ToArray();
        var rowUpper = _problem.RowUpper.ToArray();
        for (int i = 0; i < rowLower.Length; i++)
        {
            if (rowLower[i] == rowUpper[i]) continue;
            var range = ActivityRange.Of(_byRow, i, bounds);
            double slack = RedundancySlack * (1.0 + range.Size);
            if (range.Most <= rowUpper[i] + slack) rowUpper[i] = double.PositiveInfinity;
            if (range.Least >= rowLower[i] - slack) rowLower[i] = double.NegativeInfinity;
        }

        return _problem.With(rowLower: rowLower, rowUpper: rowUpper, columnLower: bounds.Lower, columnUpper: bounds.Upper);
    }
}
