using Bess.Coordination.Agents;
using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Runtime;

/// <summary>What the aggregator keeps of one agent: its last answer, the price it answered, and how old it is.</summary>
internal sealed class AgentSlot(BatteryAgent agent)
{
    private readonly double[] _price = new double[agent.Model.Steps];
    private readonly double[] _checkpointPrice = new double[agent.Model.Steps];
    private StorageResponse? _checkpoint;

    public BatteryAgent Agent { get; } = agent;

    public bool HasAnswer { get; private set; }

    /// <summary>Iterations since the last answer.</summary>
    public int Staleness { get; private set; }

    /// <summary>Asks the agent, or lets its last answer stand in.</summary>
    /// <returns>True when the agent answered this request.</returns>
    public bool Ask(AgentRequest request, int index, StorageKernel kernel, bool lost, InProcessTransport.Part part)
    {
        if (request.SaveCheckpoint && HasAnswer)
        {
            _checkpoint ??= new StorageResponse(_price.Length);
            Agent.Response.CopyTo(_checkpoint);
            _price.CopyTo(_checkpointPrice, 0);
        }

        var moves = request.Task is AgentTask.Respond or AgentTask.Settle or AgentTask.Minimise or AgentTask.Combine or AgentTask.Linearize;
        if (lost)
        {
            // What is lost is the answer; what the broadcast says of the plan so far still holds.
            Agent.Hear(request);
            Staleness += moves ? 1 : 0;
            return false;
        }

        var settled = Agent.Handle(request, index, kernel);
        if (!moves)
        {
            // With other modes the old answer means nothing: the agent must answer anew before it can be stood in for.
            HasAnswer &= request.Task != AgentTask.FixModes;
            part.Answered++;
            return true;
        }

        return Close(request, settled, kernel.LastIterations, part);
    }

    private bool Close(AgentRequest request, bool settled, int localSteps, InProcessTransport.Part part)
    {
        part.LocalSteps += localSteps;
        if (settled)
        {
            HasAnswer = true;
            Staleness = 0;
            if (request.PricePerMw.Length > 0)
            {
                request.PricePerMw[Agent.ClassIndex].CopyTo(_price, 0);
            }

            part.Answered++;
            return true;
        }

        part.Failed++;
        Staleness++;
        if (request.RestoreCheckpoint && _checkpoint is not null)
        {
            _checkpoint.CopyTo(Agent.Response);
            _checkpointPrice.CopyTo(_price, 0);
        }

        return false;
    }

    /// <summary>Adds the answer, shifted by −A (y − y_answered) where it is not to the present price.</summary>
    public void AddTo(ResponseSums sums, AgentRequest request, bool answered)
    {
        var answer = Agent.Response;
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
            Shift(sums.NewtonStep, answer, request.PricePerMw[Agent.ClassIndex]);
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
