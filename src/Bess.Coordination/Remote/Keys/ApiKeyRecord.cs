namespace Bess.Coordination.Remote.Keys;

/// <summary>A key as it is kept: nothing here opens a door.</summary>
/// <param name="Id">The public part of the key, 12 hexadecimal digits.</param>
/// <param name="Name">Who holds it; for prosumers the owner's name at the batteries.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Hash">HMAC-SHA-256 of the secret part under the salt, 32 bytes.</param>
/// <param name="Created">When, UTC.</param>
/// <param name="Expires">From when on it opens nothing; null for never.</param>
/// <param name="Revoked">When it was taken back; null while it was not.</param>
public sealed record ApiKeyRecord(
    string Id, string Name, ApiRole Role, byte[] Salt, byte[] Hash, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? Revoked)
{
    /// <summary>Whether it opens doors at an instant.</summary>
    /// <param name="now">The instant.</param>
    /// <returns>Whether it is neither revoked nor expired.</returns>
    public bool IsValidAt(DateTimeOffset now) => Revoked is null && (Expires is null || now < Expires);
}
