using System.Text.Json.Nodes;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Dashboard;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Hosts.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bess.Hosts.Tests.Server;

/// <summary>The API mounted in a host of its own, with a desk that knows prosumers and fails at times.</summary>
public sealed class OtherHostTests
{
    private const string Plant = "/api/v1/powerplants/plant";
    private const string Entry = """{"kind":"roster-entry","schemaVersion":1,"agent":"NAME","group":null,"powerMw":0.01}""";

    [Fact]
    public async Task Prosumer_ItsOwnBatteries_AndNoOthers()
    {
        await using var host = await HostAsync();
        var admitted = await host.CallAsync("POST", Plant + "/admissions", "prosumer", Entry.Replace("NAME", "mine", StringComparison.Ordinal));
        Assert.Equal(201, admitted.Status);
        Assert.Equal("prosumer", admitted.Json.GetProperty("owner").GetString());
        Assert.Equal("for mine", admitted.Json.GetProperty("invitation").GetProperty("token").GetString());
        Assert.Equal(201, (await host.CallAsync("POST", Plant + "/admissions", "other", Entry.Replace("NAME", "hers", StringComparison.Ordinal))).Status);
        (await host.CallAsync("POST", Plant + "/admissions", "other", Entry.Replace("NAME", "mine", StringComparison.Ordinal))).IsProblem(422, "invalid");
        var asAnother = Entry.Replace("NAME", "third", StringComparison.Ordinal).Replace("\"powerMw\"", "\"owner\":\"other\",\"powerMw\"", StringComparison.Ordinal);
        Assert.Equal(["owner"], (await host.CallAsync("POST", Plant + "/admissions", "prosumer", asAnother)).Fields);

        (await host.CallAsync("GET", Plant + "/members/hers/schedule", "prosumer")).IsProblem(403, "forbidden");
        (await host.CallAsync("GET", Plant + "/members/mine/schedule", "prosumer")).IsProblem(404, "not-found");
        (await host.CallAsync("DELETE", Plant + "/members/hers", "prosumer")).IsProblem(403, "forbidden");
        (await host.CallAsync("DELETE", Plant + "/members/nobody", "prosumer")).IsProblem(403, "forbidden");
        Assert.Equal(204, (await host.CallAsync("DELETE", Plant + "/members/mine", "prosumer")).Status);

        // Nor can an operator's fleet take over a battery that somebody hosts.
        var fleet = Inputs.Fleet.Replace("\"id\": \"one\"", "\"id\": \"hers\"", StringComparison.Ordinal);
        Assert.Equal(["batteries[0].id"], (await host.CallAsync("POST", Plant + "/members", "operator", fleet)).Fields);
    }

    [Fact]
    public async Task Desk_Fails_500WithoutATraceButInTheAuditLog()
    {
        await using var host = await HostAsync();
        var answer = await host.CallAsync("POST", "/api/v1/rounds/secret/cancel", "operator");
        answer.IsProblem(500, "internal");
        Assert.DoesNotContain("the password", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"status\":500", host.AuditLines.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("reasons")]
    public async Task Battery_WhoseDataStayWithItsOwner_501ForItsOwnerAnd403ForOthers(string what)
    {
        await using var host = await HostAsync();
        Assert.Equal(201, (await host.CallAsync("POST", Plant + "/admissions", "prosumer", Entry.Replace("NAME", "mine", StringComparison.Ordinal))).Status);
        var path = $"/api/v1/rounds/here/batteries/mine/{what}";
        (await host.CallAsync("GET", path, "prosumer")).IsProblem(501, "private-data");
        (await host.CallAsync("GET", path, "viewer")).IsProblem(501, "private-data");
        (await host.CallAsync("GET", path, "other")).IsProblem(403, "forbidden");
        (await host.CallAsync("GET", path.Replace("here", "none", StringComparison.Ordinal), "viewer")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Prices_WithoutAPlaceForThem_501()
    {
        await using var host = await HostAsync();
        foreach (var (method, path) in new[] { ("GET", ""), ("GET", "/a"), ("GET", "/a/file"), ("PUT", "/a"), ("DELETE", "/a") })
            (await host.CallAsync(method, "/api/v1/prices" + path, "operator")).IsProblem(501, "no-prices");
        var order = JsonNode.Parse(Coordination.Remote.Documents.RoundOrderDocument.Write(Documents.BadOrders.Good()))!.AsObject();
        order["pricesRef"] = new JsonObject { ["name"] = "a" };
        Assert.Equal(["pricesRef"], (await host.CallAsync("POST", "/api/v1/rounds", "operator", order.ToJsonString())).Fields);
    }

    private static Task<TestServer> HostAsync() => TestServer.StartAsync((folder, configure) =>
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IRoundDesk, ProsumerDesk>();
        builder.Services.AddSingleton<IProsumerInvitations, Invitations>();
        builder.Services.AddBessApi(configure);
        var app = builder.Build();
        app.MapBessApi();
        return app;
    });

    private sealed class Invitations : IProsumerInvitations
    {
        public Task<JsonObject> InviteAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken) =>
            Task.FromResult(new JsonObject { ["token"] = $"for {entry.Agent}" });
    }

    private sealed class ProsumerDesk : IRoundDesk
    {
        private readonly List<RosterEntry> _entries = [];

        public Task<IReadOnlyList<Fault>> AdmitAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default)
        {
            IReadOnlyList<Fault> faults = _entries.Any(other => other.Agent == entry.Agent) ? [new Fault("", "agent", "a free name", "a taken one")] : [];
            if (faults.Count == 0)
                _entries.Add(entry);
            return Task.FromResult(faults);
        }

        public Task<bool> LeaveAsync(string powerPlant, AgentId agent, string reason, CancellationToken cancellationToken = default) =>
            Task.FromResult(_entries.RemoveAll(entry => entry.Agent == agent) > 0);

        public Task<Roster?> RosterAsync(string powerPlant, CancellationToken cancellationToken = default) =>
            Task.FromResult<Roster?>(new Roster(powerPlant, [], [.. _entries]));

        public Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken = default) =>
            Task.FromResult<CommittedSchedule?>(null);

        public Task<bool> CancelAsync(string roundId, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("the password is …");

        public Task<Launch> LaunchAsync(RoundOrder order, string launchedBy, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken = default) =>
            Task.FromResult(roundId == "here" ? new RoundView("here", "plant", RoundPhase.Done, DateTimeOffset.UnixEpoch, "test", 1, "", RoundStatus.Converged) : null);

        public Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Fault>> SetGroupsAsync(string powerPlant, IReadOnlyList<FleetGroup> groups, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Fault>> JoinAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
