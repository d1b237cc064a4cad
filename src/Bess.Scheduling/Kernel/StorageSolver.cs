namespace Bess.Scheduling.Kernel;

/// <summary>What a <see cref="StorageKernel"/> asks of an implementation at one vector width; arguments are checked.</summary>
internal abstract class StorageSolver
{
    /// <summary>Number of Newton steps of the last call.</summary>
    public int LastIterations { get; protected set; }

    public abstract bool Respond(
        StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response, bool proximal);

    public abstract bool Settle(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response);

    public abstract bool QuickBound(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, StorageResponse response);

    public abstract bool Minimise(
        StorageModel model,
        StorageState state,
        ReadOnlySpan<double> pricePerMw,
        ReadOnlySpan<double> proximalWeight,
        ReadOnlySpan<double> proximalCenter,
        double relativeTolerance,
        StorageResponse response,
        bool warm);
}
