using System.Globalization;
using Bess.Backtesting.Running;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Ledger;

/// <summary>Settles a day of a ledger again.</summary>
internal static class LedgerMoney
{
    public static void Check(LedgerRun run, DayOutcome day, Dictionary<string, LedgerEntry> parts, List<LedgerFinding> findings)
    {
        var seq = parts[LedgerKind.Settlement].Seq;
        var wear = parts[LedgerKind.Dispatch].Data.Numbers("depthWear");
        var streams = run.Site is { } site && day.Site is { } flows
            ? site.Streams(flows, day.DayAheadPricePerMwh, day.MeteredMw, wear, day.Grid.Step)
            : RunTerms.Streams(DaySettlement.Of(RunTerms.Quantities(day, run.Terms.Products, wear), run.Terms.Settlement));
        foreach (var name in streams.Keys.Union(day.Streams.Keys))
        {
            var (expected, actual) = (Amount(streams, name), Amount(day.Streams, name));
            if (expected != actual)
                findings.Add(new LedgerFinding(seq, $"data.streams.{name}", Text(expected), Text(actual)));
        }

        var sum = day.Streams.Values.Sum();
        if (sum != day.Net)
            findings.Add(new LedgerFinding(seq, "data.net", Text(sum), Text(day.Net)));
    }

    private static decimal? Amount(IReadOnlyDictionary<string, decimal> streams, string name) =>
        streams.TryGetValue(name, out var amount) ? amount : null;

    private static string Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture) ?? "no such stream";
}
