using Bess.Domain.Assets;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>One battery in a round: its problem and its iterate, answered by the kernel made for it.</summary>
/// <remarks>Not thread-safe; one call at a time. The kernel is lent by the caller.</remarks>
public sealed partial class BatteryAgent : RoundAgent
{
    private static readonly double[] LocalTolerances = [1e-9, 1e-7, 1e-5];

    private readonly StorageModel _original;
    private readonly StorageState _state;
    private readonly StorageState _previous;
    private readonly StorageState _checkpoint;
    private readonly StorageState _scratch;
    private StorageModel _model;
    private StorageModel? _physical;

    /// <summary>Creates the agent with its safe plan as best so far.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="model">The battery's problem.</param>
    /// <param name="classIndex">Which set of constraints it takes part in.</param>
    public BatteryAgent(AgentId id, StorageModel model, int classIndex)
        : base(id, classIndex, Required(model).Steps, Math.Max(model.ChargeLimitMw.Max(), model.DischargeLimitMw.Max()))
    {
        _original = model;
        _model = model;
        _state = new StorageState(model);
        _previous = new StorageState(model);
        _checkpoint = new StorageState(model);
        _scratch = new StorageState(model);
        var energy = new double[model.Steps];
        SafePlan.Fill(model, energy);
        SetBest(new double[model.Steps], energy);
    }

    /// <summary>The problem, as it was given.</summary>
    public StorageModel Model => _original;

    /// <inheritdoc />
    protected override int LocalSteps(StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return kernel.LastIterations;
    }

    /// <inheritdoc />
    protected override void ResetIterates()
    {
        _state.Reset();
        _checkpoint.Reset();
    }

    /// <inheritdoc />
    protected override void SaveCheckpoint() => _checkpoint.CopyFrom(_state);

    /// <inheritdoc />
    protected override void RestoreCheckpoint() => _state.CopyFrom(_checkpoint);

    /// <inheritdoc />
    protected override bool TryRespond(double[] price, double barrier, bool proximal, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        _previous.CopyFrom(_state);
        if (kernel.Respond(_model, _state, price, barrier, Spare, proximal))
        {
            return true;
        }

        _state.CopyFrom(_previous);
        return false;
    }

    /// <inheritdoc />
    protected override bool TrySettle(double[] price, double barrier, StorageResponse response, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return kernel.Settle(_model, _state, price, barrier, response);
    }

    /// <summary>Solves to rounding, or less accurately where rounding comes first; when nothing works the last answer stays.</summary>
    /// <inheritdoc />
    protected override bool TryMinimise(double[] price, double weight, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(price);
        ArgumentNullException.ThrowIfNull(kernel);
        var weights = weight > 0 ? Enumerable.Repeat(weight, price.Length).ToArray() : [];
        ReadOnlySpan<double> center = weight > 0 ? Center : [];
        foreach (var tolerance in LocalTolerances)
        {
            if (kernel.Minimise(_model, _scratch, price, weights, center, tolerance, Spare) && double.IsFinite(Spare.Cost) && double.IsFinite(Spare.LowerBound))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The bound is valid even where the local LP stopped early; its answer must not disturb the iterate.</summary>
    /// <inheritdoc />
    protected override double BoundOf(AgentTask task, double[] price, int nodeLimit, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        switch (task)
        {
            case AgentTask.QuickBound:
                kernel.QuickBound(_original, _scratch, price, Spare);
                return Spare.LowerBound;
            case AgentTask.Support:
                _physical ??= _original.WithoutMoney();
                kernel.Minimise(_physical, new StorageState(_physical), price, [], [], 1e-9, Spare);
                return Spare.LowerBound;
            default:
                kernel.Minimise(_original, _scratch, price, [], [], 1e-9, Spare);
                return ExclusiveBound(price, Spare.LowerBound, nodeLimit);
        }
    }

    private static StorageModel Required(StorageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model;
    }
}
