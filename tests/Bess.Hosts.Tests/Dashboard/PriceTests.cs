using System.Text;
using System.Text.Json.Nodes;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Markets.Sources.Csv;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>Prices that people upload for their rounds.</summary>
public sealed class PriceTests
{
    private const string Prices = "/api/v1/prices";
    private const string Day = "timestamp_utc,day_ahead_eur_per_mwh\n2026-03-09T23:00:00Z,40.5\n2026-03-10T00:00:00Z,\n2026-03-10T01:00:00Z,\n2026-03-10T02:00:00Z,-12\n2026-03-10T03:00:00Z,7\n";

    [Fact]
    public async Task Series_Uploaded_IsListedCoveredAndComesBack()
    {
        await using var server = await DashboardServer.StartAsync();
        var put = await PutAsync(server, "day", Day, query: "?zone=DE_LU");
        Assert.Equal(201, put.Status);
        var coverage = (await server.CallAsync("GET", Prices + "/day", "viewer")).Json;
        Assert.Equal(put.Text, coverage.GetRawText());
        Assert.Equal(put.Headers["ETag"], coverage.GetProperty("etag").GetString());
        Assert.Equal(("series", "DE_LU", "EUR", 3600, 5, 2), (Text(coverage, "form"), Text(coverage, "zone"), Text(coverage, "currency"), Whole(coverage, "stepSeconds"), Whole(coverage, "steps"), Whole(coverage, "missingSteps")));
        Assert.Equal(("2026-03-09T23:00:00Z", "2026-03-10T04:00:00Z", "operator"), (Text(coverage, "startUtc"), Text(coverage, "endUtc"), Text(coverage, "uploadedBy")));
        var run = Assert.Single(coverage.GetProperty("missing").EnumerateArray());
        Assert.Equal(("2026-03-10T00:00:00Z", "2026-03-10T02:00:00Z", 2), (Text(run, "startUtc"), Text(run, "endUtc"), Whole(run, "steps")));
        var list = (await server.CallAsync("GET", Prices, "viewer")).Json.GetProperty("prices");
        Assert.Equal("day", Text(Assert.Single(list.EnumerateArray()), "name"));

        var csv = await server.CallAsync("GET", Prices + "/day/file", "viewer");
        Assert.Equal(("text/csv", "attachment; filename=\"day.csv\""), (csv.ContentType, csv.Headers["Content-Disposition"]));
        Assert.Equal(Day, string.Concat(csv.Text.Split('\n', 2)[1]));
        var json = await server.CallAsync("GET", Prices + "/day/file?format=json", "viewer");
        Assert.Equal(201, (await server.CallAsync("PUT", Prices + "/copy", "operator", json.Body)).Status);
        Assert.Equal(json.Text, (await server.CallAsync("GET", Prices + "/copy/file?format=json", "viewer")).Text);
    }

    [Fact]
    public async Task Scenarios_Uploaded_AreWhatAnOrderNames()
    {
        await using var server = await DashboardServer.StartAsync();
        var order = BadOrders.Good();
        using var writer = new StringWriter { NewLine = "\n" };
        ScenarioCsv.Write(order.Scenarios, writer);
        var put = await PutAsync(server, "two", writer.ToString());
        Assert.Equal((201, "scenarios", 2), (put.Status, Text(put.Json, "form"), Whole(put.Json, "scenarios")));
        await RunAsync(server, Order(order, "plain", null));
        await RunAsync(server, Order(order, "named", """{"name":"two"}"""));
        await RunAsync(server, Order(order, "part", """{"name":"two","startUtc":"2026-03-09T23:00:00Z","steps":4}"""));
        var plain = RoundResultDocument.Read((await server.CallAsync("GET", "/api/v1/rounds/plain/result", "viewer")).Body).Value;
        foreach (var other in new[] { "named", "part" })
            SameBits.Assert(plain, RoundResultDocument.Read((await server.CallAsync("GET", $"/api/v1/rounds/{other}/result", "viewer")).Body).Value, SampleRounds.Times);
        var kept = RoundOrderDocument.Read((await server.CallAsync("GET", "/api/v1/rounds/named/order", "viewer")).Body).Value;
        Assert.Equal(order.Scenarios.PricesPerMwh(1).ToArray(), kept.Scenarios.PricesPerMwh(1).ToArray());
        var back = await server.CallAsync("GET", Prices + "/two/file", "viewer");
        Assert.Equal(201, (await PutAsync(server, "again", back.Text)).Status);
    }

    [Theory]
    [InlineData("""{"name":"none"}""")]
    [InlineData("""{"name":"day"}""")]
    [InlineData("""{"name":"day","startUtc":"2026-03-10T00:30:00Z"}""")]
    [InlineData("""{"name":"day","startUtc":"2026-03-10T02:00:00Z","steps":3}""")]
    [InlineData("""{"name":"day","startUtc":"2027-03-10T02:00:00Z"}""")]
    public async Task Order_PricesThatAreNotThere_AreTold(string reference)
    {
        await using var server = await DashboardServer.StartAsync();
        await PutAsync(server, "day", Day);
        var text = Order(BadOrders.Good(), "bad", reference);
        var launch = await server.CallAsync("POST", "/api/v1/rounds", "operator", text);
        launch.IsProblem(422, "invalid");
        Assert.Equal(["pricesRef"], launch.Fields);
        var both = JsonNode.Parse(text)!;
        both["scenarios"] = JsonNode.Parse(RoundOrderDocument.Write(BadOrders.Good()))!["scenarios"]!.DeepClone();
        Assert.Equal(["pricesRef"], (await server.CallAsync("POST", "/api/v1/rounds", "operator", both.ToJsonString())).Fields);
    }

    [Fact]
    public async Task Change_WithoutTheTag_IsRefused()
    {
        await using var server = await DashboardServer.StartAsync();
        var first = await PutAsync(server, "day", Day);
        (await PutAsync(server, "day", Day)).IsProblem(428, "no-precondition");
        (await PutAsync(server, "day", Day, match: "\"other\"")).IsProblem(412, "changed");
        (await PutAsync(server, "new", Day, match: first.Headers["ETag"])).IsProblem(412, "changed");
        (await SendAsync(server, "PUT", "day", Day, "", null, "*")).IsProblem(412, "changed");
        var second = await PutAsync(server, "day", Day.Replace("40.5", "41", StringComparison.Ordinal), match: first.Headers["ETag"]);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first.Headers["ETag"], second.Headers["ETag"]);
        (await SendAsync(server, "DELETE", "day", null, "", first.Headers["ETag"], null)).IsProblem(412, "changed");
        (await SendAsync(server, "DELETE", "day", null, "", null, null)).IsProblem(428, "no-precondition");
        Assert.Equal(204, (await SendAsync(server, "DELETE", "day", null, "", second.Headers["ETag"], null)).Status);
        (await SendAsync(server, "DELETE", "day", null, "", second.Headers["ETag"], null)).IsProblem(404, "not-found");
        (await server.CallAsync("GET", Prices + "/day/file", "viewer")).IsProblem(404, "not-found");
        Assert.Equal(10, server.AuditLines.Length);
        Assert.All(server.AuditLines, line => Assert.Contains("\"key\":\"operator\"", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("timestamp_utc,day_ahead_eur_per_mwh\n2026-03-09T23:00:00Z,x\n2026-03-10T00:00:00Z,1\n", "day_ahead_eur_per_mwh", "line 2")]
    [InlineData("timestamp_utc,day_ahead_eur_per_mwh\n2026-03-09T23:00:00Z,1\n2026-03-10T00:00:00Z,1\n2026-03-10T04:00:00Z,1\n", "timestamp_utc", "line 4")]
    [InlineData("timestamp_utc,a_eur_per_mwh,b_eur_per_mwh\n2026-03-09T23:00:00Z,1,2\n2026-03-10T00:00:00Z,1,2\n", "header", "line 1")]
    [InlineData("scenario,probability,timestamp_utc,price_eur_per_mwh\na,0.4,2026-03-09T23:00:00Z,1\na,0.4,2026-03-10T00:00:00Z,1\n", "probability", "bad")]
    public async Task Upload_WithFaults_NamesLineAndField(string csv, string field, string location)
    {
        await using var server = await DashboardServer.StartAsync();
        var refused = await PutAsync(server, "bad", csv);
        refused.IsProblem(422, "invalid");
        Assert.Equal([field], refused.Fields);
        Assert.Contains(location, refused.Json.GetProperty("faults")[0].GetProperty("location").GetString(), StringComparison.Ordinal);
        Assert.Empty((await server.CallAsync("GET", Prices, "viewer")).Json.GetProperty("prices").EnumerateArray());
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "prices")));
    }

    [Fact]
    public async Task Upload_OfAnotherTypeOrTooLong_IsRefused()
    {
        await using var server = await DashboardServer.StartAsync();
        (await server.CallAsync("PUT", Prices + "/a", "operator", "x"u8.ToArray(), "text/plain")).IsProblem(415, "not-json");
        (await server.CallAsync("PUT", Prices + "/a", "operator", "{"u8.ToArray())).IsProblem(400, "not-json");
        (await server.CallAsync("PUT", Prices + "/a", "operator", [0xff, 0xfe, 0x00], "text/csv")).IsProblem(422, "invalid");
        (await server.CallAsync("PUT", Prices + "/a?zone=MOON", "operator", Encoding.UTF8.GetBytes(Day), "text/csv")).IsProblem(400, "invalid");
        (await server.CallAsync("PUT", Prices + "/a", "operator", new byte[Bess.Dashboard.BessApiOptions.LongestBodyBytes + 1], "text/csv")).IsProblem(413, "too-long");
        (await server.CallAsync("GET", Prices + "/a/file?format=xml", "viewer")).IsProblem(400, "invalid");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("..%2f..%2fkeys")]
    [InlineData("a%20b")]
    [InlineData("%3Cscript%3E")]
    [InlineData("a%00b")]
    [InlineData("%F0%9F%94%8B")]
    public async Task Upload_HostileName_IsRefusedAndLeavesNothing(string name)
    {
        await using var server = await DashboardServer.StartAsync();
        var files = Directory.GetFileSystemEntries(server.Folder, "*", SearchOption.AllDirectories).Order().ToArray();
        Assert.InRange((await PutAsync(server, name, Day)).Status, 400, 405);
        Assert.Equal(files, Directory.GetFileSystemEntries(server.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("audit.ndjson", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Download_OfHostileWords_HoldsNoFormula()
    {
        await using var server = await DashboardServer.StartAsync();
        var hostile = "# synthetic: a,=cmd|' /C calc'!A0;\"\t=1+1\ntimestamp_utc,=1+1_eur_per_mwh\n2026-03-09T23:00:00Z,1\n2026-03-10T00:00:00Z,-2\n";
        Assert.Equal(201, (await PutAsync(server, "day", hostile)).Status);
        var text = (await server.CallAsync("GET", Prices + "/day/file", "viewer")).Text;
        var cells = text.Split('\n').SelectMany(line => line.Split(',', ';', '\t')).Select(cell => cell.Trim(' ', '"'));
        Assert.DoesNotContain(cells, cell => cell.Length > 0 && "=+@".Contains(cell[0], StringComparison.Ordinal));
        Assert.Equal(201, (await PutAsync(server, "again", text)).Status);
    }

    [Fact]
    public async Task Roles_EachCall_IsForThoseItIsFor()
    {
        await using var server = await DashboardServer.StartAsync();
        foreach (var (method, path) in new[] { ("GET", ""), ("GET", "/day"), ("GET", "/day/file"), ("PUT", "/day"), ("DELETE", "/day") })
        {
            (await server.CallAsync(method, Prices + path, null)).IsProblem(401, "no-key");
            (await server.CallAsync(method, Prices + path, "prosumer")).IsProblem(403, "forbidden");
            if (method != "GET")
                (await server.CallAsync(method, Prices + path, "viewer")).IsProblem(403, "forbidden");
        }

        Assert.Equal(6, server.AuditLines.Length);
    }

    private static Task<Answer> PutAsync(TestServer server, string name, string csv, string query = "", string? match = null) =>
        SendAsync(server, "PUT", name, csv, query, match, null);

    private static async Task<Answer> SendAsync(TestServer server, string method, string name, string? csv, string query, string? match, string? noneMatch)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address.ToString().TrimEnd('/') + $"{Prices}/{name}{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Add("X-Api-Key", server.Key("operator"));
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (noneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        if (csv is not null)
            request.Content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var response = await server.Client.SendAsync(request);
        return new Answer(response, await response.Content.ReadAsByteArrayAsync());
    }

    private static string Order(RoundOrder order, string id, string? reference)
    {
        var document = JsonNode.Parse(RoundOrderDocument.Write(order with { Id = id }))!.AsObject();
        if (reference is not null)
        {
            document.Remove("scenarios");
            document["pricesRef"] = JsonNode.Parse(reference);
        }

        return document.ToJsonString();
    }

    private static async Task RunAsync(TestServer server, string order)
    {
        var launch = await server.CallAsync("POST", "/api/v1/rounds", "operator", order);
        Assert.True(launch.Status == 202, launch.Text);
        await DashboardServer.EndOfAsync(server, RoundViewDocument.Read(launch.Body).Value.Id);
    }

    private static string? Text(System.Text.Json.JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Whole(System.Text.Json.JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
