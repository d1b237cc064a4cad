using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Server;

public sealed class SecurityTests
{
    private const string Plant = "/api/v1/powerplants/pair";

    /// <summary>Method, path, then whether operator, viewer and prosumer may.</summary>
    public static TheoryData<string, string, bool, bool, bool> Doors => new()
    {
        { "POST", "/api/v1/rounds", true, false, false },
        { "GET", "/api/v1/session", true, true, true },
        { "GET", "/api/v1/powerplants", true, true, true },
        { "GET", "/api/v1/orders", true, true, false },
        { "GET", "/api/v1/orders/x", true, true, false },
        { "GET", "/api/v1/rounds", true, true, true },
        { "POST", "/api/v1/rounds/check", true, true, false },
        { "GET", "/api/v1/rounds/x/order", true, true, false },
        { "GET", "/api/v1/rounds/x/trace", true, true, false },
        { "GET", "/api/v1/rounds/x/schedules", true, true, false },
        { "GET", "/api/v1/rounds/x", true, true, true },
        { "GET", "/api/v1/rounds/x/events", true, true, false },
        { "GET", "/api/v1/rounds/x/result", true, true, false },
        { "POST", "/api/v1/rounds/x/cancel", true, false, false },
        { "GET", "/api/v1/rounds/x/report", true, true, false },
        { "GET", "/api/v1/markets", true, true, false },
        { "POST", "/api/v1/backtests", true, false, false },
        { "POST", "/api/v1/backtests/check", true, true, false },
        { "GET", "/api/v1/backtests", true, true, false },
        { "GET", "/api/v1/backtests/x", true, true, false },
        { "GET", "/api/v1/backtests/x/events", true, true, false },
        { "POST", "/api/v1/backtests/x/cancel", true, false, false },
        { "POST", "/api/v1/backtests/x/resume", true, false, false },
        { "GET", "/api/v1/backtests/x/result", true, true, false },
        { "GET", "/api/v1/backtests/x/days", true, true, false },
        { "GET", "/api/v1/backtests/x/steps", true, true, false },
        { "GET", "/api/v1/backtests/x/report", true, true, false },
        { "GET", Plant + "/rounds", true, true, true },
        { "PUT", Plant + "/groups", true, false, false },
        { "POST", Plant + "/members", true, false, false },
        { "GET", Plant + "/members", true, true, false },
        { "DELETE", Plant + "/members/b", true, false, false },
        { "GET", Plant + "/members/b/schedule", true, true, false },
        { "POST", Plant + "/admissions", false, false, true },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Door_EachRole_PassesOrIsRefused(string method, string path, bool @operator, bool viewer, bool prosumer)
    {
        await using var server = await TestServer.StartAsync();
        foreach (var (key, may) in new[] { ("operator", @operator), ("viewer", viewer), ("prosumer", prosumer) })
        {
            var answer = await server.CallAsync(method, path, key);
            if (may)
                Assert.True(answer.Status is not (401 or 403), $"{key}: {answer.Text}");
            else
                answer.IsProblem(403, "forbidden");
        }

        foreach (var bad in new[] { null, "nonsense", server.Key("operator")[..^1] + "g", server.Key("operator") + "0" })
            (await server.CallAsync(method, path, bad)).IsProblem(401, "no-key");
    }

    [Fact]
    public async Task Key_AsBearer_Opens()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Plant + "/rounds");
        request.Headers.Add("Authorization", "Bearer " + server.Key("viewer"));
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Key_RevokedOrExpired_OpensNothingAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(200, (await server.CallAsync("GET", Plant + "/rounds", "viewer")).Status);
        var file = Path.Combine(server.Folder, "keys.json");
        var now = TimeProvider.System.GetUtcNow();
        ApiKeyFile.Write(file, [.. ApiKeyFile.Read(file).Value.Select(record => record.Name switch
        {
            "viewer" => record with { Revoked = now },
            "operator" => record with { Expires = now },
            _ => record,
        })]);
        (await server.CallAsync("GET", Plant + "/rounds", "viewer")).IsProblem(401, "no-key");
        (await server.CallAsync("GET", Plant + "/rounds", "operator")).IsProblem(401, "no-key");
        Assert.Equal(200, (await server.CallAsync("GET", Plant + "/rounds", "prosumer")).Status);
    }

    [Fact]
    public async Task Audit_StateChangingCalls_EachALineWithoutTheKey()
    {
        await using var server = await TestServer.StartAsync();
        var order = RoundOrderDocument.Write(BadOrders.Good());
        Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", order)).Status);
        await server.CallAsync("POST", "/api/v1/rounds", "viewer", order);
        await server.CallAsync("POST", "/api/v1/rounds", null, order);
        await server.CallAsync("POST", "/api/v1/rounds", "operator", "{}");
        await server.CallAsync("GET", "/api/v1/rounds/good", "operator");

        var lines = server.AuditLines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["operator 202 good", "viewer 403 ", " 401 ", "operator 422 "], lines.Select(line =>
            $"{line.GetProperty("key").GetString()} {line.GetProperty("status").GetInt32()} {line.GetProperty("roundId").GetString()}"));
        Assert.All(lines, line => Assert.Equal("POST /api/v1/rounds", $"{line.GetProperty("method").GetString()} {line.GetProperty("path").GetString()}"));
        Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("time").GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain("bess_", File.ReadAllText(server.AuditFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OnLoopback_ServesThisMachineButNoOtherSite()
    {
        await using var server = await TestServer.StartAsync(open: true);
        Assert.Equal(200, (await server.CallAsync("GET", Plant + "/rounds", null)).Status);
        foreach (var (header, value) in new[] { ("Host", "rebound.example"), ("Origin", "https://elsewhere.example") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rounds/x/cancel");
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await server.Client.SendAsync(request);
            Assert.Equal(401, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("--open --urls http://0.0.0.0:5080", false)]
    [InlineData("--open --urls http://*:5080", false)]
    [InlineData("--open --urls http://127.0.0.1:5080;http://192.0.2.1:80", false)]
    [InlineData("--open --urls http://127.0.0.1:5080;http://[::1]:5080;http://localhost:5081", true)]
    [InlineData("--urls http://127.0.0.1:5080", true)]
    [InlineData("--urls http://0.0.0.0:5080", false)]
    [InlineData("--urls http://127.0.0.1:5080;http://192.0.2.1:80", false)]
    [InlineData("--open --threads 0", false)]
    [InlineData("--wide", false)]
    public void Settings_OpenOrWithoutKeys_OnlyWhereItIsSafe(string args, bool holds)
    {
        using var folder = new Support.TempFolder();
        Assert.Equal(holds, DashboardSettings.Read([.. args.Split(' '), "--data", folder.Path], out var refusal) is not null);
        Assert.Equal(holds, refusal is null);
    }

    [Fact]
    public async Task Calls_TooMany_429()
    {
        await using var server = await TestServer.StartAsync(configure: options => (options.CallsAtOnce, options.CallsPerSecond) = (3, 1));
        var answers = new List<Answer>();
        for (var i = 0; i < 6; i++)
            answers.Add(await server.CallAsync("GET", Plant + "/rounds", "viewer"));
        Assert.Equal(200, answers[0].Status);
        answers[^1].IsProblem(429, "too-many-calls");
    }

    [Fact]
    public async Task Health_WithoutKey_IsTold()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("live", (await server.CallAsync("GET", "/api/v1/health", null)).Json.GetProperty("status").GetString());
        Assert.Equal("ready", (await server.CallAsync("GET", "/api/v1/health/ready", null)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Answers_All_CarryTheHeadersAndNoServerName()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.CallAsync("GET", Plant + "/rounds", "viewer");
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("Server", answer.Headers.Keys);
    }
}
