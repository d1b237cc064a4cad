using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Scheduling.Explaining;

/// <summary>Multipliers of a programme, in sure money: divided by 1 + λ.</summary>
/// <remarks>Signs as in <see cref="SolveResult"/>: ≥ 0 where a lower bound holds, ≤ 0 where an upper one does.</remarks>
internal sealed class Multipliers
{
    private Multipliers(QuadraticProblem problem, SolveResult result, double riskScale)
    {
        Problem = problem;
        Status = result.Status;
        Row = [.. result.RowDuals.Select(value => value / riskScale)];
        Column = [.. result.ColumnDuals.Select(value => value / riskScale)];
        Primal = result.Primal;
        Bound = result.DualObjective / riskScale;
    }

    public QuadraticProblem Problem { get; }

    public SolveStatus Status { get; }

    public bool IsSolved => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;

    public double[] Row { get; }

    public double[] Column { get; }

    public double[] Primal { get; }

    /// <summary>The dual objective: no point of the programme costs less.</summary>
    public double Bound { get; }

    public static Multipliers Of(ExplainedProgramme programme, double riskScale, CancellationToken cancellationToken)
    {
        var problem = programme.Builder.Build();
        var result = new InteriorPointSolver().Solve(problem, new SolverOptions { RecordIterations = false }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new Multipliers(problem, result, riskScale);
    }
}
