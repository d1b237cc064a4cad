using Bess.Coordination.Agents;
using Bess.Coordination.Rounds;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Algorithms;

/// <summary>The rounds that methods with a fixed penalty share: ask, take a step, report, until gap and residual are small.</summary>
internal static class PenaltyRounds
{
    /// <summary>Runs until the method converges or must end.</summary>
    /// <param name="context">The round.</param>
    /// <param name="defaultLimit">Iterations when the options name none.</param>
    /// <param name="request">Makes the request; called once a broadcast.</param>
    /// <param name="advance">Takes the sums of all answers.</param>
    public static async Task<StopReason> RunAsync(
        RoundContext context, int defaultLimit, Func<AgentRequest> request, Func<IReadOnlyList<ResponseSums>, PenaltyStep> advance)
    {
        var limit = context.Iteration + (context.Options.IterationLimit ?? defaultLimit);
        while (true)
        {
            var (gathering, stop) = await CompleteGathering.AskAsync(context, limit, request).ConfigureAwait(false);
            if (gathering is null)
            {
                return stop;
            }

            var before = context.Options.Clock.GetTimestamp();
            var step = advance(gathering.Classes);
            context.AddAggregatorTime(before);
            context.Report(new IterationReport(
                gathering,
                step.Sums,
                step.Cost,
                step.Value,
                step.Multipliers,
                step.Multipliers,
                step.Residual,
                (step.Value - step.LowerBound) / step.Scale,
                step.Movement,
                0,
                step.Converged ? "Converged" : step.Solved ? "Continue" : "Failed"));
            await context.CertifyIfDueAsync(step.Multipliers, step.Scale).ConfigureAwait(false);
            if (step.Converged)
            {
                return StopReason.Converged;
            }

            if (!step.Solved)
            {
                return StopReason.Stalled;
            }
        }
    }
}
