using Bess.Cluster.Drills.Harness;
using Bess.Coordination.Coupling;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Dashboard;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Hosts.Tests.Support;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests.Doors;

/// <summary>Bad input at every door of a cluster: a problem that names the field, and nothing is kept of the call.</summary>
public sealed class DoorTests(ITestOutputHelper output)
{
    private const string Rounds = "/api/v1/rounds";
    private const string Plant = "/api/v1/powerplants/pair";
    private const string Entry = """{"kind":"roster-entry","schemaVersion":1,"agent":"NAME","group":null,"powerMw":0.5}""";

    [Fact]
    public async Task Launch_EveryBadDocument_NamesTheField()
    {
        await using var server = await ClusterServer.StartAsync();
        var before = server.Kept;
        foreach (var (what, field, _) in BadOrders.All)
        {
            await AssertAsync(server, before, "POST", Rounds, "operator", BadOrders.Text(what), 422, "invalid", field);
        }

        output.WriteLine($"{BadOrders.All.Count} orders refused; kept: {server.Kept}");
        Assert.Equal(BadOrders.All.Count, server.Http.AuditLines.Length);
    }

    [Fact]
    public async Task Launch_OrderThatCannotRun_NamesTheField()
    {
        await using var server = await ClusterServer.StartAsync();
        var before = server.Kept;
        foreach (var (order, field) in OrdersThatCannotRun())
        {
            await AssertAsync(server, before, "POST", Rounds, "operator", RoundOrderDocument.Write(order), 422, "invalid", field);
        }

        Assert.Null(await server.Desk.RoundAsync("good"));
        Assert.Empty(await server.Desk.RoundsAsync("pair"));
    }

    [Fact]
    public async Task Call_WrongToken_IsRefused()
    {
        await using var server = await ClusterServer.StartAsync();
        await EnrolAsync(server);
        var before = server.Kept;
        var order = RoundOrderDocument.Write(BadOrders.Good());
        var changes = new (string Method, string Path, byte[]? Body)[]
        {
            ("POST", Rounds, order), ("POST", Rounds + "/x/cancel", null), ("POST", Plant + "/members", Utf8(Inputs.Fleet)),
            ("PUT", Plant + "/groups", Utf8("""{"kind":"groups","schemaVersion":1,"groups":[]}""")), ("DELETE", Plant + "/members/one", null), ("POST", Plant + "/admissions", Utf8(Entry)),
        };
        foreach (var (method, path, body) in changes)
        {
            await AssertAsync(server, before, method, path, null, body, 401, "no-key");
            await AssertAsync(server, before, method, path, "bess_operator_not-a-key", body, 401, "no-key");
            await AssertAsync(server, before, method, path, server.Http.Key("operator")[..^1], body, 401, "no-key");
            await AssertAsync(server, before, method, path, "viewer", body, 403, "forbidden");
        }

        foreach (var (method, path, body) in changes[..4])
        {
            await AssertAsync(server, before, method, path, "prosumer", body, 403, "forbidden");
        }

        await AssertAsync(server, before, "DELETE", Plant + "/members/one", "prosumer", (byte[]?)null, 403, "forbidden");
        await AssertAsync(server, before, "POST", Plant + "/admissions", "operator", Utf8(Entry), 403, "forbidden");
        await AssertAsync(server, before, "GET", Plant + "/members/one/schedule", "prosumer", (byte[]?)null, 403, "forbidden");
        await AssertAsync(server, before, "GET", Plant + "/members", "prosumer", (byte[]?)null, 403, "forbidden");
        Assert.Equal((changes.Length * 4) + 4 + 2, server.Http.AuditLines.Length - 1);
    }

    public static TheoryData<string, string, string, int, string, string> Bodies => new()
    {
        { "POST", Plant + "/members", "{}", 422, "invalid", "schemaVersion,name,batteries" },
        { "POST", Plant + "/members", Member("\"chargeLimitMw\": 1", "\"chargeLimitMw\": -1"), 422, "invalid", "batteries[0].chargeLimitMw,batteries[1].chargeLimitMw" },
        { "POST", Plant + "/members", Member("\"dischargeLimitMw\": 1.5", "\"dischargeLimitMw\": 1e999"), 422, "invalid", "batteries[1].dischargeLimitMw" },
        { "POST", Plant + "/members", Member("\"minimumEnergyMwh\": 0.2", "\"minimumEnergyMwh\": 1.9"), 422, "invalid", "batteries[0].minimumEnergyMwh" },
        { "POST", Plant + "/members", Member("\"initialEnergyMwh\": 1", "\"initialEnergyMwh\": 7"), 422, "invalid", "batteries[0].initialEnergyMwh" },
        { "POST", Plant + "/members", Member("\"chargeEfficiency\": 0.95", "\"chargeEfficiency\": 1.2"), 422, "invalid", "batteries[1].chargeEfficiency" },
        { "POST", Plant + "/members", Member("\"id\": \"one\"", "\"id\": \"o/ne\""), 422, "invalid", "batteries[0].id" },
        { "POST", Plant + "/members", Member("\"id\": \"one\"", "\"id\": \"two\""), 422, "invalid", "batteries[1].id" },
        { "POST", Plant + "/members", Member("\"id\": \"one\"", "\"id\": \"hers\""), 422, "invalid", "batteries[0].id" },
        { "POST", Plant + "/members", Member("\"group\": \"feeder-a\"", "\"group\": \"nowhere\""), 422, "invalid", "batteries[0].group" },
        { "POST", Plant + "/members", Member("\"name\": \"feeder-a\"", "\"name\": \"a/b\""), 422, "invalid", "groups[1].name,batteries[0].group" },
        { "POST", "/api/v1/powerplants/%20/members", Inputs.Fleet, 422, "invalid", "powerPlant" },
        { "POST", "/api/v1/powerplants/a%0Ab/members", Inputs.Fleet, 422, "invalid", "powerPlant" },
        { "POST", "/api/v1/powerplants/a%2Fb/members", Inputs.Fleet, 422, "invalid", "powerPlant" },
        { "POST", "/api/v1/powerplants/a%5Cb/members", Inputs.Fleet, 422, "invalid", "powerPlant" },
        { "PUT", Plant + "/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"other"}]}""", 422, "invalid", "group" },
        { "PUT", "/api/v1/powerplants/round/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a","parent":"b"},{"name":"b","parent":"a"}]}""", 422, "invalid", "groups[0].parent,groups[1].parent" },
        { "PUT", "/api/v1/powerplants/twice/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a"},{"name":"a"}]}""", 422, "invalid", "groups[1].name" },
        { "PUT", Plant + "/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a/b"}]}""", 422, "invalid", "groups[0].name" },
        { "POST", Plant + "/admissions", Own("powerMw\":0.5", "powerMw\":-1"), 422, "invalid", "powerMw" },
        { "POST", Plant + "/admissions", Own("powerMw\":0.5", "powerMw\":1e999"), 422, "invalid", "powerMw" },
        { "POST", Plant + "/admissions", Own("\"group\":null", "\"group\":\"nowhere\""), 422, "invalid", "group" },
        { "POST", Plant + "/admissions", Own("NAME", "a/b"), 422, "invalid", "agent" },
        { "POST", Plant + "/admissions", Own("NAME", "one"), 422, "invalid", "id" },
        { "POST", Plant + "/admissions", Own("NAME", "hers"), 422, "invalid", "id" },
        { "POST", Plant + "/admissions", Own("\"powerMw\"", "\"owner\":\"other\",\"powerMw\""), 422, "invalid", "owner" },
        { "POST", "/api/v1/powerplants/nowhere/admissions", Entry, 422, "invalid", "powerPlant" },
    };

    [Fact]
    public async Task Members_BadBody_NamesTheField()
    {
        await using var server = await ClusterServer.StartAsync();
        await EnrolAsync(server);
        var before = server.Kept;
        var roster = (await server.Http.CallAsync("GET", Plant + "/members", "viewer")).Text;
        foreach (var row in Bodies)
        {
            var (method, path, body) = ((string)row[0], (string)row[1], (string)row[2]);
            var key = path.EndsWith("/admissions", StringComparison.Ordinal) ? "prosumer" : "operator";
            await AssertAsync(server, before, method, path, key, body, (int)row[3], (string)row[4], ((string)row[5]).Split(','));
        }

        Assert.Equal(roster, (await server.Http.CallAsync("GET", Plant + "/members", "viewer")).Text);
        Assert.Null(await server.Desk.RosterAsync("nowhere"));
    }

    [Fact]
    public async Task Things_Unknown_AreNotFound()
    {
        await using var server = await ClusterServer.StartAsync();
        await EnrolAsync(server);
        var before = server.Kept;
        foreach (var (method, path) in new[]
        {
            ("GET", Rounds + "/unknown"), ("GET", Rounds + "/unknown/events"), ("GET", Rounds + "/unknown/result"), ("POST", Rounds + "/unknown/cancel"),
            ("GET", "/api/v1/powerplants/nowhere/members"), ("GET", Plant + "/members/nobody/schedule"), ("GET", Plant + "/members/one/schedule"),
            ("GET", Plant + "/members/a%2Fb/schedule"), ("GET", Plant + "/members/one%2Fprosumer/schedule"), ("DELETE", Plant + "/members/nobody"),
            ("DELETE", Plant + "/members/a%2Fb"), ("DELETE", "/api/v1/powerplants/nowhere/members/one"), ("GET", "/api/v1/nothing"),
        })
        {
            await AssertAsync(server, before, method, path, "operator", (byte[]?)null, 404, "not-found");
        }

        await AssertAsync(server, before, "GET", Rounds + "/unknown/events?from=-1", "operator", (byte[]?)null, 400, "invalid", "from");
        await AssertAsync(server, before, "DELETE", Plant + "/members/one?reason=a%0Ab", "operator", (byte[]?)null, 400, "invalid", "reason");
    }

    [Fact]
    public async Task Body_TooLongOrOfAnotherKind_IsRefused()
    {
        await using var server = await ClusterServer.StartAsync();
        var before = server.Kept;
        foreach (var (method, path, key) in new[] { ("POST", Rounds, "operator"), ("POST", Plant + "/members", "operator"), ("PUT", Plant + "/groups", "operator"), ("POST", Plant + "/admissions", "prosumer") })
        {
            await AssertAsync(server, before, method, path, key, new byte[BessApiOptions.LongestBodyBytes + 1], 413, "too-long");
            await AssertAsync(server, before, method, path, key, Utf8("{\"kind\":"), 400, "not-json");
            (await server.Http.CallAsync(method, path, key, Utf8("{}"), "text/plain")).IsProblem(415, "not-json");
        }

        Assert.Equal(before, server.Kept);
    }

    [Fact]
    public async Task Launch_IdOfAnotherPlantsRound_IsRefused()
    {
        await using var server = await ClusterServer.StartAsync();
        var good = BadOrders.Good();
        Assert.Equal(202, (await server.Http.CallAsync("POST", Rounds, "operator", RoundOrderDocument.Write(good))).Status);
        await server.Desk.EndOfAsync("good");
        var before = server.Kept;
        await AssertAsync(server, before, "POST", Rounds, "operator", RoundOrderDocument.Write(BadOrders.Good("good", "elsewhere")), 422, "invalid", "id");
        await AssertAsync(server, before, "POST", Rounds + "/good/cancel", "operator", (byte[]?)null, 409, "round-ended");
    }

    private static IEnumerable<(RoundOrder Order, string Field)> OrdersThatCannotRun()
    {
        var good = BadOrders.Good();
        yield return (good with { Fleet = null }, "fleet");
        yield return (good with { Options = good.Options with { Algorithm = CoordinationAlgorithm.DantzigWolfe } }, "algorithm");
        yield return (good with { Options = good.Options with { MaskedSums = true } }, "maskedSums");
        yield return (good with { Coupling = new CouplingSpecification { Limits = [new PowerLimit([-1, -1, -1, -1], [1, 1, 1, 1], "nowhere")] } }, "group");
        yield return (good with { Coupling = new CouplingSpecification { Limits = [new PowerLimit([2, 2, 2, 2], [1, 1, 1, 1], "feeder-01")] } }, "lowerMw");
        yield return (good with { Coupling = new CouplingSpecification { Commitments = [new Commitment([1, 1])] } }, "coupling.commitments[0].powerMw");
    }

    private static async Task EnrolAsync(ClusterServer server)
    {
        Assert.Equal(204, (await server.Http.CallAsync("POST", Plant + "/members", "operator", Inputs.Fleet)).Status);
        Assert.Empty(await server.Desk.AdmitAsync("pair", new RosterEntry(new("hers"), null, 0.5, "other")));
    }

    private static Task AssertAsync(ClusterServer server, string before, string method, string path, string? key, string body, int status, string type, params string[] fields) =>
        AssertAsync(server, before, method, path, key, Utf8(body), status, type, fields);

    private static async Task AssertAsync(ClusterServer server, string before, string method, string path, string? key, byte[]? body, int status, string type, params string[] fields)
    {
        var answer = await server.Http.CallAsync(method, path, key, body);
        Assert.True(answer.Status == status, $"{method} {path} {string.Join(',', fields)}: expected {status}, was {answer.Status}: {answer.Text}\n{Short(body)}");
        answer.IsProblem(status, type);
        if (fields.Length > 0)
        {
            Assert.True(answer.Fields.SequenceEqual(fields), $"{method} {path} {Short(body)}: expected {string.Join(',', fields)}, was {answer.Text}");
        }

        Assert.True(server.Kept == before, $"{method} {path} {Short(body)}: something was kept:\n{server.Kept}");
    }

    private static string Short(byte[]? body) => body is null ? "" : System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 200));

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Member(string good, string bad) => Inputs.Fleet.Replace(good, bad, StringComparison.Ordinal);

    private static string Own(string good, string bad) => Entry.Replace(good, bad, StringComparison.Ordinal).Replace("NAME", "mine", StringComparison.Ordinal);
}
