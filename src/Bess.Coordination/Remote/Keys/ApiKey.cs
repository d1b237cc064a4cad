using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Bess.Coordination.Remote.Keys;

/// <summary>Keys as people hold them: <c>bess_ID_SECRET</c>, the secret 256 random bits. Thread-safe.</summary>
/// <remarks>
/// The secret has the full entropy of the hash, so one salted hash keeps it safe at rest; stretching would only cost time at the door.
/// </remarks>
public static class ApiKey
{
    private const string Prefix = "bess_";
    private const int IdLength = 12;
    private const int SecretBytes = 32;
    private const int SecretLength = 2 * SecretBytes;
    private const int SaltBytes = 16;
    private static readonly byte[] NoSalt = new byte[SaltBytes];
    private static readonly byte[] NoHash = new byte[HMACSHA256.HashSizeInBytes];

    /// <summary>Makes a key.</summary>
    /// <param name="name">Who holds it.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="now">Now.</param>
    /// <param name="expires">From when on it opens nothing; null for never.</param>
    /// <param name="text">The key itself, which is kept nowhere.</param>
    /// <returns>What is kept of it.</returns>
    public static ApiKeyRecord Create(string name, ApiRole role, DateTimeOffset now, DateTimeOffset? expires, out string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        text = $"{Prefix}{id}_{secret}";
        return new ApiKeyRecord(id, name, role, salt, Hash(salt, secret), now, expires, Revoked: null);
    }

    /// <summary>Finds the record that a key belongs to.</summary>
    /// <param name="text">What somebody shows; anything.</param>
    /// <param name="records">The keys that are kept.</param>
    /// <param name="now">Now.</param>
    /// <param name="record">The record, or null.</param>
    /// <returns>Whether the key is one of them, not revoked and not expired.</returns>
    public static bool TryFind(string? text, IEnumerable<ApiKeyRecord> records, DateTimeOffset now, [NotNullWhen(true)] out ApiKeyRecord? record)
    {
        ArgumentNullException.ThrowIfNull(records);
        record = null;
        if (text is not { Length: > 0 } || text.Length != Prefix.Length + IdLength + 1 + SecretLength
            || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_')
        {
            return false;
        }

        var id = text.Substring(Prefix.Length, IdLength);
        var candidate = records.FirstOrDefault(one => one.Id == id);
        // An unknown id costs the same time as a wrong secret.
        var hash = Hash(candidate?.Salt ?? NoSalt, text[(Prefix.Length + IdLength + 1)..]);
        if (!CryptographicOperations.FixedTimeEquals(hash, candidate?.Hash ?? NoHash) || candidate is null || !candidate.IsValidAt(now))
            return false;
        record = candidate;
        return true;
    }

    private static byte[] Hash(byte[] salt, string secret) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(secret));
}
