using Bess.Coordination.Rounds;

namespace Bess.Cli.Runs;

/// <summary>Which exit code a round's result gives.</summary>
internal static class RoundExit
{
    /// <summary>Code of a result; a plan that the separate checker calls impossible is a fault of the tool, whatever the status.</summary>
    public static int CodeOf(RoundResult result) => result.Status switch
    {
        _ when !result.Verdict.PhysicallyFeasible => ExitCode.Internal,
        RoundStatus.Converged or RoundStatus.IdleOnly => result.Verdict.CouplingFeasible ? ExitCode.Done : ExitCode.Internal,
        RoundStatus.Infeasible => ExitCode.NoFeasiblePlan,
        _ => ExitCode.Stopped,
    };
}
