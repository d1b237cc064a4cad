using Bess.Coordination.Agents;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Algorithms;

/// <summary>Dantzig-Wolfe as a protocol: individual answers come up, prices go down, and at the end each agent's mix. The algebra is <see cref="DantzigWolfe"/>'s.</summary>
internal sealed class DantzigWolfeAlgorithm : ICoordinationAlgorithm
{
    /// <summary>The best of 0 … 0.95 on fleets of 3 and 10.</summary>
    public const double BestSmoothing = 0.7;

    private const int Patience = 5;

    private DantzigWolfe _mathematics = null!;
    private int _agents;
    private int _columns;
    private int _unsolved;
    private double[][]? _bestWeights;
    private double _bestCost = double.PositiveInfinity;

    public int DefaultIterationLimit => 150;

    public async Task<StopReason> RunAsync(RoundContext context)
    {
        var limit = context.Iteration + (context.Options.IterationLimit ?? DefaultIterationLimit);
        Start(context, StartingPrice.Of(context));
        StopReason stop;
        while (true)
        {
            (var gathering, stop) = await CompleteGathering.AskAsync(context, limit, () => Request(context)).ConfigureAwait(false);
            if (gathering is null)
            {
                break;
            }

            if (_agents > 0 && gathering.Answers.Count != _agents)
            {
                // Somebody joined or left: columns no longer line up, so the master starts again at the present price.
                Start(context, _mathematics.Multipliers);
                continue;
            }

            var step = Advance(context, gathering);
            await context.CertifyIfDueAsync(step.Multipliers, step.Scale).ConfigureAwait(false);
            // A master that stalled still gives prices within their range and a mix; only a run of them is a stall.
            _unsolved = step.Solved ? 0 : _unsolved + 1;
            if (step.Converged || _unsolved > Patience)
            {
                stop = step.Converged ? StopReason.Converged : StopReason.Stalled;
                break;
            }
        }

        await CombineAsync(context).ConfigureAwait(false);
        return stop;
    }

    private void Start(RoundContext context, double[]? price)
    {
        var options = new DantzigWolfeOptions
        {
            Smoothing = context.Options.Smoothing ?? BestSmoothing,
            GapTolerance = context.Options.GapTolerance,
        };
        _mathematics = new DantzigWolfe(context.Plan.Set, options, price);
        (_agents, _columns, _bestWeights, _bestCost) = (0, 0, null, double.PositiveInfinity);
    }

    private DantzigWolfeStep Advance(RoundContext context, Gathering gathering)
    {
        var before = context.Options.Clock.GetTimestamp();
        var plan = context.Plan;
        var broadcast = _mathematics.Multipliers;
        DantzigWolfeColumn[] columns = [.. gathering.Answers.Select((answer, i) => new DantzigWolfeColumn([.. answer.Power], answer.Cost, plan.Classes[gathering.AnswerClasses[i]]))];
        var step = _mathematics.Advance(columns, gathering.Classes.Sum(c => c.LowerBound));
        (_agents, _columns) = (columns.Length, _columns + 1);
        if (step.UpperBound < _bestCost)
        {
            (_bestCost, _bestWeights) = (step.UpperBound, step.Weights);
        }

        context.AddAggregatorTime(before);
        var value = step.Cost - plan.Set.Support(step.Multipliers);
        for (var i = 0; i < step.Sums.Length; i++)
        {
            value += step.Multipliers[i] * step.Sums[i];
        }

        context.Report(new IterationReport(
            gathering,
            step.Sums,
            step.Cost,
            value,
            step.Multipliers,
            broadcast,
            0,
            (step.UpperBound - step.LowerBound) / step.Scale,
            step.PriceStep,
            0,
            step.Converged ? "Converged" : step.Solved ? "Continue" : "Unsolved",
            AnswersArePlan: false));
        return step;
    }

    private AgentRequest Request(RoundContext context) => new()
    {
        RoundId = context.RoundId,
        Iteration = context.NextIteration(),
        Task = AgentTask.Minimise,
        PricePerMw = context.Plan.PricePerClass(_mathematics.Multipliers),
        Column = _columns,
        Individually = true,
    };

    /// <summary>The agents form their mixes, even past the deadline: it needs no solve.</summary>
    private async Task CombineAsync(RoundContext context)
    {
        if (_bestWeights is not { } weights || weights.Length != context.AgentCount)
        {
            return;
        }

        var request = new AgentRequest
        {
            RoundId = context.RoundId,
            Iteration = context.Iteration,
            Task = AgentTask.Combine,
            Required = true,
            PricePerMw = [],
            ColumnWeights = [.. weights.Select(w => (double[])[.. w, .. new double[_columns - w.Length]])],
        };
        var gathering = await context.AskAsync(request, pastDeadline: true).ConfigureAwait(false);
        context.TakeCombined(gathering);
    }
}
