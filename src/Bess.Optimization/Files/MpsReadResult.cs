namespace Bess.Optimization.Files;

/// <summary>A model, or all faults (up to the limit) that kept it from being read.</summary>
public sealed record MpsReadResult
{
    /// <summary>Gets the model; <see langword="null"/> exactly when there are faults.</summary>
    public MpsModel? Model { get; init; }

    /// <summary>Gets the faults in the order of their lines; empty exactly when there is a model.</summary>
    public IReadOnlyList<FileFault> Faults { get; init; } = [];

    /// <summary>Gets whether reading ended at the limit of faults, so that there may be more.</summary>
    public bool HasMoreFaults { get; init; }
}
