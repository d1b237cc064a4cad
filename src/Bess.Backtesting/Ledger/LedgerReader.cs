using System.Text;
using System.Text.Json;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Ledger;

/// <summary>Reads a ledger back: every figure of a run is a fold over its entries.</summary>
public static class LedgerReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads all entries of a file and checks the chain.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The entries, or the first line that is not one.</returns>
    public static Validated<IReadOnlyList<LedgerEntry>> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        var text = Utf8.GetString(File.ReadAllBytes(path));
        var entries = new List<LedgerEntry>();
        var line = 0;
        foreach (var one in text.Split('\n'))
        {
            line++;
            if (one.Length == 0 && line > entries.Count && text.EndsWith('\n') && line == entries.Count + 1)
                continue;
            var prev = entries.Count > 0 ? entries[^1].Hash : LedgerLine.First;
            var entry = LedgerLine.Read(one, out var reason);
            if (entry is null)
                return Refuse(name, line, $"seq {entries.Count}", reason, "another text");
            if (entry.Seq != entries.Count)
                return Refuse(name, line, $"seq {entries.Count} seq", $"{entries.Count}", $"{entry.Seq}");
            if (entry.Prev != prev)
                return Refuse(name, line, $"seq {entry.Seq} prev", prev, entry.Prev);
            entries.Add(entry);
        }

        return entries.Count == 0
            ? Refuse(name, 1, "", "at least one entry", "an empty file")
            : Validated<IReadOnlyList<LedgerEntry>>.FromValue(entries);
    }

    /// <summary>The days of a ledger: a fold over its entries; a day that is not closed is not among them.</summary>
    /// <param name="entries">The entries, in order.</param>
    /// <returns>The days, in order.</returns>
    public static IReadOnlyList<DayOutcome> Days(IEnumerable<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var open = new Dictionary<DateOnly, Dictionary<string, JsonElement>>();
        var days = new List<DayOutcome>();
        foreach (var entry in entries)
        {
            if (!open.TryGetValue(entry.Day, out var parts))
                open.Add(entry.Day, parts = []);
            parts[entry.Kind] = entry.Data;
            if (entry.Kind != LedgerKind.DayClosed)
                continue;
            days.Add(Day(entry.Day, parts));
            open.Remove(entry.Day);
        }

        return days;
    }

    private static DayOutcome Day(DateOnly day, Dictionary<string, JsonElement> parts)
    {
        var (decision, clearing, dispatch) = (parts[LedgerKind.Decision], parts[LedgerKind.Clearing], parts[LedgerKind.Dispatch]);
        var settlement = parts[LedgerKind.Settlement];
        var (names, sold, prices, held) = (clearing.Texts("products"), clearing.Table("reserveMw"), clearing.Table("reservePricePerMwHour"), dispatch.Table("heldMw"));
        return new DayOutcome
        {
            Day = day,
            Grid = GridOf(clearing),
            DayAheadPricePerMwh = clearing.Numbers("dayAheadPricePerMwh"),
            RealTimePricePerMwh = dispatch.Numbers("realTimePricePerMwh"),
            RealTimeSurplusPricePerMwh = dispatch.Numbers("realTimeSurplusPricePerMwh"),
            DecidedPositionMw = decision.Numbers("positionMw"),
            ExpectedStartEnergyMwh = decision.Number("expectedStartEnergyMwh"),
            PositionMw = clearing.Numbers("positionMw"),
            SetpointMw = dispatch.Numbers("setpointMw"),
            MeteredMw = dispatch.Numbers("meteredMw"),
            StartEnergyMwh = dispatch.Number("startEnergyMwh"),
            EnergyMwh = dispatch.Numbers("energyMwh"),
            Reserves = [.. names.Select((name, k) => new ReserveSale(name, sold[k], prices[k]) { HeldMw = held[k] }).Where(sale => sale.CapacityMw.Any(value => value > 0))],
            Streams = settlement.GetProperty("streams").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDecimal()),
            Net = settlement.GetProperty("net").GetDecimal(),
            ExpectedNet = decision.Number("expectedNet"),
            Site = FlowsOf(dispatch),
            Deviation = DeviationOf(dispatch),
            Rules = [.. decision.Texts("rules"), .. clearing.Texts("rules"), .. dispatch.Texts("rules")],
        };
    }

    // A ledger from before there was a choice settles at the imbalance price.
    internal static DeviationRule DeviationOf(JsonElement data) =>
        data.TryGetProperty("deviationRule", out var rule) ? Enum.Parse<DeviationRule>(rule.GetString()!) : DeviationRule.Imbalance;

    private static SiteFlows? FlowsOf(JsonElement dispatch) => dispatch.TryGetProperty("importMw", out _)
        ? new SiteFlows(
            dispatch.Numbers("importMw"), dispatch.Numbers("exportMw"), dispatch.Numbers("solarMw"), dispatch.Numbers("loadMw"), dispatch.Numbers("curtailedMw"))
        : null;

    internal static TimeGrid GridOf(JsonElement clearing)
    {
        if (!UtcText.TryParse(clearing.GetProperty("start").GetString(), out var start))
            throw new FormatException("start: expected an instant in UTC");
        return new TimeGrid(start, TimeSpan.FromSeconds(clearing.GetProperty("stepSeconds").GetInt32()), clearing.GetProperty("steps").GetInt32());
    }

    private static Validated<IReadOnlyList<LedgerEntry>> Refuse(string name, int line, string field, string expected, string actual) =>
        Validated<IReadOnlyList<LedgerEntry>>.FromFault(new Fault(FaultLocation.At(name, line), field, expected, actual));
}
