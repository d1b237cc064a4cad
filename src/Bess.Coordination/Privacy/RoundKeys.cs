using System.Security.Cryptography;
using Bess.Domain.Assets;

namespace Bess.Coordination.Privacy;

/// <summary>An agent's key pair for the masks of one round (Bonawitz et al. 2017, section 3, key agreement; here ECDH on P-256).</summary>
/// <remarks>Made by <see cref="AgentSecret.ForRound"/>. Only <see cref="PublicKey"/> leaves the agent. Not for several threads at once.</remarks>
public sealed class RoundKeys : IDisposable
{
    private readonly ECDiffieHellman _key;
    private readonly byte[] _publicKey;

    internal RoundKeys(string roundId, AgentId agent, byte[] scalar)
    {
        RoundId = roundId;
        Agent = agent;
        _key = P256.FromScalar(scalar);
        CryptographicOperations.ZeroMemory(scalar);
        _publicKey = P256.PublicKeyOf(_key);
    }

    /// <summary>Bytes of a public key: a point that is not compressed (SEC 1, section 2.3.3).</summary>
    public const int PublicKeyLength = P256.PublicKeyBytes;

    /// <summary>Round.</summary>
    public string RoundId { get; }

    /// <summary>The agent.</summary>
    public AgentId Agent { get; }

    /// <summary>What the agent publishes for the round's roster, <see cref="PublicKeyLength"/> bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key that the agent shares with another of the roster; both compute the same.</summary>
    internal byte[] PairKey(MaskRoster roster, int own, int other)
    {
        using var peer = P256.FromPublicKey(roster.Members[other].PublicKey.Span);
        using var peerKey = peer.PublicKey;
        var agreed = _key.DeriveRawSecretAgreement(peerKey);
        var info = new Transcript("bess masks: key of a pair, 1").Add(RoundId)
            .Add(roster.Members[Math.Min(own, other)].Agent.Value)
            .Add(roster.Members[Math.Max(own, other)].Agent.Value)
            .ToArray();
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, MaskExpansion.KeyBytes, roster.Fingerprint.ToArray(), info);
        CryptographicOperations.ZeroMemory(agreed);
        return key;
    }

    /// <summary>Drops the private key.</summary>
    public void Dispose() => _key.Dispose();
}
