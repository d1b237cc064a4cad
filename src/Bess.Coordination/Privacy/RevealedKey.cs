namespace Bess.Coordination.Privacy;

/// <summary>The key of one pair's mask for one broadcast, revealed by the one that is alive.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Key">32 bytes.</param>
public sealed record RevealedKey(MaskPair Pair, ReadOnlyMemory<byte> Key);
