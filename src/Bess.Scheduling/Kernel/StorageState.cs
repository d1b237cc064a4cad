namespace Bess.Scheduling.Kernel;

/// <summary>The primal-dual iterate of one agent, owned by the agent and passed to a <see cref="StorageKernel"/>.</summary>
/// <remarks>Plain numbers in one block, so that keeping or restoring an iterate is one copy. Not thread-safe.</remarks>
public sealed class StorageState
{
    /// <summary>Creates a cold state for the model.</summary>
    /// <param name="model">The model it belongs to.</param>
    public StorageState(StorageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Data = new double[LengthOf(StorageLayout.Of(model))];
    }

    /// <summary>True once an iterate is there to start from.</summary>
    public bool IsWarm { get; internal set; }

    internal double[] Data { get; }

    /// <summary>Copies the iterate out (the soft window's variables excepted).</summary>
    /// <param name="model">The model that the state belongs to.</param>
    /// <returns>The point and its multipliers.</returns>
    /// <exception cref="ArgumentException">When the model has another shape.</exception>
    public StorageIterate Read(StorageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var layout = StorageLayout.Of(model);
        if (Data.Length != LengthOf(layout))
        {
            throw new ArgumentException($"expected a model of {Data.Length} numbers, got one of {LengthOf(layout)}", nameof(model));
        }

        var (two, one, stride, scenarios) = (layout.TwoSided, layout.OneSided, layout.StepStride, layout.Scenarios);
        var energyDuals = (4 * two) + (2 * one);
        var rows = energyDuals + (2 * stride);
        double[] Slice(int from, int count) => Data[from..(from + count)];
        double[] Priced(int from, int count) => [.. Slice((2 * two) + from, count).Zip(Slice((3 * two) + from, count), (lower, upper) => lower - upper)];
        var energy = Slice(2 * stride, layout.Steps);
        for (var t = 0; t < layout.Steps; t++)
        {
            var isFixed = !(model.UpperEnergyMwh[t] > model.LowerEnergyMwh[t]);
            energy[t] = model.LowerEnergyMwh[t] + (isFixed ? 0 : energy[t]);
        }

        if (model.TerminalEnergyMwh is { } terminal)
        {
            energy[^1] = terminal;
        }

        return new StorageIterate
        {
            ChargeMw = Slice(0, layout.Steps),
            DischargeMw = Slice(stride, layout.Steps),
            EnergyMwh = energy,
            TailLevel = Data[rows + layout.RowStride],
            TailExcess = Slice(4 * two, scenarios),
            ChargePrice = Priced(0, layout.Steps),
            DischargePrice = Priced(stride, layout.Steps),
            WindowPrice = Priced(2 * stride, layout.Steps),
            EnergyPrice = [.. Slice(energyDuals, layout.Steps).Select(value => -value)],
            ScenarioWeight = Slice(rows, scenarios),
            ExcessPrice = Slice((4 * two) + one, scenarios),
            RampPrice = layout.HasRamp ? Slice(rows + layout.FirstRampRow, layout.Steps - 1) : [],
        };
    }

    internal static int LengthOf(StorageLayout layout) =>
        (4 * layout.TwoSided) + (2 * layout.OneSided) + (2 * layout.StepStride) + layout.RowStride + 8;

    /// <summary>Copies another state of the same model into this one.</summary>
    /// <param name="other">The source.</param>
    public void CopyFrom(StorageState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.Data.AsSpan().CopyTo(Data);
        IsWarm = other.IsWarm;
    }

    /// <summary>Forgets the iterate: the next solve starts cold.</summary>
    public void Reset() => IsWarm = false;
}
