namespace Bess.Coordination.Privacy;

/// <summary>A pair of neighbours of which one answered and one dropped out.</summary>
/// <param name="Alive">Place of the one that answered.</param>
/// <param name="Dropped">Place of the one that did not.</param>
public readonly record struct MaskPair(int Alive, int Dropped);

/// <summary>The key of one pair's mask for one broadcast, revealed by the one that is alive.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Key">32 bytes.</param>
public sealed record RevealedKey(MaskPair Pair, ReadOnlyMemory<byte> Key);

/// <summary>An agent's answer to the request to reveal.</summary>
/// <param name="Verdict">Why no keys are given, or <see cref="MaskVerdict.Granted"/>.</param>
/// <param name="Keys">One for each neighbour that dropped out; empty unless granted.</param>
public sealed record Revelation(MaskVerdict Verdict, IReadOnlyList<RevealedKey> Keys);
