using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Server;

/// <summary>Bad input at every door: a problem that names the field, and nothing is left of the call.</summary>
public sealed class BadInputTests
{
    private const string Rounds = "/api/v1/rounds";
    private const string Plant = "/api/v1/powerplants/pair";

    [Fact]
    public async Task Launch_EveryBadOrder_422NamesTheFieldAndNoRoundIsThere()
    {
        await using var server = await TestServer.StartAsync(configure: Generous);
        foreach (var (what, field, _) in BadOrders.All)
        {
            var answer = await server.CallAsync("POST", Rounds, "operator", BadOrders.Text(what));
            answer.IsProblem(422, "invalid");
            Assert.True(answer.Fields.SequenceEqual([field]), $"{what}: {answer.Text}");
        }

        await IsEmptyAsync(server);
        Assert.Equal(BadOrders.All.Count, server.AuditLines.Length);
    }

    public static TheoryData<string, string, string, int, string, string> Cases => new()
    {
        { "POST", Rounds, "", 400, "not-json", "" },
        { "POST", Rounds, "{\"kind\":", 400, "not-json", "kind" },
        { "POST", Rounds, "{\n \"a\": 1,\n b\n}", 400, "not-json", "" },
        { "POST", Rounds, "\"\\ud800\"", 400, "not-json", "" },
        { "POST", Rounds, "[]", 422, "invalid", "" },
        { "POST", Rounds, "{}", 422, "invalid", "kind,schemaVersion" },
        { "PUT", Plant + "/groups", "{}", 422, "invalid", "kind,schemaVersion" },
        { "PUT", Plant + "/groups", "no", 400, "not-json", "" },
        { "PUT", Plant + "/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a b"}]}""", 422, "invalid", "groups[0].name" },
        { "PUT", Plant + "/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a","parent":"b"}]}""", 422, "invalid", "groups[0].parent" },
        { "PUT", Plant + "/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a","parent":"a"}]}""", 422, "invalid", "groups[0].parent" },
        { "PUT", Plant + "/groups", """{"kind":"groups","schemaVersion":1,"groups":[{"name":"a"},{"name":"a"}]}""", 422, "invalid", "groups[1].name" },
        { "PUT", "/api/v1/powerplants/a%0Ab/groups", """{"kind":"groups","schemaVersion":1,"groups":[]}""", 422, "invalid", "powerPlant" },
        { "PUT", "/api/v1/powerplants/%20/groups", """{"kind":"groups","schemaVersion":1,"groups":[]}""", 422, "invalid", "powerPlant" },
        { "POST", Plant + "/members", "", 400, "not-json", "" },
        { "POST", Plant + "/members", "{}", 422, "invalid", "schemaVersion,name,batteries" },
        { "POST", Plant + "/members", Member("\"chargeLimitMw\": 1", "\"chargeLimitMw\": 0"), 422, "invalid", "batteries[0].chargeLimitMw,batteries[1].chargeLimitMw" },
        { "POST", Plant + "/members", Member("\"initialEnergyMwh\": 1", "\"initialEnergyMwh\": 7"), 422, "invalid", "batteries[0].initialEnergyMwh" },
        { "POST", Plant + "/members", Member("\"id\": \"one\"", "\"id\": \"o/ne\""), 422, "invalid", "batteries[0].id" },
        { "POST", Plant + "/members", Member("\"id\": \"one\"", "\"id\": \"two\""), 422, "invalid", "batteries[1].id" },
        { "POST", Plant + "/members", Member("\"group\": \"feeder-a\"", "\"group\": \"nowhere\""), 422, "invalid", "batteries[0].group" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Door_BadBody_IsAProblemThatNamesTheField(string method, string path, string body, int status, string type, string fields)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.CallAsync(method, path, "operator", body);
        answer.IsProblem(status, type);
        Assert.Equal(fields, string.Join(',', answer.Fields));
        await IsEmptyAsync(server);
        Assert.Single(server.AuditLines);
    }

    public static TheoryData<string, string, string, int, string> Addresses => new()
    {
        { "GET", "/nowhere", "operator", 404, "not-found" },
        { "GET", "/api/v1", "operator", 404, "not-found" },
        { "GET", "/api/v2/rounds", "operator", 404, "not-found" },
        { "GET", "/api/v1/nothing", "operator", 404, "not-found" },
        { "PATCH", "/api/v1/rounds", "operator", 404, "not-found" },
        { "GET", "/api/v1/rounds/unknown", "operator", 404, "not-found" },
        { "GET", "/api/v1/rounds/unknown/events", "operator", 404, "not-found" },
        { "GET", "/api/v1/rounds/unknown/events?from=-1", "operator", 400, "invalid" },
        { "GET", "/api/v1/rounds/unknown/events?from=x", "operator", 400, "invalid" },
        { "GET", "/api/v1/rounds/unknown/events?from=99999999999", "operator", 400, "invalid" },
        { "GET", "/api/v1/rounds/unknown/result", "operator", 404, "not-found" },
        { "POST", "/api/v1/rounds/unknown/cancel", "operator", 404, "not-found" },
        { "GET", "/api/v1/powerplants/unknown/members", "operator", 404, "not-found" },
        { "GET", "/api/v1/powerplants/unknown/members/b-1/schedule", "operator", 404, "not-found" },
        { "GET", "/api/v1/powerplants/unknown/members/b%201/schedule", "operator", 404, "not-found" },
        { "DELETE", "/api/v1/powerplants/unknown/members/b-1", "operator", 404, "not-found" },
        { "DELETE", "/api/v1/powerplants/unknown/members/b-1?reason=a%0Ab", "operator", 400, "invalid" },
        { "POST", "/api/v1/powerplants/pair/admissions", "prosumer", 415, "not-json" },
        { "POST", "/api/v1/rounds", "operator", 415, "not-json" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Door_UnknownThings_AreProblems(string method, string path, string key, int status, string type)
    {
        await using var server = await TestServer.StartAsync();
        (await server.CallAsync(method, path, key)).IsProblem(status, type);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task Launch_NotJsonByItsType_415(string contentType)
    {
        await using var server = await TestServer.StartAsync();
        (await server.CallAsync("POST", Rounds, "operator", RoundOrderDocument.Write(BadOrders.Good()), contentType)).IsProblem(415, "not-json");
        await IsEmptyAsync(server);
    }

    [Fact]
    public async Task Launch_Oversized_413()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.CallAsync("POST", Rounds, "operator", new byte[Bess.Dashboard.BessApiOptions.LongestBodyBytes + 1]);
        answer.IsProblem(413, "too-long");
        await IsEmptyAsync(server);
    }

    [Fact]
    public async Task Launch_OversizedWithoutSayingSo_413()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Rounds) { Content = new StreamContent(new EndlessBlanks()) };
        request.Headers.Add("X-Api-Key", server.Key("operator"));
        request.Headers.TransferEncodingChunked = true;
        request.Content.Headers.ContentType = new("application/json");
        try
        {
            using var response = await server.Client.SendAsync(request);
            Assert.Equal(413, (int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server closes the line in mid-upload; whether its answer is read before that is the client's luck.
        }

        Assert.Contains("\"status\":413", Assert.Single(server.AuditLines), StringComparison.Ordinal);
        await IsEmptyAsync(server);
    }

    [Fact]
    public async Task Launch_NobodyEnrolled_NamesTheFleet()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.CallAsync("POST", Rounds, "operator", RoundOrderDocument.Write(BadOrders.Good() with { Fleet = null }));
        answer.IsProblem(422, "invalid");
        Assert.Equal(["fleet"], answer.Fields);
        await IsEmptyAsync(server);
    }

    [Fact]
    public async Task Admission_InOneProcess_501()
    {
        await using var server = await TestServer.StartAsync();
        var body = """{"kind":"roster-entry","schemaVersion":1,"agent":"mine","powerMw":1}""";
        (await server.CallAsync("POST", Plant + "/admissions", "prosumer", body)).IsProblem(501, "no-prosumers");
        (await server.CallAsync("POST", Plant + "/admissions", "prosumer", body.Replace("1}", "-1}", StringComparison.Ordinal))).IsProblem(422, "invalid");
        await IsEmptyAsync(server);
    }

    private static void Generous(Bess.Dashboard.BessApiOptions options) => options.CallsAtOnce = 1000;

    private static string Member(string good, string bad) => Support.Inputs.Fleet.Replace(good, bad, StringComparison.Ordinal);

    private static async Task IsEmptyAsync(TestServer server)
    {
        var list = await server.CallAsync("GET", Plant + "/rounds", "viewer");
        Assert.Equal("""{"kind":"rounds","schemaVersion":1,"rounds":[]}""", list.Text);
        (await server.CallAsync("GET", Plant + "/members", "viewer")).IsProblem(404, "not-found");
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "powerplants")));
    }

    private sealed class EndlessBlanks : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Encoding.ASCII.GetBytes(new string(' ', count)).CopyTo(buffer, offset);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
