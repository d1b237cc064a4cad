using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard.Security;
using Bess.Domain;

namespace Bess.Dashboard.Api;

/// <summary>A refusal or failure in the form of RFC 9457 (problem details) with the stable types of <see cref="ProblemTypes"/>.</summary>
internal sealed class Problem : IResult, IStatusCodeHttpResult
{
    private const int MostFaults = 100;

    private readonly int _status;
    private readonly string _type;
    private readonly string _detail;

    private Problem(int status, string type, string detail)
    {
        _status = status;
        _type = type;
        _detail = detail;
    }

    public int? StatusCode => _status;

    private IReadOnlyList<Fault> Faults { get; init; } = [];

    private RoundView? Running { get; init; }

    public static Problem NoKey() => new(401, ProblemTypes.NoKey, "Expected a valid key in the header X-Api-Key or Authorization: Bearer, was none.");

    public static Problem WrongRole(ApiRole actual, IReadOnlyList<ApiRole> expected) => new(
        403, ProblemTypes.Forbidden,
        $"Expected a key of the role {string.Join(" or ", expected.Select(ApiKeyFile.NameOf))}, was {ApiKeyFile.NameOf(actual)}.");

    public static Problem NotYours(string agent) => new(403, ProblemTypes.Forbidden, $"Expected a battery of your own, was '{agent}'.");

    public static Problem NotFound(string what) => new(404, ProblemTypes.NotFound, $"There is no {what}.");

    public static Problem NotReady(string detail) => new(503, ProblemTypes.NotReady, detail);

    public static Problem Ended(RoundView view) => new(409, ProblemTypes.Ended, $"The round '{view.Id}' has ended or is ending; it cannot be cancelled any more.");

    public static Problem NoResult(RoundView view) => view.HasEnded
        ? new(404, ProblemTypes.NoResult, $"The round '{view.Id}' ended without a result: {view.Detail}")
        : new(404, ProblemTypes.NoResult, $"The round '{view.Id}' has not ended yet.");

    public static Problem IsRunning(RoundView running) =>
        new(409, ProblemTypes.Running, $"The round '{running.Id}' of this power plant runs, launched by {running.LaunchedBy}: wait for its end or cancel it.") { Running = running };

    /// <summary>What is wrong with a document: 400 when it is no JSON, 422 when it is one that cannot be accepted.</summary>
    public static Problem Of(IReadOnlyList<Fault> faults) => faults.Any(fault => fault.Expected is "JSON" or "valid Unicode text")
        ? new(400, ProblemTypes.NoJson, faults[0].ToString()) { Faults = faults }
        : new(422, ProblemTypes.Invalid, faults.Count == 1 ? faults[0].ToString() : $"{faults.Count} faults; see 'faults'.") { Faults = faults };

    public static Problem BadParameter(string name, string expected, string? actual) =>
        new(400, ProblemTypes.Invalid, $"{name}: expected {expected}.") { Faults = [new Fault("query", name, expected, actual ?? "nothing")] };

    public static Problem NoDocument(string types = "application/json") => new(415, ProblemTypes.NoJson, $"Expected a body of the type {types}.");

    public static Problem TooLong() => BadRequest(413);

    public static Problem TooManyCalls() => new(429, ProblemTypes.TooManyCalls, "Too many calls; try again in a second.");

    public static Problem NoProsumers() =>
        new(501, ProblemTypes.NoProsumers, "Owners can host their batteries only where the coordinator runs on a cluster; this one runs in one process.");

    public static Problem NoDirectory() =>
        new(501, ProblemTypes.NoDirectory, "This server knows each power plant and round by its name only: ask for one.");

    public static Problem NoPrices() =>
        new(501, ProblemTypes.NoPrices, "This server keeps no prices: send them with the order.");

    public static Problem PrivateData() =>
        new(501, ProblemTypes.PrivateData, "On this server the data of batteries stay with whoever hosts them: ask for the committed schedule of the battery.");

    public static Problem NoPrecondition() =>
        new(428, ProblemTypes.NoPrecondition, "Expected the header If-Match with the ETag of what is changed, was none.");

    public static Problem Changed(string name) => new(412, ProblemTypes.Changed, $"'{name}' is not as the ETag says: read it again.");

    public static Problem BadRequest(int status) => status == 413
        ? new(413, ProblemTypes.TooLong, $"Expected a body of at most {BessApiOptions.LongestBodyBytes} bytes, was a longer one.")
        : new(status, ProblemTypes.NoJson, "The request could not be read.");

    public static Problem Gone() => new(499, ProblemTypes.Internal, "The caller left.");

    public static Problem Internal() => new(500, ProblemTypes.Internal, "The server failed in a way that was not foreseen; its log says how.");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        SecurityHeaders.Set(response.Headers);
        response.StatusCode = _status;
        response.ContentType = "application/problem+json";
        if (_status == 401)
            response.Headers.WWWAuthenticate = "Bearer";
        if (_status == 429)
            response.Headers.RetryAfter = "1";
        await response.Body.WriteAsync(Bytes(), httpContext.RequestAborted);
    }

    private byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", _type);
            json.WriteString("title", ProblemTypes.TitleOf(_type));
            json.WriteNumber("status", _status);
            json.WriteString("detail", _detail);
            if (Faults.Count > 0)
                Write(json, Faults);
            if (Running is not null)
            {
                json.WritePropertyName("running");
                json.WriteRawValue(RoundViewDocument.Write(Running));
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The field <c>faults</c>, as in problems.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Fault> faults)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults.Take(MostFaults))
        {
            json.WriteStartObject();
            json.WriteString("location", fault.Location);
            json.WriteString("field", fault.Field);
            json.WriteString("expected", fault.Expected);
            json.WriteString("actual", fault.Actual);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
