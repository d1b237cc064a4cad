using System.Text.Json;
using Bess.Domain;

namespace Bess.Backtesting.Ledger;

/// <summary>Checks a ledger by itself: the chain, the order of entries, the sums, the settlement and the physics of what was metered.</summary>
/// <remarks>
/// The chain shows that nothing was changed by accident. Whoever computes the chain anew is still held to the rest: the money is settled again
/// from quantities and prices, and the stored energy must follow from the metered power.
/// </remarks>
public static class LedgerCheck
{
    private static readonly string[] OrderOfDay = [LedgerKind.Decision, LedgerKind.Clearing, LedgerKind.Dispatch, LedgerKind.Settlement, LedgerKind.DayClosed];

    /// <summary>Checks a file.</summary>
    /// <param name="path">The ledger.</param>
    /// <returns>All findings; empty for a good and finished ledger.</returns>
    public static IReadOnlyList<LedgerFinding> Check(string path)
    {
        var read = LedgerReader.Read(path);
        return read.TryGet(out var entries) ? Check(entries) : [.. read.Faults.Select(Finding)];
    }

    /// <summary>Checks entries whose chain is known to hold.</summary>
    /// <param name="entries">The entries, in order.</param>
    /// <returns>All findings.</returns>
    public static IReadOnlyList<LedgerFinding> Check(IReadOnlyList<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var findings = new List<LedgerFinding>();
        if (entries.Count == 0 || entries[0].Kind != LedgerKind.Run)
            return [new LedgerFinding(0, "kind", LedgerKind.Run, entries.Count == 0 ? "nothing" : entries[0].Kind)];
        if (Guarded(entries[0], findings, () => LedgerRun.Read(entries[0].Data)) is not { } run)
            return findings;
        var state = new LedgerPhysics(run);
        var days = entries.Skip(1).GroupBy(entry => entry.Day).ToArray();
        for (var k = 0; k < days.Length; k++)
            CheckDay(run, run.From.AddDays(k), days[k], state, findings);
        var last = run.From.AddDays(days.Length - 1);
        if (last != run.To)
            findings.Add(new LedgerFinding(entries[^1].Seq, "day", $"days to {LedgerLine.Text(run.To)}", $"to {LedgerLine.Text(last)}"));
        return findings;
    }

    private static void CheckDay(LedgerRun run, DateOnly expected, IGrouping<DateOnly, LedgerEntry> day, LedgerPhysics physics, List<LedgerFinding> findings)
    {
        var first = day.First();
        if (day.Key != expected)
            findings.Add(new LedgerFinding(first.Seq, "day", LedgerLine.Text(expected), LedgerLine.Text(day.Key)));
        var kinds = day.Select(entry => entry.Kind).ToArray();
        if (!kinds.SequenceEqual(OrderOfDay))
        {
            findings.Add(new LedgerFinding(day.Last().Seq, "kind", string.Join(", ", OrderOfDay), string.Join(", ", kinds)));
            return;
        }

        var parts = day.ToDictionary(entry => entry.Kind);
        Guarded(parts[LedgerKind.Settlement], findings, () =>
        {
            LedgerMoney.Check(run, LedgerReader.Days(day).Single(), parts, findings);
            return run;
        });
        Guarded(parts[LedgerKind.Dispatch], findings, () =>
        {
            physics.Check(LedgerReader.Days(day).Single(), parts, findings);
            LedgerSite.Check(run, LedgerReader.Days(day).Single(), parts[LedgerKind.Dispatch].Seq, findings);
            return run;
        });
    }

    /// <summary>Entries that lack a field or hold another type are findings.</summary>
    private static T? Guarded<T>(LedgerEntry entry, List<LedgerFinding> findings, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or JsonException
            or BessDataException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // What cannot be read is told as a finding, with the reader's words.
            findings.Add(new LedgerFinding(entry.Seq, "data", "the fields of " + entry.Kind, error.Message));
            return null;
        }
    }

    private static LedgerFinding Finding(Fault fault)
    {
        var words = fault.Field.Split(' ');
        var seq = words.Length > 1 && long.TryParse(words[1], out var number) ? number : 0;
        return new LedgerFinding(seq, words.Length > 2 ? words[2] : $"line {FaultLocation.LineOf(fault.Location)}", fault.Expected, fault.Actual);
    }
}
