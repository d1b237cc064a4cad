using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using static Bess.Optimization.Tests.SolverAssert;

namespace Bess.Optimization.Tests.InteriorPoint;

public sealed class RandomProblemTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_RandomFeasible_ReachesKnownObjective(bool quadratic)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var (problem, objective) = RandomProblems.Create(seed, quadratic);
            Close(objective, Solve(problem, SolveStatus.Solved).PrimalObjective);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_RandomWithRowScalesOverSixDecades_Solved(bool quadratic)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            // A violation of 1e-8 times a multiplier of 1e3 counts in the complementarity, hence the wider check.
            var (problem, objective) = RandomProblems.Create(5000 + seed, quadratic, scaleSpread: 3.0);
            Close(objective, Solve(problem, SolveStatus.Solved, tolerance: 1e-4).PrimalObjective, 1e-5);
        }
    }

    [Fact]
    public void Solve_WithoutPresolve_SameObjective()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var (problem, objective) = RandomProblems.Create(seed, seed % 2 == 0);
            Close(objective, Solve(problem, SolveStatus.Solved, new SolverOptions { Presolve = false }).PrimalObjective);
        }
    }

    [Fact]
    public void Solve_WithoutCorrectors_SameObjective()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var (problem, objective) = RandomProblems.Create(seed, seed % 2 == 0);
            Close(objective, Solve(problem, SolveStatus.Solved, new SolverOptions { CentralityCorrectors = 0 }).PrimalObjective);
        }
    }

    [Fact]
    public void Solve_Twice_SameBits()
    {
        var (problem, _) = RandomProblems.Create(7, quadratic: true);
        var solver = new InteriorPointSolver();
        Assert.Equal(solver.Solve(problem).Primal, solver.Solve(problem).Primal);
    }

    [Fact]
    public void Solve_ObjectiveScaled_SamePointAndScaledMultipliers()
    {
        var (problem, objective) = RandomProblems.Create(11, quadratic: false);
        double[] linear = [.. problem.Linear.ToArray().Select(value => 1000.0 * value)];
        var scaled = new QuadraticProblem(
            null,
            linear,
            problem.Constraints,
            problem.RowLower.ToArray(),
            problem.RowUpper.ToArray(),
            problem.ColumnLower.ToArray(),
            problem.ColumnUpper.ToArray());
        Close(1000.0 * (objective - problem.Constant), Solve(scaled, SolveStatus.Solved).PrimalObjective);
    }
}
