using System.Text;
using System.Text.Json.Nodes;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Server;

/// <summary><c>bess coordinate --server</c> against <c>bess coordinate</c>.</summary>
public sealed class CoordinateAtServerTests
{
    [Fact]
    public async Task Coordinate_AtTheServer_SameFilesAsHere()
    {
        await using var server = await TestServer.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var here = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "here"]);
        var there = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "there", .. At(server)], environment: Key(server, "operator"));

        Assert.True(there.Code == 0 && here.Code == 0, there.All);
        foreach (var file in Directory.GetFiles(folder["here"]).Select(path => Path.GetFileName(path)))
            Assert.True(File.Exists(Path.Combine(folder["there"], file)), file);
        foreach (var file in new[] { "schedules.csv", "coupling.csv" })
            Assert.Equal(Read(folder, "here", file), Read(folder, "there", file));
        Assert.Equal(Timeless(folder, "here"), Timeless(folder, "there"));
        Assert.Equal(JsonNode.Parse(Read(folder, "here", "manifest.json"))!["traceWithoutTimesSha256"]!.ToString(), JsonNode.Parse(Read(folder, "there", "manifest.json"))!["traceWithoutTimesSha256"]!.ToString());
        Assert.Contains($" at {server.Address.GetLeftPart(UriPartial.Authority)}", there.Error, StringComparison.Ordinal);
        Assert.Equal(WithoutTime(here.Out), WithoutTime(there.Out));

        // What the server keeps a run folder of can be run again here.
        var rerun = await CliRun.InAsync(folder.Path, ["rerun", "there"]);
        Assert.True(rerun.Code == 0, rerun.All);
    }

    [Fact]
    public async Task Coordinate_WithTheEnrolled_LeavesAFolderWithoutFleetSection()
    {
        await using var server = await TestServer.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        Assert.Equal(204, (await server.CallAsync("POST", "/api/v1/powerplants/pair/members", "operator", Inputs.Fleet)).Status);
        string[] round = ["coordinate", "--prices", "prices.csv", "--zone", "DE_LU", "--scenarios", "single", "--commitment", "commitment.csv", "--limit", "feeder-a=-2..2"];
        var run = await CliRun.InAsync(folder.Path, [.. round, "--vpp", "pair", "--out", "run", .. At(server), "--api-key", server.Key("operator")]);

        Assert.True(run.Code == 0, run.All);
        Assert.Equal("2", JsonNode.Parse(Read(folder, "run", "result.json"))!["agents"]!.ToString());
        Assert.Equal(1 + (2 * 24), File.ReadAllLines(Path.Combine(folder["run"], "schedules.csv")).Length);
        Assert.DoesNotContain("Batteries over time", Read(folder, "run", "report.html"), StringComparison.Ordinal);
        Assert.Contains("enrolled at pair", Read(folder, "run", "report.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Key("operator"), run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--vpp pair", "--server URL with --vpp")]
    [InlineData("--api-key k --fleet fleet.json", "--server URL with --api-key")]
    [InlineData("--server ftp://x --fleet fleet.json", "an http or https URL")]
    [InlineData("--server http://127.0.0.1:9 --vpp a/b", "without / (nor %2F) \\ and control characters")]
    public async Task Coordinate_HalfAServer_IsUsage(string options, string expected)
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["coordinate", .. options.Split(' '), "--prices", "prices.csv", "--commitment", "commitment.csv"]);
        Assert.True(run.Code == 1, run.All);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_ServerRefusesOrIsGone_BadInputAndNothingWritten()
    {
        await using var server = await TestServer.StartAsync();
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var noKey = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run", .. At(server)]);
        Assert.True(noKey.Code == 2, noKey.All);
        Assert.Contains("api key: expected a valid key", noKey.Error, StringComparison.Ordinal);
        var noServer = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run", "--server", "http://127.0.0.1:9"]);
        Assert.True(noServer.Code == 2, noServer.All);
        var nobody = await CliRun.InAsync(
            folder.Path, ["coordinate", "--prices", "prices.csv", "--commitment", "commitment.csv", "--vpp", "pair", "--out", "run", .. At(server)], environment: Key(server, "operator"));
        Assert.True(nobody.Code == 2, nobody.All);
        Assert.Contains("nobody enrolled at 'pair'", nobody.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public async Task Keys_CreateListRevoke_PrintsTheKeyOnceAndKeepsAHash()
    {
        using var folder = new TempFolder();
        string[] create = ["keys", "create", "--role", "operator", "--name", "anna", "--file", "k/keys.json"];
        var made = await CliRun.InAsync(folder.Path, create);
        Assert.True(made.Code == 0, made.All);
        Assert.Matches("^bess_[0-9a-f]{12}_[0-9a-f]{64}\n$", made.Out);
        var secret = made.Out.Trim().Split('_')[2];
        Assert.DoesNotContain(secret, File.ReadAllText(folder["k/keys.json"]), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["k/keys.json"]));
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, create)).Code);

        var list = await CliRun.InAsync(folder.Path, ["keys", "list", "--file", "k/keys.json"]);
        Assert.Contains("anna", list.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.InAsync(folder.Path, ["keys", "revoke", "--name", "anna", "--file", "k/keys.json"])).Code);
        Assert.Contains("revoked", (await CliRun.InAsync(folder.Path, ["keys", "list", "--file", "k/keys.json"])).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["keys", "revoke", "--name", "anna", "--file", "k/keys.json"])).Code);
        Assert.Equal(0, (await CliRun.InAsync(folder.Path, create)).Code);
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["keys", "list", "--file", "missing.json"])).Code);
    }

    private static string[] At(TestServer server) => ["--server", server.Address.AbsoluteUri];

    private static Dictionary<string, string> Key(TestServer server, string name) => new() { ["BESS_API_KEY"] = server.Key(name) };

    private static string Read(TempFolder folder, string run, string file) => File.ReadAllText(Path.Combine(folder[run], file), Encoding.UTF8);

    private static string Timeless(TempFolder folder, string run)
    {
        var result = JsonNode.Parse(Read(folder, run, "result.json"))!.AsObject();
        result.Remove("timing");
        return result.ToJsonString();
    }

    private static string WithoutTime(string text) => text[..text.IndexOf("\ntime ", StringComparison.Ordinal)];
}
