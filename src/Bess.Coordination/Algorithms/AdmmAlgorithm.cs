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

    public Task<StopReason> RunAsync(RoundContext context)
    {
        var penalty = (context.Options.Penalty ?? BestPenalty) * context.PriceDeviation;
        var mathematics = Start(context, penalty);
        return PenaltyRounds.RunAsync(context, DefaultIterationLimit, () => Request(context, mathematics, penalty), mathematics.Advance);
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
        double[] responses = [.. context.Members.ClassPowersMw.Select(power => power / penalty)];
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
