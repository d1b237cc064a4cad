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
