namespace Bess.Coordination.Privacy;

/// <summary>A pair of neighbours of which one answered and one dropped out.</summary>
/// <param name="Alive">Place of the one that answered.</param>
/// <param name="Dropped">Place of the one that did not.</param>
public readonly record struct MaskPair(int Alive, int Dropped);
