using System.Runtime.CompilerServices;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;
using Xunit.Abstractions;
using static Bess.Optimization.Tests.SolverAssert;

namespace Bess.Optimization.Tests.Contract;

/// <summary>What every <see cref="IQuadraticSolver"/> must do; to test a new solver, derive from this and create it.</summary>
public abstract class QuadraticSolverContract(ITestOutputHelper output)
{
    /// <summary>The relative accuracy that is asked for and held against the answers (times ten, for the objective).</summary>
    protected const double Tolerance = 1e-7;

    private static readonly SolverOptions Options = new() { FeasibilityTolerance = Tolerance, GapTolerance = Tolerance, CertificateTolerance = 1e-6 };

    // min 2 x + 3 y − 1, x + y >= 4, 0 <= x <= 3: 8 at (3, 1), y's multiplier 3 on the row, −1 on x.
    private static readonly QuadraticProblem Linear =
        Dense(null, [2, 3], [[1, 1]], [4], [Infinity], [0, 0], [3, Infinity], constant: -1);

    /// <summary>The solver, or null with one sentence on why it is not here.</summary>
    protected abstract (IQuadraticSolver? Solver, string Reason) Create();

    [Fact]
    public void Solve_Linear_PointAndMultipliers()
    {
        if (!TryCreate(out var solver)) return;
        SolveResult result = Accepted(solver, Linear, SolveStatus.Solved);
        Close(8, result.PrimalObjective);
        Close(8, result.DualObjective);
        Close(3, result.Primal[0]);
        Close(1, result.Primal[1]);
        Close(3, result.RowDuals[0]);
        Close(-1, result.ColumnDuals[0]);
        Close(0, result.ColumnDuals[1]);
    }

    [Fact]
    public void Solve_LinearAtUpperRow_NegativeMultiplier()
    {
        if (!TryCreate(out var solver)) return;
        // max x + 2 y with x + y in [1, 5], x − y in [−1, 1].
        SolveResult result = Accepted(solver, Dense(null, [-1, -2], [[1, 1], [1, -1]], [1, -1], [5, 1], [-Infinity, -Infinity], [Infinity, Infinity]), SolveStatus.Solved);
        Close(-8, result.PrimalObjective);
        Close(2, result.Primal[0]);
        Close(3, result.Primal[1]);
        Close(-1.5, result.RowDuals[0]);
        Close(0.5, result.RowDuals[1]);
    }

    [Fact]
    public void Solve_Quadratic_PointAndMultipliers()
    {
        if (!TryCreate(out var solver)) return;
        // min x² + y² + xy − 3x, x + y = 1, y >= 0.25: x = 0.75.
        SolveResult result = Accepted(solver, Dense([[2, 1], [1, 2]], [-3, 0], [[1, 1]], [1], [1], [-Infinity, 0.25], [Infinity, Infinity]), SolveStatus.Solved);
        Close(0.75, result.Primal[0], 1e-5);
        Close(0.25, result.Primal[1], 1e-5);
        Close(-1.25, result.RowDuals[0], 1e-5);
        Close(2.5, result.ColumnDuals[1], 1e-5);
    }

    [Fact]
    public void Solve_QuadraticWithoutRows_Projection()
    {
        if (!TryCreate(out var solver)) return;
        SolveResult result = Accepted(solver, Dense([[1, 0], [0, 1]], [-2, 5], [], [], [], [0, 0], [1, 1]), SolveStatus.Solved);
        Close(1, result.Primal[0]);
        Close(0, result.Primal[1]);
        Close(-1, result.ColumnDuals[0]);
        Close(5, result.ColumnDuals[1]);
    }

    [Fact]
    public void Solve_FixedColumnsAndFreeRows_NoTrouble()
    {
        if (!TryCreate(out var solver)) return;
        SolveResult result = Accepted(
            solver, Dense(null, [1, 1, 1], [[1, 1, 0], [0, 1, 1]], [3, -Infinity], [Infinity, Infinity], [2, 0, -1], [2, Infinity, Infinity]), SolveStatus.Solved);
        Close(2, result.PrimalObjective);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_RandomProblems_KnownObjective(bool quadratic)
    {
        if (!TryCreate(out var solver)) return;
        for (int seed = 300; seed < 315; seed++)
        {
            var (problem, objective) = RandomProblems.Create(seed, quadratic);
            SolveResult result = solver.Solve(problem, Options);
            Assert.True(result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved, $"seed {seed}: {result.Status}");
            bool isSolved = result.Status == SolveStatus.Solved;
            KktReport report = KktCheck.Check(problem, result, isSolved ? 1e-6 : 1e-4);
            Assert.True(report.IsAccepted, $"seed {seed}: {string.Join("; ", report.Faults)}");
            Close(objective, result.PrimalObjective, isSolved ? 1e-5 : 1e-3);
        }
    }

    [Fact]
    public void Solve_ContradictingRows_Proved()
    {
        if (!TryCreate(out var solver)) return;
        Accepted(solver, Dense(null, [1, 1], [[1, 1], [1, 1]], [3, -Infinity], [Infinity, 2], [-Infinity, -Infinity], [Infinity, Infinity]), SolveStatus.PrimalInfeasible);
    }

    [Fact]
    public void Solve_RowBeyondBounds_Proved()
    {
        if (!TryCreate(out var solver)) return;
        Accepted(solver, Dense([[1, 0], [0, 0]], [0, 1], [[1, 1]], [10], [Infinity], [0, 0], [4, 5]), SolveStatus.PrimalInfeasible);
    }

    [Fact]
    public void Solve_CrossedBounds_Proved()
    {
        if (!TryCreate(out var solver)) return;
        Assert.Equal(0, Accepted(solver, Dense(null, [1, 1], [[1, 1]], [2], [1], [0, 0], [3, 3]), SolveStatus.PrimalInfeasible).Certificate!.CrossedRow);
        Assert.Equal(1, Accepted(solver, Dense(null, [1, 1], [[1, 1]], [0], [1], [0, 4], [3, 3]), SolveStatus.PrimalInfeasible).Certificate!.CrossedColumn);
    }

    [Fact]
    public void Solve_Unbounded_Proved()
    {
        if (!TryCreate(out var solver)) return;
        Accepted(solver, Dense(null, [-1, 0], [[1, -1]], [-Infinity], [1], [0, 0], [Infinity, Infinity]), SolveStatus.DualInfeasible);
    }

    [Fact]
    public void Solve_UnboundedWithoutCurvature_Proved()
    {
        if (!TryCreate(out var solver)) return;
        Accepted(solver, Dense([[1, -1], [-1, 1]], [-1, 0], [], [], [], [0, 0], [Infinity, Infinity]), SolveStatus.DualInfeasible);
    }

    [Fact]
    public void Solve_NoIterations_HonestReport()
    {
        if (!TryCreate(out var solver)) return;
        Honest(solver, Options with { IterationLimit = 0 }, SolveStatus.IterationLimit, CancellationToken.None);
    }

    [Fact]
    public void Solve_NoTime_HonestReport()
    {
        if (!TryCreate(out var solver)) return;
        Honest(solver, Options with { TimeLimit = TimeSpan.Zero }, SolveStatus.TimeLimit, CancellationToken.None);
    }

    [Fact]
    public void Solve_Cancelled_HonestReportAndNothingThrown()
    {
        if (!TryCreate(out var solver)) return;
        using var source = new CancellationTokenSource();
        source.Cancel();
        Honest(solver, Options, SolveStatus.Cancelled, source.Token);
    }

    [Fact]
    public void Solve_Misuse_NamesTheArgument()
    {
        if (!TryCreate(out var solver)) return;
        Assert.Throws<ArgumentNullException>("problem", () => solver.Solve(null!));
        var fault = Assert.Throws<ArgumentException>(() => solver.Solve(Linear, new SolverOptions { GapTolerance = 2 }));
        Assert.Contains(nameof(SolverOptions.GapTolerance), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Solve_TwoThreadsAtOnce_SameAnswers()
    {
        if (!TryCreate(out var solver)) return;
        var problems = Enumerable.Range(0, 8).Select(seed => RandomProblems.Create(700 + seed, quadratic: true).Problem).ToArray();
        double[] alone = [.. problems.Select(problem => solver.Solve(problem, Options).PrimalObjective)];
        var together = new double[problems.Length];
        Parallel.For(0, problems.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => together[i] = solver.Solve(problems[i], Options).PrimalObjective);
        for (int i = 0; i < alone.Length; i++) Close(alone[i], together[i], 1e-5);
    }

    [Fact]
    public void Solve_NoColumns_ByTheRowsAlone()
    {
        if (!TryCreate(out var solver)) return;
        var rows = new SparseMatrix(1, 0, [0], [], []);
        Assert.Equal(SolveStatus.Solved, solver.Solve(new QuadraticProblem(null, [], rows, [0], [1], [], [], 3)).Status);
        Assert.Equal(SolveStatus.PrimalInfeasible, solver.Solve(new QuadraticProblem(null, [], rows, [1], [1], [], [])).Status);
    }

    private static SolveResult Accepted(IQuadraticSolver solver, QuadraticProblem problem, SolveStatus expected)
    {
        SolveResult result = solver.Solve(problem, Options);
        Assert.Equal(expected, result.Status);
        KktReport report = KktCheck.Check(problem, result, 1e-6);
        Assert.True(report.IsAccepted, string.Join("; ", report.Faults));
        Assert.Equal(expected is SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible, result.Certificate is not null);
        return result;
    }

    private static void Honest(IQuadraticSolver solver, SolverOptions options, SolveStatus expected, CancellationToken cancellationToken)
    {
        SolveResult result = solver.Solve(Linear, options, cancellationToken);
        Assert.Equal(expected, result.Status);
        KktReport report = KktCheck.Check(Linear, result);
        Assert.True(report.IsAccepted, string.Join("; ", report.Faults));
        Close(report.PrimalResidual, result.Report.PrimalResidual, 1e-9);
        Close(report.RelativeGap, result.Report.RelativeGap, 1e-9);
    }

    /// <summary>The solver; without one, a line that says so by the test's name, and the test proves nothing.</summary>
    private bool TryCreate([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IQuadraticSolver? solver, [CallerMemberName] string test = "")
    {
        (solver, string reason) = Create();
        if (solver is null) output.WriteLine($"!!! NOT TESTED: {GetType().Name}.{test}: {reason}");
        return solver is not null;
    }
}
