using System.Text.Json.Nodes;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Server;

/// <summary><c>bess fleet enrol | leave | roster</c> at a server.</summary>
public sealed class EnrolmentTests
{
    [Fact]
    public async Task Enrol_ThenRosterThenLeave_TheServerKnows()
    {
        await using var server = await TestServer.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        string[] at = ["--server", server.Address.ToString(), "--api-key", server.Key("operator")];

        var enrolled = await CliRun.InAsync(folder.Path, ["fleet", "enrol", "fleet.json", "--vpp", "pair", .. at]);
        Assert.True(enrolled.Code == 0, enrolled.All);
        var roster = await CliRun.InAsync(folder.Path, ["fleet", "roster", "--vpp", "pair", "--output", "json", .. at]);
        var batteries = JsonNode.Parse(roster.Out)!["batteries"]!.AsArray();
        Assert.Equal(2, batteries.Count);
        var first = batteries[0]!["name"]!.ToString();
        Assert.Null(batteries[0]!["owner"]);
        var left = await CliRun.InAsync(folder.Path, ["fleet", "leave", first, "--vpp", "pair", "--reason", "sold", .. at]);
        Assert.True(left.Code == 0, left.All);
        var after = await CliRun.InAsync(folder.Path, ["fleet", "roster", "--vpp", "pair", .. at]);
        Assert.DoesNotContain(first, after.Out, StringComparison.Ordinal);
        Assert.Contains(" MW  operator", after.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fleet leave nobody --vpp pair", "one of the enrolled")]
    [InlineData("fleet roster --vpp elsewhere", "a power plant of the server")]
    [InlineData("fleet enrol absent.json", "absent.json")]
    public async Task Enrolment_WhatIsNotThere_BadInputThatNamesIt(string command, string expected)
    {
        await using var server = await TestServer.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        string[] at = ["--server", server.Address.ToString(), "--api-key", server.Key("operator")];
        Assert.Equal(0, (await CliRun.InAsync(folder.Path, ["fleet", "enrol", "fleet.json", "--vpp", "pair", .. at])).Code);
        var run = await CliRun.InAsync(folder.Path, [.. command.Split(' '), .. at]);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_AsAViewer_Refused()
    {
        await using var server = await TestServer.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["fleet", "enrol", "fleet.json", "--server", server.Address.ToString(), "--api-key", server.Key("viewer")]);
        Assert.Equal(2, run.Code);
        Assert.Contains("operator", run.All, StringComparison.Ordinal);
    }
}
