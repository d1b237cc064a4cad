using Bess.Optimization.Diagnostics;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>An answer, its problem, and the verdict of the separate check on it.</summary>
internal sealed record SolveOutcome(MpsModel Model, SolveResult Result, KktReport Check)
{
    /// <summary>The objective in the sense of the file; not a number when the vectors mean nothing.</summary>
    public double Objective => HasPoint ? (Model.IsMaximisation ? -Check.PrimalObjective : Check.PrimalObjective) : double.NaN;

    /// <summary>Whether the vectors are a point that is worth something.</summary>
    public bool HasPoint => Result.Status is not (SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible);

    /// <summary>The dual residual; a multiplier of a bound that does not exist counts in full.</summary>
    public double DualResidual => Math.Max(Check.RelativeDualResidual, Check.SignResidual);

    /// <summary>The exit code, as docs/reference/cli.md has it.</summary>
    public int Code => Result.Status switch
    {
        SolveStatus.Solved => Check.IsAccepted ? ExitCode.Done : ExitCode.Internal,
        SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible => Check.IsAccepted ? ExitCode.NoFeasiblePlan : ExitCode.Internal,
        _ => ExitCode.Stopped,
    };
}
