using Bess.Domain.Assets;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>One battery in a round: its problem, its iterate, its best plan. Knows nothing of messages or other agents.</summary>
/// <remarks>Not thread-safe; one call at a time. The kernel is lent by the caller.</remarks>
public sealed partial class BatteryAgent
{
    private static readonly double[] LocalTolerances = [1e-9, 1e-7, 1e-5];

    private readonly StorageModel _original;
    private readonly StorageState _state;
    private readonly StorageState _previous;
    private readonly StorageState _checkpoint;
    private readonly StorageState _scratch;
    private readonly List<StorageResponse> _columns = [];
    private readonly double[] _bestEnergy;
    private readonly double[] _center;
    private StorageModel _model;
    private StorageModel? _physical;
    private StorageResponse _response;
    private StorageResponse _spare;
    private StorageResponse? _checkpointResponse;
    private bool _hasPlan;

    /// <summary>Creates the agent with its safe plan as best so far.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="model">The battery's problem.</param>
    /// <param name="classIndex">Which set of constraints it takes part in.</param>
    public BatteryAgent(AgentId id, StorageModel model, int classIndex)
    {
        ArgumentNullException.ThrowIfNull(model);
        Id = id;
        ClassIndex = classIndex;
        _original = model;
        _model = model;
        _state = new StorageState(model);
        _previous = new StorageState(model);
        _checkpoint = new StorageState(model);
        _scratch = new StorageState(model);
        _response = new StorageResponse(model.Steps);
        _spare = new StorageResponse(model.Steps);
        _bestEnergy = new double[model.Steps];
        _center = new double[model.Steps];
        SafePlan.Fill(model, _bestEnergy);
        PowerMw = Math.Max(model.ChargeLimitMw.Max(), model.DischargeLimitMw.Max());
    }

    /// <summary>Identity.</summary>
    public AgentId Id { get; }

    /// <summary>Index of its class of constraints.</summary>
    public int ClassIndex { get; }

    /// <summary>Connection power, MW: what the aggregator is told at the join.</summary>
    public double PowerMw { get; }

    /// <summary>Number of the broadcast that the last settled answer belongs to; 0 for none.</summary>
    public int AnsweredSequence { get; private set; }

    /// <summary>Number of the broadcast whose answer is the best plan; 0 for the safe plan.</summary>
    public int BestSequence { get; private set; }

    /// <summary>The last answer.</summary>
    public StorageResponse Response => _response;

    /// <summary>Energy after each step of the best plan so far, MWh: it defines the plan.</summary>
    public ReadOnlySpan<double> BestEnergyMwh => _bestEnergy;

    /// <summary>The problem, as it was given.</summary>
    public StorageModel Model => _original;

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

    private bool Do(AgentRequest request, double[] price, int index, StorageKernel kernel) =>
        request.Task switch
        {
            AgentTask.Respond => Respond(request, price, kernel),
            AgentTask.Settle => kernel.Settle(_model, _state, price, request.Barrier, _response),
            AgentTask.Minimise => Minimise(request, price, kernel),
            AgentTask.Linearize => Linearize(request, price, kernel),
            AgentTask.Bound => Bound(_original, price, kernel, request.NodeLimit),
            AgentTask.Support => Bound(_physical ??= _original.WithoutMoney(), price, kernel, 0),
            AgentTask.QuickBound => kernel.QuickBound(_original, _scratch, price, _response),
            AgentTask.Combine => Combine(request.ColumnWeights![index]),
            AgentTask.FixModes => FixModes(price, request.Penalty, Math.Max(1, request.NodeLimit)),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Task, "unknown task"),
        };

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

        return new AgentAnswer(settled, _response, kernel.LastIterations, FixedSteps);
    }

    /// <summary>Takes the last answer as the best plan.</summary>
    /// <remarks>Before the first answer the safe plan stays: an agent that joined in mid-round is told of a best iterate that it had no part in.</remarks>
    public void KeepBest()
    {
        if (!_hasPlan)
        {
            return;
        }

        _response.Energy.CopyTo(_bestEnergy, 0);
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
            _state.Reset();
            _checkpoint.Reset();
        }

        if (request.SaveCheckpoint)
        {
            _checkpoint.CopyFrom(_state);
            _checkpointResponse ??= new StorageResponse(_model.Steps);
            _response.CopyTo(_checkpointResponse);
        }

        if (request.RestoreCheckpoint)
        {
            _state.CopyFrom(_checkpoint);
        }
    }

    private bool Respond(AgentRequest request, double[] price, StorageKernel kernel)
    {
        _previous.CopyFrom(_state);
        if (kernel.Respond(_model, _state, price, request.Barrier, _spare, request.Proximal))
        {
            (_response, _spare) = (_spare, _response);
            return true;
        }

        _state.CopyFrom(_previous);
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

        var settled = MinimiseFrom(price, weight, kernel);
        if (request.Column is not null)
        {
            _columns.Add(CopyOf(_response));
        }

        return settled;
    }

    /// <summary>Solves to rounding, or less accurately where rounding comes first; when nothing works the last answer stays.</summary>
    private bool MinimiseFrom(double[] price, double weight, StorageKernel kernel)
    {
        var weights = weight > 0 ? Enumerable.Repeat(weight, price.Length).ToArray() : [];
        ReadOnlySpan<double> center = weight > 0 ? _center : [];
        foreach (var tolerance in LocalTolerances)
        {
            if (kernel.Minimise(_model, _scratch, price, weights, center, tolerance, _spare) && double.IsFinite(_spare.Cost) && double.IsFinite(_spare.LowerBound))
            {
                (_response, _spare) = (_spare, _response);
                return true;
            }
        }

        return false;
    }

    private void MoveCenter(AgentRequest request, double weight)
    {
        if (request.Correction is not { } correction)
        {
            Array.Clear(_center);
            return;
        }

        for (var t = 0; t < _center.Length; t++)
        {
            var relaxed = (request.Relaxation * _response.Power[t]) + ((1 - request.Relaxation) * _center[t]);
            _center[t] = relaxed - (correction[ClassIndex][t] / weight);
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
        var copy = new StorageResponse(_model.Steps);
        response.CopyTo(copy);
        return copy;
    }

    private bool Bound(StorageModel model, double[] price, StorageKernel kernel, int nodeLimit)
    {
        // The bound is valid even where the local LP stopped early; its answer must not disturb the iterate.
        var state = ReferenceEquals(model, _original) ? _scratch : new StorageState(model);
        kernel.Minimise(model, state, price, [], [], 1e-9, _spare);
        _response.LowerBound = ReferenceEquals(model, _original) ? ExclusiveBound(price, _spare.LowerBound, nodeLimit) : _spare.LowerBound;
        return true;
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
