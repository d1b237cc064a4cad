using System.Globalization;
using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard.Api;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>Files that people save.</summary>
public sealed class DownloadTests
{
    [Fact]
    public async Task Trace_OfAnEndedRound_IsThatOfItsResult()
    {
        await using var server = await DashboardServer.StartAsync();
        var result = await RunAsync(server);
        var csv = await server.CallAsync("GET", "/api/v1/rounds/good/trace?format=csv", "viewer");
        Assert.Equal(("text/csv", "attachment; filename=\"trace-good.csv\""), (csv.ContentType, csv.Headers["Content-Disposition"]));
        var lines = csv.Text.TrimEnd('\n').Split('\n');
        var header = lines[0].Split(',');
        Assert.Equal(result.Trace.Count, lines.Length - 1);
        for (var k = 0; k < result.Trace.Count; k++)
        {
            var cells = lines[k + 1].Split(',');
            Assert.Equal(header.Length, cells.Length);
            Assert.Equal(result.Trace[k].ResidualMw, double.Parse(cells[Array.IndexOf(header, "residual_mw")], CultureInfo.InvariantCulture));
            Assert.Equal(result.Trace[k].MultipliersPerMwh[0][^1], double.Parse(cells[^1], CultureInfo.InvariantCulture));
        }

        var ndjson = await server.CallAsync("GET", "/api/v1/rounds/good/trace", "viewer");
        Assert.Equal("application/x-ndjson", ndjson.ContentType);
        var events = ndjson.Text.TrimEnd('\n').Split('\n').Select(line => RoundEventDocument.Read(Encoding.UTF8.GetBytes(
            $$"""{"kind":"round-event","schemaVersion":1,"number":0,"phase":"iterating","text":"","iteration":{{line}}}""")).Value.Iteration!);
        SameBits.Assert(result.Trace, events.ToArray());
    }

    [Fact]
    public async Task Schedules_OfAnEndedRound_HoldEveryBatteryAndInterval()
    {
        await using var server = await DashboardServer.StartAsync();
        var result = await RunAsync(server);
        var csv = (await server.CallAsync("GET", "/api/v1/rounds/good/schedules?format=csv", "viewer")).Text.TrimEnd('\n').Split('\n');
        Assert.Equal("timestamp_utc,agent,power_mw,state_of_charge_mwh,outside_window", csv[0]);
        Assert.Equal(result.Schedules.Sum(schedule => schedule.Grid.Count), csv.Length - 1);
        Assert.StartsWith("2026-03-09T23:00:00Z,", csv[1], StringComparison.Ordinal);
        var ndjson = (await server.CallAsync("GET", "/api/v1/rounds/good/schedules?format=ndjson", "viewer")).Text.TrimEnd('\n').Split('\n');
        SameBits.Assert(result.Schedules, ndjson.Select(line => ScheduleDocument.Read(Encoding.UTF8.GetBytes(line)).Value).ToArray());
    }

    [Theory]
    [InlineData("format=xlsx", 400, "invalid")]
    [InlineData("format=csv&format=csv", 400, "invalid")]
    public async Task Download_OfAnUnknownFormat_IsRefused(string query, int status, string type)
    {
        await using var server = await DashboardServer.StartAsync();
        await RunAsync(server);
        (await server.CallAsync("GET", $"/api/v1/rounds/good/trace?{query}", "viewer")).IsProblem(status, type);
        (await server.CallAsync("GET", "/api/v1/rounds/none/schedules", "viewer")).IsProblem(404, "not-found");
        (await server.CallAsync("GET", "/api/v1/rounds/..%2F..%2Fkeys/trace", "viewer")).IsProblem(404, "not-found");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-a", "'-a")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"")]
    [InlineData("", "")]
    public void Text_InACell_IsNeverAFormula(string text, string cell) => Assert.Equal(cell, Csv.Text(text));

    private static async Task<Coordination.Rounds.RoundResult> RunAsync(TestServer server)
    {
        await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()));
        await DashboardServer.EndOfAsync(server, "good");
        return RoundResultDocument.Read((await server.CallAsync("GET", "/api/v1/rounds/good/result", "viewer")).Body).Value;
    }
}
