using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Solves mixed-integer linear and convex quadratic programs by branch and bound over convex relaxations.</summary>
/// <remarks>
/// Single-threaded and deterministic: the same problem and options give the same nodes and the same answer, time limits apart. A node is
/// pruned only by a bound that holds for the multipliers at hand, or by a checked certificate of infeasibility. Columns without
/// bounds are allowed; integer ones among them may make the search endless, so that a limit must end it. Holds no state.
/// </remarks>
/// <param name="solver">
/// The solver of relaxations; <see langword="null"/> (default) for the interior point with one symbolic phase for all nodes.
/// </param>
public sealed class BranchAndBoundSolver(IQuadraticSolver? solver = null)
{
    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told of incumbent and bound after every node, on the solving thread.</param>
    /// <param name="cancellationToken">Ends the search early with the incumbent and bound so far; nothing is thrown.</param>
    /// <returns>Status, incumbent, bound and counts; check with <see cref="IntegerCheck"/> before use.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public BranchAndBoundResult Solve(
        MixedIntegerProblem problem,
        BranchAndBoundOptions? options = null,
        IProgress<BranchAndBoundProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= new BranchAndBoundOptions();
        options.Validate();
        BranchAndBoundResult result = new Search(problem, options, solver, progress, cancellationToken).Run();
        return result.Status == BranchAndBoundStatus.Unbounded ? LookForPoint(problem, options, result, cancellationToken) : result;
    }

    /// <summary>An objective that falls without bound in the relaxation does so here too, if there is a point at all.</summary>
    private BranchAndBoundResult LookForPoint(
        MixedIntegerProblem problem, BranchAndBoundOptions options, BranchAndBoundResult unbounded, CancellationToken cancellationToken)
    {
        QuadraticProblem p = problem.Relaxation;
        var feasibility = new QuadraticProblem(
            null,
            new double[p.VariableCount],
            p.Constraints,
            p.RowLower.ToArray(),
            p.RowUpper.ToArray(),
            p.ColumnLower.ToArray(),
            p.ColumnUpper.ToArray());
        BranchAndBoundResult found = new Search(
            new MixedIntegerProblem(feasibility, problem.IntegerColumns.ToArray()), options, solver, null, cancellationToken).Run();
        bool hasPoint = found.Primal is not null;
        return found with
        {
            Status = hasPoint ? BranchAndBoundStatus.Unbounded : found.Status,
            Objective = hasPoint ? p.Evaluate(found.Primal) : double.PositiveInfinity,
            Bound = found.Status == BranchAndBoundStatus.Infeasible ? double.PositiveInfinity : double.NegativeInfinity,
            Nodes = unbounded.Nodes + found.Nodes,
            Relaxations = unbounded.Relaxations + found.Relaxations,
            Iterations = unbounded.Iterations + found.Iterations,
            Seconds = unbounded.Seconds + found.Seconds,
        };
    }
}
