using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Data;

/// <summary>What is refused, with which words, and that nothing is written then.</summary>
public sealed class DataBadInputTests
{
    private const string Days = "--from 2025-02-01 --to 2025-02-03";

    public static TheoryData<string, int, string[]> Cases => new()
    {
        { $"fetch --zone ATLANTIS --series day_ahead_eur_per_mwh {Days}", 2, ["--zone", "DE_LU", "'ATLANTIS'"] },
        { $"fetch --zone SE3 --series day_ahead_eur_per_mwh {Days} --source nobody", 2, ["--source", "energy-charts", "'nobody'"] },
        { $"fetch --zone SE3 --series day_ahead_eur_per_mwh {Days} --fail-over nobody", 2, ["--fail-over", "'nobody'"] },
        { $"fetch --zone SE3 --series no_such_thing_mw {Days} --source energy-charts", 2, ["--series", "SE3/no_such_thing_mw"] },
        { $"fetch --zone SE3 --series Day-Ahead {Days}", 2, ["--series", "lower-case", "'Day-Ahead'"] },
        { "fetch --zone SE3 --series day_ahead_eur_per_mwh --from 2025-02-03 --to 2025-02-01", 2, ["--to", "not before 2025-02-03"] },
        { $"fetch --zone IN_IEX --series dam_inr_per_mwh {Days} --source iex", 2, ["BESS_IEX_TOKEN", "not set"] },
        { $"fetch --zone SE3 --series day_ahead_eur_per_mwh {Days} --source smard --store file.txt", 2, ["--store", "--series"] },
        { $"fetch --zone SE3 --series day_ahead_eur_per_mwh {Days} --postgres", 2, ["BESS_DATA_POSTGRES", "not set"] },
        {
            "fetch --zone ATLANTIS --series Day-Ahead --from 2025-02-03 --to 2025-02-01 --source nobody --fail-over nobody2 --store file.txt", 2,
            ["6 faults", "--zone", "--series", "--to", "--source", "--fail-over", "--store"]
        },
        { $"fetch --zone SE3 --series day_ahead_eur_per_mwh {Days} --base-address ftp://x", 1, ["--base-address", "http or https"] },
        { "fetch --zone SE3 --series day_ahead_eur_per_mwh --from yesterday --to 2025-02-01", 1, ["--from", "2026-03-10"] },
        { $"fetch --series day_ahead_eur_per_mwh {Days}", 1, ["--zone"] },
        { "import nowhere.csv", 2, ["nowhere.csv", "no such file"] },
        { "import se3/torn.csv.gz", 2, ["torn.csv.gz", "gzip"] },
        { "import file.txt --zone SE3", 2, ["file.txt", "timestamp_utc"] },
        { "import unknown/good.csv", 2, ["good.csv", "zone", "'unknown'"] },
        { "import se3/good.csv --zone ATLANTIS", 2, ["--zone", "'ATLANTIS'"] },
        { "import se3/bad.csv", 2, ["bad.csv: line 3", "'x'", "bad.csv: line 4", "bad.csv: line 6"] },
        { "import se3/good.csv se3/bad.csv nowhere.csv", 2, ["bad.csv: line 3", "nowhere.csv"] },
        { "import se3/contradiction.csv", 2, ["contradiction.csv", "one value of each publication"] },
        { "import empty", 2, ["PATH", "'empty'"] },
        { "import", 1, ["PATH"] },
        { "import se3/good.csv --format cuneiform", 1, ["--format", "cuneiform"] },
        { "coverage --store nowhere", 2, ["--store", "nowhere"] },
        { "coverage --store kept --zone NL", 2, ["--zone", "at least one series"] },
        { "coverage --store kept --series no_such_mw", 2, ["--series", "load_actual_mw", "'no_such_mw'"] },
        { "coverage --store kept --as-of noon", 1, ["--as-of", "2026-03-10T12:00:00Z"] },
        { "coverage --store kept --require 7", 1, ["--require", "[0, 1]"] },
        { "coverage --store damaged", 2, ["commits.log: line 1"] },
        { "show --store kept --zone ATLANTIS --from 2025-02-03 --to 2025-02-01", 2, ["2 faults", "--zone", "--to"] },
        { "show --store kept --width 3", 1, ["--width"] },
        { "export --store kept --out file.txt", 2, ["--out", "exists"] },
        { "export --store kept --out nowhere/x.csv", 2, ["--out", "folder that exists"] },
        { "export --store kept --out x.csv --revisions --step 15", 1, ["--revisions", "--step"] },
        { "export --store kept --out x.csv --step 7", 2, ["step", "7 min"] },
        { "export --store kept --zone NL --out x.csv", 2, ["--zone"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Data_BadInput_RefusedWithItsWordsAndNothingWritten(string command, int code, string[] words)
    {
        using var folder = new TempFolder();
        folder.Write("file.txt", "nothing of use\nat all\n");
        folder.Write("se3/good.csv", "timestamp_utc,load_actual_mw\n2025-01-01T00:00:00Z,1\n2025-01-01T01:00:00Z,2\n");
        folder.Write("unknown/good.csv", "timestamp_utc,load_actual_mw\n2025-01-01T00:00:00Z,1\n2025-01-01T01:00:00Z,2\n");
        folder.Write(
            "se3/bad.csv",
            "timestamp_utc,load_actual_mw\n2025-01-01T00:00:00Z,1\n2025-01-01T01:00:00Z,x\n01.01.2025 02:00,3\n2025-01-01T03:00:00Z,4\n2025-01-01T01:00:00Z,5\n");
        folder.Write("se3/torn.csv.gz", "not gzip");
        folder.Write(
            "se3/contradiction.csv",
            "zone,series,timestamp_utc,step,value,known_at_utc\nSE3,a_mw,2025-01-01T00:00:00Z,01:00:00,1,2025-01-01T00:00:00Z\nSE3,a_mw,2025-01-01T00:00:00Z,01:00:00,2,2025-01-01T00:00:00Z\n");
        folder.Write("damaged/commits.log", "something else\n");
        Directory.CreateDirectory(folder["empty"]);
        Assert.Equal(0, (await CliRun.InAsync(folder.Path, ["data", "import", "se3/good.csv", "--store", "kept"])).Code);
        var before = Contents(folder);

        var run = await CliRun.InAsync(folder.Path, ["data", .. command.Split(' ')]);

        Assert.True(run.Code == code, $"expected exit {code}: {run.All}");
        Assert.All(words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
        Assert.Equal("", run.Out);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(folder));
    }

    private static string[] Contents(TempFolder folder) =>
        Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
}
