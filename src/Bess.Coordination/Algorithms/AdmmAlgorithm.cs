using Bess.Coordination.Agents;
using Bess.Coordination.Rounds;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Algorithms;

/// <summary>Exchange ADMM as a protocol. The algebra is <see cref="ExchangeAdmm"/>'s.</summary>
internal sealed class AdmmAlgorithm : ICoordinationAlgorithm
{
    /// <summary>ρ in units of σ(π Δt)/P̄: the best of 0.1 … 300 on fleets of 3, 10 and 100.</summary>
    public const double BestPenalty = 30;

    private const double Relaxation = 1.7;

    public int DefaultIterationLimit => 600;

    public async Task<StopReason> RunAsync(RoundContext context)
    {
        var limit = context.Iteration + (context.Options.IterationLimit ?? DefaultIterationLimit);
        var penalty = (context.Options.Penalty ?? BestPenalty) * context.PriceDeviation;
        var mathematics = Start(context, penalty);
        while (true)
        {
            var (gathering, stop) = await CompleteGathering.AskAsync(context, limit, () => Request(context, mathematics, penalty)).ConfigureAwait(false);
            if (gathering is null)
            {
                return stop;
            }

            var before = context.Options.Clock.GetTimestamp();
            var step = mathematics.Advance(gathering.Classes);
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
                step.DualStep,
                0,
                step.Converged ? "Converged" : "Continue"));
            await context.CertifyIfDueAsync(step.Multipliers, step.Scale).ConfigureAwait(false);
            if (step.Converged)
            {
                return StopReason.Converged;
            }
        }
    }

    private static ExchangeAdmm Start(RoundContext context, double penalty)
    {
        var options = new ExchangeAdmmOptions
        {
            Relaxation = Relaxation,
            GapTolerance = context.Options.GapTolerance,
            ResidualTolerance = context.Options.ResidualTolerance,
            ResidualScale = context.PowerScale,
        };
        double[] responses = [.. context.Transport.ClassPowersMw.Select(power => power / penalty)];
        return new ExchangeAdmm(context.Plan.Set, options, context.Plan.Classes, responses, StartingPrice.Of(context));
    }

    private static AgentRequest Request(RoundContext context, ExchangeAdmm mathematics, double penalty) => new()
    {
        RoundId = context.RoundId,
        Iteration = context.NextIteration(),
        Task = AgentTask.Minimise,
        PricePerMw = context.Plan.PricePerClass(mathematics.Multipliers),
        Penalty = penalty,
        Relaxation = Relaxation,
        Correction = mathematics.Correction is { } correction ? context.Plan.PricePerClass(correction) : null,
    };
}
