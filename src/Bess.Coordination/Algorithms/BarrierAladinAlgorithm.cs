using Bess.Coordination.Agents;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Algorithms;

/// <summary>barrier-ALADIN as a protocol: who is asked what, when answers are missing, when to stop. The algebra is <see cref="BarrierAladin"/>'s.</summary>
internal sealed class BarrierAladinAlgorithm : ICoordinationAlgorithm
{
    /// <summary>Iterations without progress after which rounding is taken to rule.</summary>
    private const int Patience = 15;

    /// <summary>Iterations after which an attempt that is nowhere near its goal is given up for a fresh start.</summary>
    private const int AttemptLength = 40;

    /// <summary>Merit (gap or residual over its tolerance) of an attempt that is worth finishing: about 1e-3 at the default tolerances.</summary>
    private const double NearMerit = 1e3;

    /// <summary>Merit at which a stall is put down to rounding; a stall further out is the path's, and another path is tried.</summary>
    private const double RoundingMerit = 30;

    /// <summary>μ₀ of each attempt in units of σ(πΔt)·mean P̄: the paths that they follow differ, and so do the places where they stick.</summary>
    private static readonly double[] InitialBarrierFactors = [0.1, 0.03, 0.3];

    /// <summary>The same where several constraints share batteries: their multipliers find each other sooner from a smaller μ.</summary>
    private static readonly double[] SharedBarrierFactors = [0.03, 0.1, 0.3];

    private int _attempt;
    private int _attemptStart;
    private double _bestMerit = double.PositiveInfinity;
    private int _sinceProgress;
    private bool _required;

    public int DefaultIterationLimit => 150;

    public async Task<StopReason> RunAsync(RoundContext context)
    {
        var options = context.Options;
        var limit = context.Iteration + (options.IterationLimit ?? DefaultIterationLimit);
        _attemptStart = context.Iteration;
        var mathematics = Start(context);
        var decision = AladinDecision.Continue;
        while (true)
        {
            if (context.MustStop(limit) is { } reason)
            {
                return reason;
            }

            var isFresh = MustStartAfresh(context, decision);
            if (isFresh)
            {
                mathematics = Start(context);
                decision = AladinDecision.Continue;
            }

            var broadcast = mathematics.Multipliers;
            var gathering = await context.AskAsync(Request(context, mathematics, decision, isFresh)).ConfigureAwait(false);
            if (!gathering.IsComplete)
            {
                decision = AladinDecision.Continue;
                if (++_sinceProgress > Patience)
                {
                    return StopReason.Stalled;
                }

                continue;
            }

            var before = options.Clock.GetTimestamp();
            var step = mathematics.Advance(gathering.Classes, (double)gathering.Failed / context.AgentCount);
            context.AddAggregatorTime(before);
            decision = step.Decision;
            context.Report(ReportOf(gathering, step, broadcast));
            await context.CertifyIfDueAsync(step.Multipliers, step.Scale).ConfigureAwait(false);
            if (decision == AladinDecision.Converged && gathering.Stale > 0)
            {
                // Stand-ins are good enough to iterate with, not to end with: the same price once more, and everyone is waited for.
                _required = true;
                continue;
            }

            if (decision == AladinDecision.Converged)
            {
                await SettleAsync(context, step).ConfigureAwait(false);
                return StopReason.Converged;
            }

            decision = HasStalled(step, context) ? AladinDecision.Failed : decision;
            if (decision == AladinDecision.Failed && !CanStartAfresh)
            {
                return StopReason.Stalled;
            }
        }
    }

    private bool CanStartAfresh => _bestMerit > RoundingMerit && _attempt + 1 < InitialBarrierFactors.Length;

    /// <summary>True when the attempt failed, stalled or runs long without coming near; the next one then begins.</summary>
    private bool MustStartAfresh(RoundContext context, AladinDecision decision)
    {
        var isLost = _bestMerit > NearMerit && context.Iteration - _attemptStart >= AttemptLength;
        if (!CanStartAfresh || (decision != AladinDecision.Failed && !isLost))
        {
            return false;
        }

        _attempt++;
        _bestMerit = double.PositiveInfinity;
        _sinceProgress = 0;
        _attemptStart = context.Iteration;
        return true;
    }

    private BarrierAladin Start(RoundContext context)
    {
        var warm = _attempt == 0 && (context.Options.WarmStart is not null || context.BestMultipliers is not null);
        var meanPower = context.Members.TotalPowerMw / context.AgentCount;
        var settings = new BarrierAladinOptions
        {
            GapTolerance = context.Options.GapTolerance,
            ResidualTolerance = context.Options.ResidualTolerance,
            ResidualScale = context.PowerScale,
            InitialBarrier = (context.Plan.Set.Constraints > 1 ? SharedBarrierFactors : InitialBarrierFactors)[_attempt] * (warm ? 0.1 : 1) * context.PriceDeviation * meanPower,
        };
        return new BarrierAladin(context.Plan.Set, settings, warm ? context.BestMultipliers ?? Given(context) : null);
    }

    private static double[]? Given(RoundContext context)
    {
        if (context.Options.WarmStart is not { } warm)
        {
            return null;
        }

        var multipliers = warm.MultipliersPerMwh.SelectMany(row => row.Select(y => y * context.Plan.TimeStepHours)).ToArray();
        context.Plan.Set.Clip(multipliers);
        return multipliers;
    }

    private AgentRequest Request(RoundContext context, BarrierAladin mathematics, AladinDecision decision, bool isFresh) => new()
    {
        RoundId = context.RoundId,
        Iteration = context.NextIteration(),
        Task = AgentTask.Respond,
        PricePerMw = context.Plan.PricePerClass(mathematics.Multipliers),
        Barrier = mathematics.Barrier,
        Proximal = mathematics.IsProximal,
        SaveCheckpoint = decision == AladinDecision.ContinueFromCheckpoint,
        RestoreCheckpoint = decision == AladinDecision.RollBack,
        Reset = isFresh,
        Required = _required || isFresh,
    };

    private static IterationReport ReportOf(Gathering gathering, AladinStep step, double[] broadcast) => new(
        gathering,
        step.Sums,
        step.Cost,
        step.Value,
        step.Multipliers,
        broadcast,
        step.Residual,
        step.Gap / step.Scale,
        step.Decrement,
        step.Barrier,
        step.Decision.ToString());

    /// <summary>Rounding rules when neither gap nor residual has improved by a tenth for a while, close to the goal.</summary>
    private bool HasStalled(AladinStep step, RoundContext context)
    {
        var merit = Math.Max(step.Gap / step.Scale / context.Options.GapTolerance, step.Residual / context.PowerScale / context.Options.ResidualTolerance);
        if (merit < 0.9 * _bestMerit)
        {
            _bestMerit = merit;
            _sinceProgress = 0;
            return false;
        }

        return ++_sinceProgress > Patience && _bestMerit < NearMerit;
    }

    /// <summary>The last residual is closed along the agents' linear responses.</summary>
    private static async Task SettleAsync(RoundContext context, AladinStep step)
    {
        var request = new AgentRequest
        {
            RoundId = context.RoundId,
            Iteration = context.Iteration,
            Task = AgentTask.Settle,
            PricePerMw = context.Plan.PricePerClass(step.Multipliers),
            Barrier = step.Barrier,
            Required = true,
        };
        var gathering = await context.AskAsync(request).ConfigureAwait(false);
        var sums = context.SumsOf(gathering);
        context.TakeSettled(gathering, sums);
    }
}
