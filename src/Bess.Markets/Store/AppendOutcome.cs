namespace Bess.Markets.Store;

/// <summary>What appending to a store did.</summary>
/// <param name="Added">Intervals that had no value before.</param>
/// <param name="Revised">Intervals whose value changed; the old one is kept.</param>
/// <param name="Unchanged">Values that were there already.</param>
public sealed record AppendOutcome(int Added, int Revised, int Unchanged);
