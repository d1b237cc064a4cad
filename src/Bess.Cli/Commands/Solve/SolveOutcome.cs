using Bess.Optimization.Diagnostics;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>An answer in the figures that are shown, with the verdict of a separate check on it.</summary>
internal sealed record SolveOutcome
{
    /// <summary>How it ended. A mixed-integer search is solved when the gap that was asked for is proved.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>The objective in the sense of the file; not a number when the vectors mean nothing.</summary>
    public required double Objective { get; init; }

    /// <summary>Relative, by the check.</summary>
    public required double PrimalResidual { get; init; }

    /// <summary>Relative, by the check; of the problem with its integers fixed where there are any.</summary>
    public required double DualResidual { get; init; }

    /// <summary>Relative: between the objectives, or between incumbent and bound where there are integers.</summary>
    public required double Gap { get; init; }

    public required int Iterations { get; init; }

    public required double Seconds { get; init; }

    /// <summary>What the check does not accept.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Values and multipliers to write.</summary>
    public required SolveResult Vectors { get; init; }

    /// <summary>What else there is to say.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether the vectors are a point that is worth something.</summary>
    public bool HasPoint => !double.IsNaN(Objective);

    /// <summary>The exit code, as docs/reference/cli.md has it.</summary>
    public int Code => Status switch
    {
        SolveStatus.Solved => Faults.Count == 0 ? ExitCode.Done : ExitCode.Internal,
        SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible => Faults.Count == 0 ? ExitCode.NoFeasiblePlan : ExitCode.Internal,
        _ => ExitCode.Stopped,
    };

    /// <summary>The outcome of a continuous problem.</summary>
    public static SolveOutcome Of(MpsModel model, SolveResult result, KktReport check)
    {
        var hasPoint = result.Status is not (SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible);
        return new SolveOutcome
        {
            Status = result.Status,
            Objective = hasPoint ? InSenseOf(model, check.PrimalObjective) : double.NaN,
            PrimalResidual = check.RelativePrimalResidual,
            DualResidual = DualResidualOf(check),
            Gap = check.RelativeGap,
            Iterations = result.Report.Iterations,
            Seconds = result.Report.Seconds,
            Faults = check.Faults,
            Vectors = result,
        };
    }

    /// <summary>An objective of the minimisation in the sense of the file.</summary>
    public static double InSenseOf(MpsModel model, double objective) => model.IsMaximisation ? -objective : objective;

    /// <summary>A multiplier of a bound that does not exist counts in full.</summary>
    public static double DualResidualOf(KktReport check) => Math.Max(check.RelativeDualResidual, check.SignResidual);
}
