using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Dashboard.Fuzz;

/// <summary>Requests made from what the API knows, and broken: every address, every document, with what does not belong there. From a seed.</summary>
internal sealed partial class HostileRequests(int seed)
{
    private const int OddMethod = 8;
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW"];

    private static readonly string[] Addresses =
    [
        "GET /api/v1/rounds", "GET /api/v1/rounds/{x}", "GET /api/v1/rounds/{x}/events", "POST /api/v1/rounds/{x}/cancel", "GET /api/v1/rounds/{x}/result",
        "GET /api/v1/rounds/{x}/order", "GET /api/v1/rounds/{x}/trace", "GET /api/v1/rounds/{x}/schedules", "GET /api/v1/orders", "GET /api/v1/orders/{x}",
        "GET /api/v1/session", "GET /api/v1/powerplants", "GET /api/v1/powerplants/{x}/rounds", "GET /api/v1/powerplants/{x}/members",
        "DELETE /api/v1/powerplants/{x}/members/{x}", "GET /api/v1/powerplants/{x}/members/{x}/schedule", "POST /api/v1/powerplants/{x}/admissions",
        "PUT /api/v1/powerplants/{x}/groups", "POST /api/v1/powerplants/{x}/members", "POST /api/v1/rounds", "POST /api/v1/rounds", "POST /api/v1/rounds", "POST /api/v1/rounds/check",
        "POST /api/v1/rounds/check", "GET /api/v1/health", "GET /api/v1/openapi.json", "GET /api/v1/{x}", "GET /{x}", "GET /assets/{x}", "GET /",
        .. Described(),
    ];

    private static readonly string[] Names =
    [
        "good", "pair", "b-001", "vpp-50", "..", ".", "%2e%2e%2fkeys.json", "..%5c..%5ckeys.json", "%00", "%0d%0aSet-Cookie:%20a=b", "%ff%fe", "%C0%AF", "a%20b", "%F0%9F%94%8B",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%27%20OR%201=1--", "${jndi:ldap:x}", "{{7*7}}", "%25s%25n", "con", "nul.json", "-1", "0", "NaN", "=cmd%7C%27%20%2FC%20calc%27!A0",
    ];

    private static readonly string[] Queries =
        ["from", "limit", "after", "format", "lag", "reason", "powerPlant", "column", "zone", "__proto__", "x[]"];

    private static readonly string[] Values =
        ["", "0", "1", "-1", "500", "501", "2147483647", "2147483648", "99999999999999999999", "1e5", "NaN", "csv", "ndjson", "newest", "null", "%00", "%0a", "%F0%9F%94%8B", "..%2f", "'", "a%26b"];

    private static readonly string?[] Keys = [null, null, "", "bess_", "viewer", "prosumer", "other", "operator", "nonsense", "bess_000000000000_" + new string('0', 64)];
    private static readonly string[] Types = ["application/json", "text/csv", "application/json; charset=utf-16", "text/plain", "multipart/form-data", "application/xml", "application/problem+json"];

    private readonly Random _random = new(seed);
    private readonly JsonNode _order = JsonNode.Parse(RoundOrderDocument.Write(BadOrders.Good()))!;
    private readonly JsonNode _scenarios = JsonNode.Parse(ScenarioSetDocument.Write(BadOrders.Good().Scenarios))!;
    private readonly JsonNode _fleet = JsonNode.Parse(FleetFile.ToJson(BadOrders.Good().Fleet!))!;

    public HostileRequest Next()
    {
        var (method, path) = Pick(Addresses).Split(' ', 2) is [var usual, var address] ? (usual, address) : throw new InvalidOperationException("an address has a method");
        if (_random.Next(OddMethod) == 0)
            method = Pick(Methods);
        while (path.IndexOf("{x}", StringComparison.Ordinal) is var at and >= 0)
            path = path[..at] + Name() + path[(at + 3)..];
        for (var i = _random.Next(3); i > 0; i--)
            path += $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Pick(Queries)}={Pick(Values)}";
        var body = method is "GET" or "HEAD" ? null : Body();
        return new HostileRequest(method, path, Pick(Keys), Headers(), _random.Next(4) == 0 ? Pick(Types) : Types[0], body);
    }

    /// <summary>Bytes for a bare connection.</summary>
    public byte[] NextRaw()
    {
        var request = Next();
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{request.Method} {request.Path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {request.Body?.Length ?? 0}\r\n\r\n");
        var bytes = Encoding.Latin1.GetBytes(text).Concat(request.Body ?? []).ToArray();
        for (var i = _random.Next(12); i > 0; i--)
        {
            var at = _random.Next(bytes.Length);
            bytes = _random.Next(4) switch
            {
                0 => [.. bytes[..at], .. bytes[_random.Next(at, bytes.Length)..]],
                1 => [.. bytes[..at], (byte)_random.Next(256), .. bytes[at..]],
                2 => [.. bytes[..at], .. Encoding.ASCII.GetBytes(Pick(["\r\n", "\0", "Transfer-Encoding: chunked\r\n", "Content-Length: -1\r\n", ": ", "%", "../", new string('A', 9000)])), .. bytes[at..]],
                _ => [.. bytes[..at], (byte)(bytes[at] ^ (1 << _random.Next(8))), .. bytes[(at + 1)..]],
            };
            if (bytes.Length == 0)
                return [0];
        }

        return bytes;
    }

    private byte[]? Body() => _random.Next(10) switch
    {
        0 => null,
        1 => RandomBytes(_random.Next(2000)),
        2 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pick(["[", "{\"a\":", "\"", "[[1,"]), _random.Next(3000)))),
        3 => Encoding.UTF8.GetBytes((_random.Next(4) == 0 ? _fleet : Mutated(_fleet)).ToJsonString()),
        4 => Encoding.UTF8.GetBytes("""{"kind":"groups","schemaVersion":1,"groups":[{"name":"a","parent":"b"},{"name":"b","parent":"a"}]}"""),
        5 => Truncated(Encoding.UTF8.GetBytes(Mutated(_order).ToJsonString())),
        6 => Encoding.UTF8.GetBytes(Mutated(_scenarios).ToJsonString()),
        7 => Csv(),
        _ => Encoding.UTF8.GetBytes(Mutated(_order).ToJsonString()),
    };

    private byte[] Csv()
    {
        var bytes = Encoding.UTF8.GetBytes("timestamp_utc,day_ahead_eur_per_mwh\n2026-03-09T23:00:00Z,40.5\n2026-03-10T00:00:00Z,\n2026-03-10T01:00:00Z,-12\n");
        for (var i = _random.Next(4); i > 0; i--)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    private JsonNode Mutated(JsonNode document)
    {
        var copy = document.DeepClone();
        for (var i = 1 + _random.Next(3); i > 0; i--)
            MutateBelow(copy);
        return copy;
    }

    private void MutateBelow(JsonNode node)
    {
        for (; ; )
        {
            if (node is JsonObject form && form.Count > 0)
            {
                var name = form.ElementAt(_random.Next(form.Count)).Key;
                if (form[name] is JsonObject or JsonArray && _random.Next(4) > 0)
                {
                    node = form[name]!;
                    continue;
                }

                if (_random.Next(6) == 0)
                    form.Remove(name);
                else
                    form[_random.Next(8) == 0 ? name + "x" : name] = Strange();
            }
            else if (node is JsonArray list && list.Count > 0)
            {
                var at = _random.Next(list.Count);
                if (list[at] is JsonObject or JsonArray && _random.Next(4) > 0)
                {
                    node = list[at]!;
                    continue;
                }

                if (_random.Next(3) == 0)
                    list.RemoveAt(at);
                else
                    list[at] = Strange();
            }

            return;
        }
    }

    private JsonNode? Strange() => _random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(-1),
        2 => JsonValue.Create(0),
        3 => JsonValue.Create(1e308),
        4 => JsonValue.Create(double.Epsilon),
        5 => JsonValue.Create(long.MaxValue),
        6 => JsonValue.Create(""),
        7 => JsonValue.Create("<script>alert(1)</script>\u202e\u0000"),
        8 => JsonValue.Create(true),
        9 => new JsonArray(),
        10 => new JsonObject { ["__proto__"] = 1 },
        _ => JsonValue.Create(new string('x', _random.Next(5000))),
    };

    private List<(string Name, string Value)> Headers()
    {
        var headers = new List<(string, string)>();
        if (_random.Next(5) == 0)
            headers.Add(("Last-Event-ID", Pick(["-1", "x", "3", "2147483647", "99999999999"])));
        if (_random.Next(5) == 0)
            headers.Add(("Accept", Pick(["text/event-stream", "*/*", "application/x-ndjson", ";;;,", "text/event-stream;q=0"])));
        if (_random.Next(5) == 0)
            headers.Add(("If-Match", Pick(["*", "\"a\"", "garbage", "W/\"x\"", ""])));
        if (_random.Next(5) == 0)
            headers.Add(("If-None-Match", Pick(["*", "\"a\"", "garbage", "W/\"x\""])));
        if (_random.Next(8) == 0)
            headers.Add(("Idempotency-Key", Pick(["k", new string('k', 4000), "<>", "=1"])));
        if (_random.Next(8) == 0)
            headers.Add(("Origin", Pick(["null", "https://elsewhere.example"])));
        if (_random.Next(8) == 0)
            headers.Add(("Accept-Encoding", Pick(["br", "gzip;q=0", "br;q=x", "identity", "zstd, br"])));
        return headers;
    }

    private string Name() => _random.Next(3) == 0 ? Names[_random.Next(4)] : _random.Next(12) == 0 ? Uri.EscapeDataString(new string((char)_random.Next(33, 0x2fff), _random.Next(1, 300))) : Pick(Names);

    private byte[] Truncated(byte[] bytes) => bytes[.._random.Next(bytes.Length)];

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Each call that openapi.json describes, so that a new one is not forgotten here.</summary>
    private static IEnumerable<string> Described()
    {
        using var stream = typeof(Bess.Dashboard.BessApi).Assembly.GetManifestResourceStream("openapi.json")!;
        foreach (var (path, operations) in JsonNode.Parse(stream)!["paths"]!.AsObject())
        {
            foreach (var (method, _) in operations!.AsObject())
                yield return $"{method.ToUpperInvariant()} /api/v1{Parameter().Replace(path, "{x}")}";
        }
    }

    [GeneratedRegex("[{][a-zA-Z]+[}]")]
    private static partial Regex Parameter();

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
