using System.Security.Cryptography;

namespace Bess.Coordination.Privacy;

/// <summary>The one broadcast that a mask is for: its sequence number, the length of the answers, and what was asked.</summary>
/// <remarks>
/// Mask keys are bound to all three: answers to different broadcasts are never under the same mask, even when an aggregator gives both the
/// same number. Immutable.
/// </remarks>
public sealed class MaskScope
{
    private readonly byte[] _digest;

    /// <summary>Creates the scope of a broadcast.</summary>
    /// <param name="sequence">Number of the broadcast in its round, ≥ 0.</param>
    /// <param name="values">Numbers in each answer, ≥ 0.</param>
    /// <param name="broadcast">The broadcast as sent, or a digest of it: the same bytes for all agents of the leaf.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public MaskScope(int sequence, int values, ReadOnlySpan<byte> broadcast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(values);
        Sequence = sequence;
        Values = values;
        _digest = SHA256.HashData(new Transcript("bess masks: broadcast, 1").Number(sequence).Number(values).Add(broadcast).ToArray());
    }

    /// <summary>Number of the broadcast in its round.</summary>
    public int Sequence { get; }

    /// <summary>Numbers in each answer.</summary>
    public int Values { get; }

    /// <summary>Words of each masked answer: one for each number, and one that counts the answers and so proves that all masks cancelled.</summary>
    public int Words => Values + 1;

    internal ReadOnlySpan<byte> Digest => _digest;

    /// <summary>Key of a pair's mask: HMAC-SHA-256 of the scope under the pair's key. Reveals nothing of the pair's other masks.</summary>
    internal void MaskKey(ReadOnlySpan<byte> pairKey, Span<byte> key) => HMACSHA256.HashData(pairKey, _digest, key);
}
