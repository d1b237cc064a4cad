using Bess.Coordination.Agents;
using Bess.Coordination.Rounds;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Algorithms;

/// <summary>Textbook ALADIN as a protocol, for comparison. The algebra is <see cref="TextbookAladin"/>'s.</summary>
internal sealed class AladinAlgorithm : ICoordinationAlgorithm
{
    /// <summary>ρ in units of σ(π Δt)/P̄: with the soft slack of <see cref="TextbookAladinOptions"/> the best of 3 … 300 on fleets of 3 and 10.</summary>
    public const double BestPenalty = 20;

    public int DefaultIterationLimit => 250;

    public Task<StopReason> RunAsync(RoundContext context)
    {
        var penalty = (context.Options.Penalty ?? BestPenalty) * context.PriceDeviation;
        var mathematics = Start(context, penalty);
        return PenaltyRounds.RunAsync(context, DefaultIterationLimit, () => Request(context, mathematics, penalty), mathematics.Advance);
    }

    private static TextbookAladin Start(RoundContext context, double penalty)
    {
        var options = new TextbookAladinOptions
        {
            GapTolerance = context.Options.GapTolerance,
            ResidualTolerance = context.Options.ResidualTolerance,
            ResidualScale = context.PowerScale,
        };
        var plan = context.Plan;
        var powers = context.Members.ClassPowersMw;
        var responses = new double[plan.Set.Constraints];
        for (var c = 0; c < powers.Count; c++)
        {
            foreach (var k in plan.Classes[c])
            {
                responses[k] += powers[c] / penalty;
            }
        }

        return new TextbookAladin(plan.Set, options, [.. responses.Select(r => r > 0 ? r : 1)], StartingPrice.Of(context));
    }

    private static AgentRequest Request(RoundContext context, TextbookAladin mathematics, double penalty) => new()
    {
        RoundId = context.RoundId,
        Iteration = context.NextIteration(),
        Task = AgentTask.Linearize,
        PricePerMw = context.Plan.PricePerClass(mathematics.Multipliers),
        Penalty = penalty,
        Correction = mathematics.Correction is { } correction ? context.Plan.PricePerClass(correction) : null,
    };
}
