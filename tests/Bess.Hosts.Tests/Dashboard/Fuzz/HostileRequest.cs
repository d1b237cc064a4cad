using System.Text;

namespace Bess.Hosts.Tests.Dashboard.Fuzz;

/// <summary>A request that nobody means well with.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query, as they are sent.</param>
/// <param name="Key">Name of a key of the test server, a bad key, or null.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="ContentType">Type of the body.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record HostileRequest(string Method, string Path, string? Key, IReadOnlyList<(string Name, string Value)> Headers, string ContentType, byte[]? Body)
{
    /// <summary>What to do to see it again.</summary>
    public override string ToString() =>
        $"{Method} {Path} key={Key} {string.Join(", ", Headers)} {ContentType} {(Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(400, Body.Length))))}";
}
