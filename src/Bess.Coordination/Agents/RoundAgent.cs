using Bess.Domain.Assets;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>An agent in a round: what is the same for every kind of problem behind it. Knows nothing of messages or other agents.</summary>
/// <remarks>
/// A kind of agent derives from this and computes: the smoothed answer, the minimum, bounds, directions. What answers stand for what, which
/// is the best so far, and what a broadcast says about earlier ones is kept here. Not thread-safe; one call at a time.
/// </remarks>
public abstract partial class RoundAgent
{
    private readonly List<StorageResponse> _columns = [];
    private readonly double[] _bestEnergy;
    private readonly double[] _bestPower;
    private StorageResponse _response;
    private StorageResponse? _checkpointResponse;
    private bool _hasPlan;

    /// <summary>Creates the agent.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="classIndex">Which set of constraints it takes part in.</param>
    /// <param name="steps">T.</param>
    /// <param name="powerMw">Connection power, MW.</param>
    protected RoundAgent(AgentId id, int classIndex, int steps, double powerMw)
    {
        Id = id;
        ClassIndex = classIndex;
        PowerMw = powerMw;
        Steps = steps;
        _response = new StorageResponse(steps);
        Spare = new StorageResponse(steps);
        _bestEnergy = new double[steps];
        _bestPower = new double[steps];
        Center = new double[steps];
    }

    /// <summary>Identity.</summary>
    public AgentId Id { get; }

    /// <summary>Index of its class of constraints.</summary>
    public int ClassIndex { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>Connection power, MW: what the aggregator is told at the join.</summary>
    public double PowerMw { get; }

    /// <summary>Number of the broadcast that the last settled answer belongs to; 0 for none.</summary>
    public int AnsweredSequence { get; private set; }

    /// <summary>Number of the broadcast whose answer is the best plan; 0 for the safe plan.</summary>
    public int BestSequence { get; private set; }

    /// <summary>Number of steps fixed to one direction so far.</summary>
    public int FixedSteps { get; protected set; }

    /// <summary>The last answer.</summary>
    public StorageResponse Response => _response;

    /// <summary>Energy after each step of the best plan so far, MWh: it defines a battery's plan.</summary>
    public ReadOnlySpan<double> BestEnergyMwh => _bestEnergy;

    /// <summary>Power at the connection of the best plan so far, MW: what it defines for other agents.</summary>
    public ReadOnlySpan<double> BestPowerMw => _bestPower;

    /// <summary>Where a computation writes its answer; taken over by <see cref="TakeSpare"/>.</summary>
    protected StorageResponse Spare { get; private set; }

    /// <summary>Centre of the proximal term, MW, length T.</summary>
    protected double[] Center { get; }

    /// <summary>Does what is asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="index">Position of the agent in the request's per-agent vectors.</param>
    /// <param name="kernel">A kernel that nobody else uses during the call.</param>
    /// <returns>False when the local iteration failed; the iterate is then what it was before.</returns>
    public bool Handle(AgentRequest request, int index, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(kernel);
        Hear(request);
        var price = request.PricePerMw.Length > 0 ? request.PricePerMw[ClassIndex] : [];
        var settled = Do(request, price, index, kernel);
        _hasPlan |= settled && request.Task.Moves();
        return settled;
    }

    /// <summary>Does what is asked, and returns the answer with what an aggregator needs to know of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="index">Position of the agent in the request's per-agent vectors.</param>
    /// <param name="kernel">A kernel that nobody else uses during the call.</param>
    /// <returns>The answer; its response is the agent's own and changes with the next call.</returns>
    public AgentAnswer Answer(AgentRequest request, int index, StorageKernel kernel)
    {
        var settled = Handle(request, index, kernel);
        if (settled && request.Task.Moves())
        {
            AnsweredSequence = request.Sequence;
        }

        return new AgentAnswer(settled, _response, LocalSteps(kernel), FixedSteps);
    }

    /// <summary>Takes the last answer as the best plan.</summary>
    /// <remarks>Before the first answer the safe plan stays: an agent that joined in mid-round is told of a best iterate that it had no part in.</remarks>
    public void KeepBest()
    {
        if (!_hasPlan)
        {
            return;
        }

        SetBest(_response.Power, _response.Energy);
        BestSequence = AnsweredSequence;
    }

    /// <summary>Takes note of what a broadcast says about earlier answers; done even where the answer to it is lost or comes too late.</summary>
    /// <param name="request">The broadcast.</param>
    public void Hear(AgentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.KeepBest)
        {
            KeepBest();
        }

        if (request.Reset)
        {
            ResetIterates();
        }

        if (request.SaveCheckpoint)
        {
            SaveCheckpoint();
            _checkpointResponse ??= new StorageResponse(Steps);
            _response.CopyTo(_checkpointResponse);
        }

        if (request.RestoreCheckpoint)
        {
            RestoreCheckpoint();
        }
    }

    /// <summary>Sets the best plan.</summary>
    /// <param name="power">MW.</param>
    /// <param name="energy">MWh.</param>
    protected void SetBest(ReadOnlySpan<double> power, ReadOnlySpan<double> energy)
    {
        power.CopyTo(_bestPower);
        energy.CopyTo(_bestEnergy);
    }

    /// <summary>Makes <see cref="Spare"/> the answer.</summary>
    protected void TakeSpare() => (_response, Spare) = (Spare, _response);

    /// <summary>Forgets kept columns: with other directions they are no plans any more.</summary>
    protected void ForgetColumns() => _columns.Clear();

    private bool Do(AgentRequest request, double[] price, int index, StorageKernel kernel)
    {
        switch (request.Task)
        {
            case AgentTask.Respond:
                return Respond(request, price, kernel);
            case AgentTask.Settle:
                return TrySettle(price, request.Barrier, _response, kernel);
            case AgentTask.Minimise:
                return Minimise(request, price, kernel);
            case AgentTask.Linearize:
                return Linearize(request, price, kernel);
            case AgentTask.Bound or AgentTask.Support or AgentTask.QuickBound:
                _response.LowerBound = BoundOf(request.Task, price, request.Task == AgentTask.Bound ? request.NodeLimit : 0, kernel);
                return true;
            case AgentTask.Combine:
                return Combine(request.ColumnWeights![index]);
            case AgentTask.FixModes:
                FixModes(price, request.Penalty, Math.Max(1, request.NodeLimit));
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(request), request.Task, "unknown task");
        }
    }

    private bool Respond(AgentRequest request, double[] price, StorageKernel kernel)
    {
        if (TryRespond(price, request.Barrier, request.Proximal, kernel))
        {
            TakeSpare();
            return true;
        }

        if (request.RestoreCheckpoint)
        {
            // The checkpoint's answer stands in, as its iterate does.
            _checkpointResponse?.CopyTo(_response);
        }

        return false;
    }

    private bool Minimise(AgentRequest request, double[] price, StorageKernel kernel)
    {
        if (request.Column is { } number)
        {
            FillColumns(number);
            _columns.RemoveRange(number, _columns.Count - number);
        }

        var weight = request.Penalty / PowerMw;
        if (request.Penalty > 0)
        {
            MoveCenter(request, weight);
        }

        var settled = TryMinimise(price, weight, kernel);
        if (settled)
        {
            TakeSpare();
        }

        if (request.Column is not null)
        {
            _columns.Add(CopyOf(_response));
        }

        return settled;
    }

    private void MoveCenter(AgentRequest request, double weight)
    {
        if (request.Correction is not { } correction)
        {
            Array.Clear(Center);
            return;
        }

        for (var t = 0; t < Center.Length; t++)
        {
            var relaxed = (request.Relaxation * _response.Power[t]) + ((1 - request.Relaxation) * Center[t]);
            Center[t] = relaxed - (correction[ClassIndex][t] / weight);
        }
    }

    /// <summary>A column that this agent missed is the answer that stood in for it.</summary>
    private void FillColumns(int count)
    {
        while (_columns.Count < count)
        {
            _columns.Add(CopyOf(_response));
        }
    }

    private StorageResponse CopyOf(StorageResponse response)
    {
        var copy = new StorageResponse(Steps);
        response.CopyTo(copy);
        return copy;
    }

    /// <summary>The mix of plans costs no more than the mix of their costs, because the cost is convex.</summary>
    private bool Combine(double[] weights)
    {
        FillColumns(weights.Length);
        Array.Clear(_response.Power);
        Array.Clear(_response.Energy);
        Array.Clear(_response.Overlap);
        (_response.Cost, _response.LowerBound) = (0, double.NegativeInfinity);
        for (var k = 0; k < weights.Length; k++)
        {
            var column = _columns[k];
            _response.Cost += weights[k] * column.Cost;
            for (var t = 0; t < _response.Power.Length; t++)
            {
                _response.Power[t] += weights[k] * column.Power[t];
                _response.Energy[t] += weights[k] * column.Energy[t];
                _response.Overlap[t] += weights[k] * column.Overlap[t];
            }
        }

        return true;
    }
}
