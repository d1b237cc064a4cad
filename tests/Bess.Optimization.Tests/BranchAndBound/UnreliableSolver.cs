using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests.BranchAndBound;

/// <summary>A solver whose every third answer is wrong or worthless in one of several ways, whatever it claims.</summary>
internal sealed class UnreliableSolver(int seed) : IQuadraticSolver
{
    private readonly Random _random = new(seed);
    private readonly InteriorPointSolver _solver = new();

    public SolveResult Solve(QuadraticProblem problem, SolverOptions? options = null, CancellationToken cancellationToken = default)
    {
        SolveResult honest = _solver.Solve(problem, options, cancellationToken);
        return _random.Next(15) switch
        {
            0 => honest with { RowDuals = [.. honest.RowDuals.Select(y => y * 3.0)] },
            1 => honest with { RowDuals = [.. honest.RowDuals.Select(y => y + 1.0)], DualObjective = honest.DualObjective + 100.0 },
            2 => honest with { Status = SolveStatus.PrimalInfeasible, Certificate = Guess(problem) },
            3 => honest with { Status = SolveStatus.NumericalTrouble, Primal = [.. honest.Primal.Select(_ => double.NaN)] },
            4 => honest with { Status = SolveStatus.Solved, Primal = [.. honest.Primal.Select(x => x + 0.3)], DualObjective = 1e9 },
            _ => honest,
        };
    }

    private static Certificate Guess(QuadraticProblem problem) => new()
    {
        RowMultipliers = [.. Enumerable.Repeat(1.0, problem.RowCount)],
        ColumnMultipliers = [.. Enumerable.Repeat(1.0, problem.VariableCount)],
    };
}
