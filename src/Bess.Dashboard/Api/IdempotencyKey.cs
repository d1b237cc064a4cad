using System.Security.Cryptography;
using System.Text;
using Bess.Dashboard.Security;

namespace Bess.Dashboard.Api;

/// <summary>The header that makes a launch without an identity repeatable: the same caller with the same key means the same round.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int IdDigits = 24;

    /// <summary>The identity of the round that is meant; null without the header.</summary>
    public static string? IdOf(HttpContext http) => http.Request.Headers[Header] is { Count: > 0 } key
        ? "k-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Caller.Of(http).Name}\n{key}")))[..IdDigits]
        : null;
}
