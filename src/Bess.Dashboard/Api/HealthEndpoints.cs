using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bess.Dashboard.Api;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map("GET", "/health", Doors.NoKey, Live);
        api.Map("GET", "/health/ready", Doors.NoKey, ReadyAsync);
    }

    private static DocumentAnswer Live() => Answer("live");

    private static async Task<IResult> ReadyAsync(HttpContext http, HealthCheckService checks)
    {
        var report = await checks.CheckHealthAsync(http.RequestAborted);
        return report.Status == HealthStatus.Unhealthy
            ? Problem.NotReady("Not ready: " + string.Join(", ", report.Entries.Where(entry => entry.Value.Status == HealthStatus.Unhealthy).Select(entry => entry.Key)))
            : Answer("ready");
    }

    private static DocumentAnswer Answer(string status) =>
        DocumentAnswer.Of(Encoding.UTF8.GetBytes($$"""{"kind":"health","schemaVersion":1,"status":"{{status}}"}"""));
}
