using Bess.Coordination.Agents;
using Bess.Domain.Assets;
using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Runtime;

/// <summary>What an aggregator keeps of one agent: its last answer, the price it answered, and how old it is.</summary>
/// <remarks>Used by one request at a time. The same in process and in an aggregator of a cluster.</remarks>
public sealed class AnswerSlot
{
    private readonly double[] _price;
    private readonly double[] _checkpointPrice;
    private StorageResponse? _answer;
    private HeldPlan? _held;

    /// <summary>Creates the slot of an agent that has not answered yet.</summary>
    /// <param name="agent">Identity.</param>
    /// <param name="classIndex">Its class of constraints.</param>
    /// <param name="powerMw">Connection power, MW.</param>
    /// <param name="steps">T.</param>
    public AnswerSlot(AgentId agent, int classIndex, double powerMw, int steps)
    {
        Agent = agent;
        ClassIndex = classIndex;
        PowerMw = powerMw;
        _price = new double[steps];
        _checkpointPrice = new double[steps];
    }

    /// <summary>Identity.</summary>
    public AgentId Agent { get; }

    /// <summary>Class of constraints.</summary>
    public int ClassIndex { get; }

    /// <summary>Connection power, MW.</summary>
    public double PowerMw { get; }

    /// <summary>True when an answer can stand in.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>The last answer, while <see cref="HasAnswer"/>.</summary>
    public StorageResponse? Answer => _answer;

    /// <summary>True when the agent no longer answers and its last answer counts as a fixed plan.</summary>
    public bool IsHeld => _held is not null;

    /// <summary>Number of the broadcast that the last answer belongs to; 0 for none.</summary>
    public int AnsweredSequence { get; private set; }

    /// <summary>Number of the broadcast whose answer is the agent's best plan; 0 for its safe plan.</summary>
    public int BestSequence { get; private set; }

    /// <summary>Iterations since the last answer.</summary>
    public int Staleness { get; private set; }

    /// <summary>Steps fixed to one direction, as last told.</summary>
    public int FixedSteps { get; private set; }

    /// <summary>Takes an answer, or its absence, and adds what counts for this agent to a sum.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">The agent's answer; null when it is late or lost.</param>
    /// <param name="sum">Of one class alone; receives the answer, or the last one shifted to the new price.</param>
    /// <param name="late">An answer to an earlier request that has come since the last one; null for none.</param>
    public void Take(AgentRequest request, AgentAnswer? answer, PartialGathering sum, LateAnswer? late = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sum);
        if (request.KeepBest)
        {
            BestSequence = AnsweredSequence;
        }

        var moves = request.Task.Moves();
        if (request.SaveCheckpoint && HasAnswer)
        {
            _price.CopyTo(_checkpointPrice, 0);
        }

        if (late is { Answer.Settled: true })
        {
            TakeLate(late);
        }

        if (IsHeld)
        {
            AddFixed(request, sum);
            return;
        }

        var answered = answer is { } given ? Accept(request, given, moves, sum) : Miss(moves);
        sum.Agents++;
        sum.FixedSteps += FixedSteps;
        if (_answer is not null && (HasAnswer || answered))
        {
            AddTo(sum.Classes[0], request, answered);
        }
        else
        {
            sum.Missing++;
        }
    }

    /// <summary>From now on the plan of its last answer is what the agent does, whatever the price.</summary>
    /// <param name="plan">The plan.</param>
    public void Hold(HeldPlan plan) => (_held, Staleness) = (plan, 0);

    /// <summary>A late answer stands in from now on; for one that is held it is the better plan, made with later prices.</summary>
    private void TakeLate(LateAnswer late)
    {
        FixedSteps = late.Answer.FixedSteps;
        AnsweredSequence = late.Request.Sequence;
        if (IsHeld)
        {
            _held = late.Plan ?? _held;
            return;
        }

        _answer = late.Answer.Response;
        HasAnswer = true;
        late.Request.PricePerMw[ClassIndex].CopyTo(_price, 0);
    }

    private void AddFixed(AgentRequest request, PartialGathering sum)
    {
        var sums = sum.Classes[0];
        var plan = _held!;
        sum.Agents++;
        sum.Held++;
        sum.FixedSteps += FixedSteps;
        ResponseSums.AddTo(sums.Value, plan.PowerMw);
        sums.Cost += plan.Cost;
        sums.AbsoluteCost += Math.Abs(plan.Cost);
        sums.Blocks++;
        sums.LowerBound += request.Task == AgentTask.Support ? 0 : plan.Cost;
        for (var t = 0; request.PricePerMw.Length > 0 && t < plan.PowerMw.Length; t++)
        {
            sums.LowerBound += request.PricePerMw[ClassIndex][t] * plan.PowerMw[t];
        }
    }

    private bool Miss(bool moves)
    {
        Staleness += moves ? 1 : 0;
        return false;
    }

    private bool Accept(AgentRequest request, AgentAnswer answer, bool moves, PartialGathering sum)
    {
        _answer = answer.Response;
        FixedSteps = answer.FixedSteps;
        if (!moves)
        {
            // With other modes the old answer means nothing: the agent must answer anew before it can be stood in for.
            HasAnswer &= request.Task != AgentTask.FixModes;
            sum.Answered++;
            return true;
        }

        sum.LocalSteps += answer.LocalSteps;
        if (!answer.Settled)
        {
            sum.Failed++;
            Staleness++;
            if (request.RestoreCheckpoint)
            {
                _checkpointPrice.CopyTo(_price, 0);
            }

            return false;
        }

        HasAnswer = true;
        Staleness = 0;
        AnsweredSequence = request.Sequence;
        if (request.PricePerMw.Length > 0)
        {
            request.PricePerMw[ClassIndex].CopyTo(_price, 0);
        }

        sum.Answered++;
        return true;
    }

    /// <summary>Adds the answer, shifted by −A (y − y_answered) where it is not to the present price.</summary>
    private void AddTo(ResponseSums sums, AgentRequest request, bool answered)
    {
        var answer = _answer!;
        ResponseSums.AddTo(sums.Value, answer.Power);
        sums.Cost += answer.Cost;
        sums.AbsoluteCost += Math.Abs(answer.Cost);
        sums.BarrierTerms += answer.BarrierTerms;
        sums.Blocks++;
        sums.LowerBound += answered ? answer.LowerBound : double.NegativeInfinity;
        if (request.Task is not (AgentTask.Respond or AgentTask.Linearize))
        {
            return;
        }

        ResponseSums.AddTo(sums.NewtonStep, answer.NewtonStep);
        ResponseSums.AddTo(sums.BarrierDerivative, answer.BarrierDerivative);
        ResponseSums.AddTo(sums.Sensitivity, answer.Sensitivity);
        sums.Decrement += answer.Decrement;
        if (Staleness > 0)
        {
            Shift(sums.NewtonStep, answer, request.PricePerMw[ClassIndex]);
        }
    }

    private void Shift(double[] step, StorageResponse answer, double[] price)
    {
        var at = 0;
        for (var i = 0; i < price.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var a = answer.Sensitivity[at++];
                step[i] -= a * (price[j] - _price[j]);
                if (i != j)
                {
                    step[j] -= a * (price[i] - _price[i]);
                }
            }
        }
    }
}
