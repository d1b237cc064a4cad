using System.Globalization;
using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>Rounds as server-sent events.</summary>
public sealed class ServerSentEventTests
{
    [Fact]
    public async Task Events_AsServerSentEvents_AreThoseOfNdjsonWithTheirNumbersAsIds()
    {
        await using var server = await StartAsync();
        var ndjson = (await server.CallAsync("GET", "/api/v1/rounds/good/events", "viewer")).Text.TrimEnd('\n').Split('\n');
        var (type, events) = await ReadAsync(server, null);
        Assert.Equal("text/event-stream", type);
        Assert.Equal(ndjson, events.Select(one => one.Data));
        Assert.Equal(Enumerable.Range(0, ndjson.Length), events.Select(one => one.Id));
        Assert.All(events, one => Assert.Equal(one.Data.Contains("\"iteration\":{", StringComparison.Ordinal) ? "iteration" : "phase", one.Kind));
    }

    [Fact]
    public async Task Events_AfterALastId_GoOnBehindIt()
    {
        await using var server = await StartAsync();
        var (_, all) = await ReadAsync(server, null);
        for (var last = 0; last < all.Count; last++)
        {
            var (_, rest) = await ReadAsync(server, last.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(all.Skip(last + 1), rest);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    public async Task Events_WithABadLastId_400(string last)
    {
        await using var server = await StartAsync();
        using var request = Request(server, last);
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("lag=oldest")]
    [InlineData("from=-1")]
    [InlineData("from=x&lag=newest")]
    public async Task Events_WithABadWish_400(string query)
    {
        await using var server = await StartAsync();
        (await server.CallAsync("GET", $"/api/v1/rounds/good/events?{query}", "viewer")).IsProblem(400, "invalid");
    }

    [Fact]
    public async Task Events_WhileNothingHappens_CarryASignOfLife()
    {
        await using var server = await DashboardServer.StartAsync(configure: options => options.Heartbeat = TimeSpan.FromMilliseconds(20));
        var silent = SampleRounds.Endless("silent");
        // One iteration of it takes much longer than the heartbeat.
        Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(silent with { Options = silent.Options with { IterationPatience = TimeSpan.FromSeconds(30) } }))).Status);
        using var request = Request(server, "99999999", "silent");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal(": alive", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        await server.CallAsync("POST", "/api/v1/rounds/silent/cancel", "operator");
    }

    private static async Task<TestServer> StartAsync(Action<BessApiOptions>? configure = null)
    {
        var server = await DashboardServer.StartAsync(configure: configure);
        await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()));
        await DashboardServer.EndOfAsync(server, "good");
        return server;
    }

    private static HttpRequestMessage Request(TestServer server, string? last, string id = "good")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/rounds/{id}/events");
        request.Headers.Add("X-Api-Key", server.Key("viewer"));
        request.Headers.Add("Accept", "text/event-stream");
        if (last is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        return request;
    }

    private static async Task<(string? Type, List<(int Id, string Kind, string Data)> Events)> ReadAsync(TestServer server, string? last)
    {
        using var request = Request(server, last);
        using var response = await server.Client.SendAsync(request);
        var blocks = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("event: end\ndata: {}", blocks[^1]);
        var events = blocks[..^1].Select(block => block.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]))
            .Select(block => (int.Parse(block["id"], CultureInfo.InvariantCulture), block["event"], block["data"])).ToList();
        return (response.Content.Headers.ContentType?.MediaType, events);
    }
}
