using System.Globalization;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Ledger;
using Bess.Domain;

namespace Bess.Cli.Commands.Compare;

/// <summary>Reads the money of a backtest back from its ledger.</summary>
internal static class ComparedRun
{
    /// <summary>Reads a run.</summary>
    /// <param name="path">Its folder, or its ledger.</param>
    /// <returns>The money by day, or why there is none: no ledger, a broken one, a run that has not ended.</returns>
    public static Validated<RunMoney> Read(string path)
    {
        var file = File.Exists(path) ? path : Path.Combine(path, BacktestFolder.LedgerName);
        var name = file == path ? Path.GetFileName(file) : Path.Combine(Path.GetFileName(path), BacktestFolder.LedgerName);
        try
        {
            return LedgerReader.Read(file).Match(entries => Of(entries, name), faults => Validated<RunMoney>.FromFaults(faults.Select(fault => fault with
            {
                Location = fault.Location.Replace(Path.GetFileName(file), name, StringComparison.Ordinal),
            })));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<RunMoney>.FromFault(new Fault(name, "", "the ledger of a backtest", InputFiles.Why(error, file)));
        }
    }

    private static Validated<RunMoney> Of(IReadOnlyList<LedgerEntry> entries, string name)
    {
        if (entries[0].Kind != LedgerKind.Run)
            return Validated<RunMoney>.FromFault(new Fault(name, "kind", $"'{LedgerKind.Run}' in the first entry", $"'{entries[0].Kind}'"));
        var (said, days) = (entries[0].Data, LedgerReader.Days(entries));
        string Text(string field) => said.GetProperty(field).GetString()!;
        DateOnly Day(string field) => DateOnly.ParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (from, to) = (Day("from"), Day("to"));
        var expected = to.DayNumber - from.DayNumber + 1;
        if (days.Count != expected)
        {
            return Validated<RunMoney>.FromFault(new Fault(
                name, "days", string.Create(CultureInfo.InvariantCulture, $"{expected} closed days; 'bess backtest --resume' goes on with a run"), days.Count.ToString(CultureInfo.InvariantCulture)));
        }

        return Validated<RunMoney>.FromValue(new RunMoney
        {
            Zone = Text("zone"),
            Currency = Text("currency"),
            Strategy = Text("strategy"),
            PowerMw = said.GetProperty("plant").GetProperty("dischargeLimitMw").GetDouble(),
            From = from,
            To = to,
            Days = [.. days.Select(day => new DayMoney(day.Day, day.Net, day.Streams))],
        });
    }
}
