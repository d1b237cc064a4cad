using System.Net;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard.Api;

namespace Bess.Dashboard.Security;

/// <summary>Stands before every endpoint: key, role, rate, audit, headers; and turns what was not foreseen into a problem without a trace.</summary>
internal sealed partial class Door(DoorRule rule, ApiGuards guards, ILogger<Door> logger) : IEndpointFilter
{
    /// <summary>Under which a handler notes the round that a call concerns.</summary>
    private static readonly object RoundKey = new();

    public static void Note(HttpContext http, string? roundId) => http.Items[RoundKey] = roundId;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        SecurityHeaders.Set(http.Response.Headers);
        var caller = CallerOf(http);
        if (!guards.Rates.TryPass(caller?.Name ?? $"address {http.Connection.RemoteIpAddress}"))
            return Audited(http, caller, Problem.TooManyCalls());
        if (Refusal(http, caller) is { } refusal)
            return Audited(http, caller, refusal);
        http.Features.Set(caller);
        try
        {
            return Audited(http, caller, await next(context));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Audited(http, caller, Problem.Gone());
        }
        catch (BadHttpRequestException error)
        {
            return Audited(http, caller, Problem.BadRequest(error.StatusCode));
        }
#pragma warning disable CA1031 // The edge of the process: the caller learns that it failed, the log learns why.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogUnforeseen(error, http.Request.Method, http.Request.Path);
            return Audited(http, caller, Problem.Internal());
        }
    }

    private Caller? CallerOf(HttpContext http)
    {
        var record = guards.KeyOf(http.Request.Headers);
        if (record is not null)
            return new Caller(record.Name, record.Role);
        return guards.IsOpen && IsFromHere(http) ? new Caller("open", ApiRole.Operator) : null;
    }

    private Problem? Refusal(HttpContext http, Caller? caller)
    {
        if (rule.Roles.Length == 0)
            return null;
        if (caller is null)
            return Problem.NoKey();
        return rule.Roles.Contains(caller.Role) ? null : Problem.WrongRole(caller.Role, rule.Roles);
    }

    // Without keys a page in the user's browser must not be able to act: neither by its own origin nor by a name that points here.
    private static bool IsFromHere(HttpContext http) =>
        http.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local)
        && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" or "::1")
        && (http.Request.Headers.Origin.Count == 0 || http.Request.Headers.Origin == $"{http.Request.Scheme}://{http.Request.Host}");

    private object? Audited(HttpContext http, Caller? caller, object? answer)
    {
        if (rule.Changes)
        {
            var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
            var role = caller is null ? null : ApiKeyFile.NameOf(caller.Role);
            guards.Audit.Add(caller?.Name, role, http.Request.Method, http.Request.Path, status, http.Items[RoundKey] as string);
        }

        return answer;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unforeseen failure of {Method} {Path}")]
    private partial void LogUnforeseen(Exception error, string method, PathString path);
}
