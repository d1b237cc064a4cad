using Bess.Coordination.Remote.Keys;

namespace Bess.Dashboard.Security;

/// <summary>Who calls, after the door.</summary>
internal sealed record Caller(string Name, ApiRole Role)
{
    /// <summary>The caller of a request that passed the door.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? throw new InvalidOperationException("this endpoint has no door");
}
