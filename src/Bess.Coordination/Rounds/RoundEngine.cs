using Bess.Coordination.Agents;
using Bess.Coordination.Algorithms;

namespace Bess.Coordination.Rounds;

/// <summary>What is left when the iterations are over: the best bound, and why it ended. The plans are with the agents.</summary>
/// <param name="Stop">Why iterating ended.</param>
/// <param name="LowerBound">Best valid lower bound of the total cost.</param>
/// <param name="BestCost">Priced cost of the best iterate.</param>
/// <param name="Multipliers">y, K·T, currency per MW.</param>
/// <param name="ProvedUnreachable">True when a price separates the coupling from what the fleet can do.</param>
/// <param name="MostNetEnergyMwh">Upper bound of the net energy that the fleet can export over the horizon; null where nobody had to ask.</param>
/// <param name="FixedSteps">Steps fixed to one direction because of negative prices.</param>
/// <param name="LooseSteps">Steps where the agents' response is so stiff that the multiplier is not determined.</param>
internal sealed record EngineOutcome(
    StopReason Stop,
    double LowerBound,
    double BestCost,
    double[] Multipliers,
    bool ProvedUnreachable,
    double? MostNetEnergyMwh,
    int FixedSteps,
    IReadOnlyList<int> LooseSteps);

/// <summary>The order of a round: questions of possibility, iterations, exclusivity, certificate, collection.</summary>
internal static class RoundEngine
{
    /// <summary>How often newly overlapping steps are fixed and the coordination repeated.</summary>
    private const int ExclusivityPasses = 4;

    public static async Task<EngineOutcome> RunAsync(RoundContext context)
    {
        var algorithm = AlgorithmCatalog.Create(context.Options);
        var stop = await algorithm.RunAsync(context).ConfigureAwait(false);
        var fixedSteps = 0;
        for (var pass = 0; context.Options.EnforceExclusivity && pass < ExclusivityPasses && stop is StopReason.Converged or StopReason.Stalled; pass++)
        {
            var now = await FixModesAsync(context).ConfigureAwait(false);
            if (now == fixedSteps)
            {
                break;
            }

            fixedSteps = now;
            context.Restart();
            stop = await AlgorithmCatalog.Create(context.Options).RunAsync(context).ConfigureAwait(false);
        }

        var multipliers = context.BestMultipliers ?? new double[context.Plan.Set.Rows];
        await CertifyAsync(context, stop, multipliers).ConfigureAwait(false);
        var questionable = stop is not (StopReason.Deadline or StopReason.Cancelled)
            && (context.Trace[^1].ViolationMw > 1e-5 * context.PowerScale || MaySuitOnlyIdle(context));
        var unreachable = questionable && await SeparatesAsync(context, multipliers).ConfigureAwait(false);
        double? netEnergy = questionable ? await MostNetEnergyAsync(context).ConfigureAwait(false) : null;
        return new EngineOutcome(stop, context.LowerBound, context.BestCost, multipliers, unreachable, netEnergy, fixedSteps, context.LooseSteps);
    }

    /// <summary>With time left, tight bounds by local LPs; otherwise the bounds of the iterations, or the quick one if there are none.</summary>
    private static async Task CertifyAsync(RoundContext context, StopReason stop, double[] multipliers)
    {
        var hurried = stop is StopReason.Deadline or StopReason.Cancelled;
        if (!hurried)
        {
            await context.CertifyAsync(multipliers).ConfigureAwait(false);
        }
        else if (double.IsNegativeInfinity(context.LowerBound))
        {
            await context.CertifyAsync(multipliers, AgentTask.QuickBound).ConfigureAwait(false);
        }
        else if (context.KeepBestPending)
        {
            await context.CertifyAsync(multipliers, AgentTask.QuickBound).ConfigureAwait(false);
        }
    }

    /// <summary>A hard zero in every step: with losses, and no emptier at the end, only idling adds up to it.</summary>
    private static bool MaySuitOnlyIdle(RoundContext context)
    {
        var set = context.Plan.Set;
        for (var k = 0; k < set.Constraints; k++)
        {
            var from = k * set.Steps;
            if (context.Plan.IsHard[k] && Enumerable.Range(from, set.Steps).All(i => set.Lower[i] == 0 && set.Upper[i] == 0))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<int> FixModesAsync(RoundContext context)
    {
        var gathering = await context.AskAsync(new AgentRequest
        {
            RoundId = context.RoundId,
            Iteration = context.Iteration,
            Task = AgentTask.FixModes,
            PricePerMw = context.Plan.PricePerClass(context.BestMultipliers ?? new double[context.Plan.Set.Rows]),
            Penalty = 0.01 * context.PriceDeviation,
            NodeLimit = context.NodeLimit,
        }).ConfigureAwait(false);
        return gathering.FixedSteps;
    }

    /// <summary>Largest Σ p Δt that is physically possible, as an upper bound.</summary>
    private static async Task<double> MostNetEnergyAsync(RoundContext context)
    {
        var price = Enumerable.Repeat(-context.Plan.TimeStepHours, context.Plan.Set.Steps).ToArray();
        return -await SupportAsync(context, [.. context.Plan.Classes.Select(_ => price)]).ConfigureAwait(false);
    }

    /// <summary>Farkas: if min Σ yᵀp over all that is possible exceeds max yᵀb over the bands, no plan meets the coupling.</summary>
    private static async Task<bool> SeparatesAsync(RoundContext context, double[] multipliers)
    {
        var possible = await SupportAsync(context, context.Plan.PricePerClass(multipliers)).ConfigureAwait(false);
        var band = context.Plan.Set.Support(multipliers);
        return possible > band + (1e-7 * Math.Max(1, Math.Abs(band)));
    }

    private static async Task<double> SupportAsync(RoundContext context, double[][] price)
    {
        var gathering = await context.AskAsync(
            new AgentRequest { RoundId = context.RoundId, Iteration = context.Iteration, Task = AgentTask.Support, PricePerMw = price },
            pastDeadline: true).ConfigureAwait(false);
        return gathering.Classes.Sum(c => c.LowerBound);
    }
}
