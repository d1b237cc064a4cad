using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;
using static Bess.Optimization.Tests.SolverAssert;

namespace Bess.Optimization.Tests.InteriorPoint;

public sealed class InfeasibilityTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Solve_ContradictingRows_PrimalInfeasible(bool presolve)
    {
        // x + y >= 3 and x + y <= 2 with free variables.
        var problem = Dense(
            null, [1, 1], [[1, 1], [1, 1]], [3, -Infinity], [Infinity, 2], [-Infinity, -Infinity], [Infinity, Infinity]);
        Solve(problem, SolveStatus.PrimalInfeasible, new SolverOptions { Presolve = presolve });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Solve_RowBeyondBounds_PrimalInfeasible(bool presolve)
        => Solve(
            Dense([[1, 0], [0, 0]], [0, 1], [[1, 1]], [10], [Infinity], [0, 0], [4, 5]),
            SolveStatus.PrimalInfeasible,
            new SolverOptions { Presolve = presolve });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Solve_ContradictingSingletons_PrimalInfeasible(bool presolve)
        => Solve(
            Dense(null, [0, 0], [[2, 0], [-1, 0], [1, 1]], [6, -2, 0], [Infinity, Infinity, 1], [-Infinity, 0], [Infinity, Infinity]),
            SolveStatus.PrimalInfeasible,
            new SolverOptions { Presolve = presolve });

    [Fact]
    public void Solve_ContradictionThroughFixedColumns_PrimalInfeasible()
    {
        // x = 2 by a singleton, then y <= 1 by the second row, and the third row asks for y >= 2.
        var problem = Dense(
            null,
            [0, 0],
            [[1, 0], [1, 1], [1, 2]],
            [2, -Infinity, 6],
            [2, 3, Infinity],
            [-Infinity, -Infinity],
            [Infinity, Infinity]);
        Solve(problem, SolveStatus.PrimalInfeasible);
    }

    [Fact]
    public void Solve_EmptyRowAsksForOne_PrimalInfeasible()
        => Solve(Dense(null, [1], [[0.0]], [1], [Infinity], [0], [1]), SolveStatus.PrimalInfeasible);

    [Fact]
    public void Solve_CrossedRowBounds_PrimalInfeasible()
    {
        var result = Solve(Dense(null, [1, 1], [[1, 1]], [2], [1], [0, 0], [3, 3]), SolveStatus.PrimalInfeasible);
        Assert.Equal(0, result.Certificate!.CrossedRow);
    }

    [Fact]
    public void Solve_CrossedColumnBounds_PrimalInfeasible()
    {
        var result = Solve(Dense(null, [1, 1], [[1, 1]], [0], [1], [0, 4], [3, 3]), SolveStatus.PrimalInfeasible);
        Assert.Equal(1, result.Certificate!.CrossedColumn);
    }

    [Fact]
    public void Solve_UnboundedLp_DualInfeasible()
        => Solve(Dense(null, [-1, 0], [[1, -1]], [-Infinity], [1], [0, 0], [Infinity, Infinity]), SolveStatus.DualInfeasible);

    [Fact]
    public void Solve_UnboundedWithoutRows_DualInfeasible()
        => Solve(Dense(null, [1, -1], [], [], [], [0, 0], [Infinity, Infinity]), SolveStatus.DualInfeasible);

    [Fact]
    public void Solve_UnboundedInNullSpaceOfP_DualInfeasible()
        => Solve(Dense([[1, -1], [-1, 1]], [-1, 0], [], [], [], [0, 0], [Infinity, Infinity]), SolveStatus.DualInfeasible);

    [Fact]
    public void Solve_FlatDirectionWithoutSlope_Solved()
        => Solve(Dense([[1, -1], [-1, 1]], [-1, 1], [], [], [], [-5, -5], [Infinity, Infinity]), SolveStatus.Solved);

    [Fact]
    public void Solve_RandomInfeasible_AlwaysCertified()
    {
        int found = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var (problem, _) = RandomProblems.Create(1000 + seed, quadratic: seed % 2 == 0);
            if (problem.RowCount < 2) continue;
            Solve(WithContradiction(problem, new Random(seed)), SolveStatus.PrimalInfeasible);
            found++;
        }

        Assert.True(found > 30);
    }

    [Fact]
    public void Solve_RandomUnbounded_AlwaysCertified()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int n = 3 + random.Next(15);
            int m = 1 + random.Next(8);
            SparseMatrix a = RandomProblems.Matrix(random, m, n, 0.5);
            var d = Enumerable.Range(0, n).Select(_ => RandomProblems.Normal(random)).ToArray();
            var activity = new double[m];
            a.Multiply(d, activity);
            // 0 is feasible and d a recession direction; q falls along it.
            var q = d.Select(value => -value).ToArray();
            var problem = new QuadraticProblem(
                null,
                q,
                a,
                [.. activity.Select(value => value >= 0 ? -1.0 : double.NegativeInfinity)],
                [.. activity.Select(value => value >= 0 ? double.PositiveInfinity : 1.0)],
                [.. d.Select(value => value >= 0 ? 0.0 : double.NegativeInfinity)],
                [.. d.Select(value => value >= 0 ? double.PositiveInfinity : 0.0)]);
            Solve(problem, SolveStatus.DualInfeasible);
        }
    }

    /// <summary>Appends the sum of two rows with bounds just beyond what the variables' box can give.</summary>
    private static QuadraticProblem WithContradiction(QuadraticProblem problem, Random random)
    {
        int n = problem.VariableCount;
        int m = problem.RowCount;
        var builder = new SparseMatrixBuilder(m + 2, n);
        for (int j = 0; j < n; j++)
        {
            double weight = RandomProblems.Normal(random);
            builder.Add(m, j, weight);
            builder.Add(m + 1, j, 2.0 * weight);
            for (int p = problem.Constraints.ColumnPointers[j]; p < problem.Constraints.ColumnPointers[j + 1]; p++)
                builder.Add(problem.Constraints.RowIndices[p], j, problem.Constraints.Values[p]);
        }

        // w'x >= 1 and 2 w'x <= 1.
        return new QuadraticProblem(
            problem.Quadratic,
            problem.Linear.ToArray(),
            builder.Build(),
            [.. problem.RowLower.ToArray(), 1.0, double.NegativeInfinity],
            [.. problem.RowUpper.ToArray(), double.PositiveInfinity, 1.0],
            problem.ColumnLower.ToArray(),
            problem.ColumnUpper.ToArray());
    }

    [Fact]
    public void Solve_InfeasibleAndUnbounded_OneOfBothIsProved()
    {
        var problem = Dense(
            null, [-1, -1], [[1, -1], [1, -1]], [1, -Infinity], [Infinity, 0], [-Infinity, -Infinity], [Infinity, Infinity]);
        var result = new InteriorPointSolver().Solve(problem);
        Assert.Contains(result.Status, new[] { SolveStatus.PrimalInfeasible, SolveStatus.DualInfeasible });
        Assert.True(Bess.Optimization.Diagnostics.KktCheck.Check(problem, result).IsAccepted);
    }
}
