using System.Security.Cryptography;
using Bess.Domain.Assets;

namespace Bess.Coordination.Privacy;

/// <summary>The long-lived secret of one agent, from which the keys of all its rounds follow.</summary>
/// <remarks>
/// The caller stores it where only the agent can read it; who has it can unmask every answer of the agent. Immutable until disposed,
/// which overwrites it.
/// </remarks>
public sealed class AgentSecret : IDisposable
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    private readonly byte[] _bytes;
    private bool _disposed;

    private AgentSecret(byte[] bytes) => _bytes = bytes;

    /// <summary>Makes a new secret from the system's random numbers.</summary>
    /// <returns>The secret.</returns>
    public static AgentSecret Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Takes a stored secret up again.</summary>
    /// <param name="bytes">As given by <see cref="ToBytes"/>.</param>
    /// <returns>The same secret.</returns>
    /// <exception cref="ArgumentException">Not <see cref="Length"/> bytes, or all zero.</exception>
    public static AgentSecret FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"Expected {Length} bytes, was {bytes.Length}.", nameof(bytes));
        }

        if (!bytes.ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException("Expected a random secret, was all zero.", nameof(bytes));
        }

        return new AgentSecret(bytes.ToArray());
    }

    /// <summary>The secret, to be stored.</summary>
    /// <returns>A copy of <see cref="Length"/> bytes.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public byte[] ToBytes()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return [.. _bytes];
    }

    /// <summary>The agent's keys of a round: the same whenever they are asked for, also after a restart.</summary>
    /// <param name="roundId">Round, not empty.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="privateData">
    /// What the agent's answers depend on besides the broadcasts (its specification, state, forecasts), in any fixed form. A round that is
    /// started again under its old name with other data then has other keys; with the same masks, the difference of the two answers
    /// would be open. It goes through the key derivation and cannot be read from the public key.
    /// </param>
    /// <returns>The keys; the caller disposes them.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public RoundKeys ForRound(string roundId, AgentId agent, ReadOnlySpan<byte> privateData)
    {
        ArgumentException.ThrowIfNullOrEmpty(roundId);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var data = SHA256.HashData(privateData);
        var scalar = new byte[P256.ScalarBytes];
        var attempt = 0;
        do
        {
            // A candidate is out of range once in 2^32: it is drawn again, so that keys stay uniform (SP 800-56A, section 5.6.1.2.2).
            var info = new Transcript("bess masks: key of a round, 1").Add(roundId).Add(agent.Value).Add(data).Number(attempt++).ToArray();
            HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, scalar, [], info);
        }
        while (!P256.IsScalar(scalar));
        return new RoundKeys(roundId, agent, scalar);
    }

    /// <summary>Overwrites the secret.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _disposed = true;
    }
}
