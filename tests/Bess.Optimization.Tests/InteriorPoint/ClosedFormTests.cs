using Bess.Optimization.Problems;
using static Bess.Optimization.Tests.SolverAssert;

namespace Bess.Optimization.Tests.InteriorPoint;

public sealed class ClosedFormTests
{
    [Fact]
    public void Solve_TwoVariableLp_Solved()
    {
        // max 3x + 2y, x + y <= 4, x + 3y <= 8, 0 <= x <= 3: optimum (3, 1), multipliers 2 on the first row, 1 on x <= 3.
        var problem = Dense(
            null, [-3, -2], [[1, 1], [1, 3]], [-Infinity, -Infinity], [4, 8], [0, 0], [3, Infinity], constant: 5);
        var result = Solve(problem, SolveStatus.Solved);
        Close(-6, result.PrimalObjective);
        Close(3, result.Primal[0]);
        Close(1, result.Primal[1]);
        Close(-2, result.RowDuals[0]);
        Close(0, result.RowDuals[1]);
        Close(-1, result.ColumnDuals[0]);
    }

    [Fact]
    public void Solve_EqualityQp_Solved()
    {
        // min x² + y², x + y = 2: (1, 1), y = 2.
        var result = Solve(Dense([[2, 0], [0, 2]], [0, 0], [[1, 1]], [2], [2], [-Infinity, -Infinity], [Infinity, Infinity]), SolveStatus.Solved);
        Close(1, result.Primal[0]);
        Close(1, result.Primal[1]);
        Close(2, result.RowDuals[0]);
        Close(2, result.DualObjective);
    }

    [Fact]
    public void Solve_UnconstrainedQpWithoutRows_Solved()
    {
        // min ½ (x² + 2·½ x y + y²) − x: gradient zero at P x = (1, 0).
        var problem = Dense([[1, 0.5], [0.5, 1]], [-1, 0], [], [], [], [-Infinity, -Infinity], [Infinity, Infinity]);
        var result = Solve(problem, SolveStatus.Solved);
        Close(4.0 / 3.0, result.Primal[0]);
        Close(-2.0 / 3.0, result.Primal[1]);
    }

    [Fact]
    public void Solve_ProjectionOntoBox_Solved()
    {
        var problem = Dense([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [3, -0.5, -7], [], [], [], [-1, -1, -1], [1, 1, 1]);
        var result = Solve(problem, SolveStatus.Solved);
        Close(-1, result.Primal[0]);
        Close(0.5, result.Primal[1]);
        Close(1, result.Primal[2]);
        Close(2, result.ColumnDuals[0]);
        Close(-6, result.ColumnDuals[2]);
    }

    [Fact]
    public void Solve_RangeRowAtUpperBound_NegativeMultiplier()
    {
        var result = Solve(Dense(null, [-1, -1], [[1, 2]], [-3], [3], [0, 0], [Infinity, Infinity]), SolveStatus.Solved);
        Close(-3, result.PrimalObjective);
        Close(-1, result.RowDuals[0]);
        Close(1, result.ColumnDuals[1]);
    }

    [Fact]
    public void Solve_FixedVariable_KeepsItAndItsReducedCost()
    {
        // x2 = 2 fixed; min x1 + 5 x2, x1 + x2 >= 3.
        var result = Solve(Dense(null, [1, 5], [[1, 1]], [3], [Infinity], [0, 2], [Infinity, 2]), SolveStatus.Solved);
        Close(1, result.Primal[0]);
        Assert.Equal(2, result.Primal[1]);
        Close(11, result.PrimalObjective);
        Close(4, result.ColumnDuals[1]);
    }

    [Fact]
    public void Solve_EmptyRowsAndColumns_Solved()
    {
        var result = Solve(
            Dense(null, [1, 0], [[0, 0], [1, 0], [0, 0]], [-1, 2, -Infinity], [1, Infinity, Infinity], [0, -1], [Infinity, 1]), SolveStatus.Solved);
        Close(2, result.PrimalObjective);
        Close(1, result.RowDuals[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Solve_SingletonRows_SameAnswerWithAndWithoutPresolve(bool presolve)
    {
        // Singleton rows of both signs, one fixing a variable, which turns a longer row into a singleton.
        var problem = Dense(
            null,
            [1, -2, 3],
            [[2, 0, 0], [0, -1, 0], [1, 1, 0], [1, 1, 1]],
            [4, -5, -Infinity, 4],
            [4, Infinity, 6, Infinity],
            [-Infinity, -Infinity, -Infinity],
            [Infinity, Infinity, Infinity]);
        var result = Solve(problem, SolveStatus.Solved, new SolverOptions { Presolve = presolve });
        Close(2, result.Primal[0]);
        Close(4, result.Primal[1]);
        Close(-2, result.Primal[2]);
    }

    [Fact]
    public void Solve_NothingToDecide_Solved()
    {
        var problem = Dense(null, [1], [[1]], [0], [5], [3], [3], constant: 1);
        var result = Solve(problem, SolveStatus.Solved);
        Assert.Equal(4, result.PrimalObjective);
        Assert.Equal(1, result.Report.RemovedColumnCount);
    }

    [Fact]
    public void Solve_DegenerateVertex_Solved()
    {
        // Four rows meet in the optimal vertex (1, 1); the optimal face of the dual is large.
        var result = Solve(
            Dense(
                null,
                [-1, -1],
                [[1, 0], [0, 1], [1, 1], [2, 1], [1, 2], [1, 1]],
                [-Infinity, -Infinity, -Infinity, -Infinity, -Infinity, -Infinity],
                [1, 1, 2, 3, 3, 2],
                [0, 0],
                [Infinity, Infinity]),
            SolveStatus.Solved);
        Close(-2, result.PrimalObjective);
    }

    [Fact]
    public void Solve_NoInterior_Solved()
    {
        // x + y = 0 with x, y >= 0 leaves one point; so does x - z <= 0 with x >= 0 >= z.
        var result = Solve(
            Dense(
                [[1, 0, 0], [0, 0, 0], [0, 0, 1]],
                [-1, -2, 3],
                [[1, 1, 0], [1, 0, -1]],
                [0, -Infinity],
                [0, 0],
                [0, 0, -Infinity],
                [Infinity, Infinity, Infinity]),
            SolveStatus.Solved);
        Close(0, result.Primal[0]);
        Close(0, result.Primal[1]);
        Close(0, result.PrimalObjective);
    }

    [Fact]
    public void Solve_DependentEqualities_Solved()
    {
        var result = Solve(
            Dense(null, [1, 2, 3], [[1, 1, 1], [2, 2, 2], [1, 0, -1]], [3, 6, 0], [3, 6, 0], [0, 0, 0], [Infinity, Infinity, Infinity]),
            SolveStatus.Solved);
        Close(6, result.PrimalObjective);
    }

    [Fact]
    public void Solve_BadlyScaled_Solved()
    {
        // The first closed form with row and column units that differ by 1e10.
        var problem = Dense(
            null, [-3e5, -2e-5], [[1e8, 1e-2], [1e2, 3e-8]], [-Infinity, -Infinity], [4e3, 6e-3], [0, 0], [3e-5, Infinity]);
        var result = Solve(problem, SolveStatus.Solved);
        Close(-11, result.PrimalObjective);
        Close(1e5, result.Primal[1]);
    }
}
