using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Ledger;
using Bess.Domain;

namespace Bess.Cli.Commands.Verify;

/// <summary>Checks a ledger, or the folder of a backtest.</summary>
internal static class LedgerInput
{
    /// <summary>Checks.</summary>
    /// <param name="path">A ledger, or a folder with one.</param>
    /// <returns>The verdict, or why nothing could be read.</returns>
    public static Validated<CheckedInput> Check(string path)
    {
        var isFolder = Directory.Exists(path);
        var file = isFolder ? Path.Combine(path, BacktestFolder.LedgerName) : path;
        try
        {
            var read = LedgerReader.Read(file);
            CheckFinding[] changed = [.. isFolder ? ChangedFiles(path) : []];
            if (!read.TryGet(out var entries))
                return Validated<CheckedInput>.FromValue(new CheckedInput("ledger", "its chain is broken", [.. read.Faults.Select(Chain), .. changed]));
            var findings = LedgerCheck.Check(entries).Select(finding => new CheckFinding("Ledger", DayOf(entries, finding.Seq), (int)finding.Seq, finding.Actual, finding.Expected, finding.Field));
            CheckFinding[] all = [.. findings, .. changed];
            if (all.Length > 0)
                return Validated<CheckedInput>.FromValue(new CheckedInput("ledger", string.Create(CultureInfo.InvariantCulture, $"{entries.Count} entries"), all));
            var days = LedgerReader.Days(entries);
            var words = string.Create(CultureInfo.InvariantCulture, $"{entries.Count} entries, {days.Count} closed days, net {days.Sum(day => day.Net):0.00}, last hash {entries[^1].Hash}");
            return Validated<CheckedInput>.FromValue(new CheckedInput("ledger", words, []));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<CheckedInput>.FromFault(new Fault(Path.GetFileName(file), "", "the ledger of a backtest", InputFiles.Why(error, file)));
        }
    }

    private static string? DayOf(IReadOnlyList<LedgerEntry> entries, long seq) =>
        seq >= 0 && seq < entries.Count ? entries[(int)seq].Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static CheckFinding Chain(Fault fault) =>
        new("HashChain", null, FaultLocation.LineOf(fault.Location), fault.Actual, fault.Expected, fault.Field);

    // A run that has not ended has written no hashes yet.
    private static IEnumerable<CheckFinding> ChangedFiles(string folder)
    {
        if (!BacktestManifest.Read(folder).TryGet(out var manifest))
            yield break;
        foreach (var output in manifest.Outputs)
        {
            var path = Path.Combine(folder, Path.GetFileName(output.Path));
            var hash = File.Exists(path) ? InputFiles.Sha256(path) : "no such file";
            if (hash != output.Sha256)
                yield return new CheckFinding("File", null, null, hash, $"sha256 {output.Sha256}", output.Path);
        }
    }
}
