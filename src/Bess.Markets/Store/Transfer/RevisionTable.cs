using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Store.Transfer;

/// <summary>The form with all revisions: one row a value, with when it became known.</summary>
internal static class RevisionTable
{
    public const string Header = "zone,series,timestamp_utc,step,value,known_at_utc";

    public static string Row(SeriesId id, Observation one) => string.Create(
        CultureInfo.InvariantCulture, $"{id.Zone},{id.Name},{UtcText.Of(one.Start)},{one.Step:c},{one.Value:R},{UtcText.Of(one.KnownAt)}");

    public static Validated<ImportedFile> Read(CsvTable table)
    {
        var values = new Dictionary<SeriesId, List<Observation>>();
        foreach (var (line, cells) in table.Rows)
        {
            var before = table.Faults.Count;
            if (!SeriesId.TryParse($"{cells[0]}/{cells[1]}", out var id))
                table.Faults.Add(new Fault(table.At(line), "series", "a zone and a name in lower case such as SE3,day_ahead_eur_per_mwh", $"'{cells[0]},{cells[1]}'"));
            var start = Instant(table, line, "timestamp_utc", cells[2]);
            if (!TimeSpan.TryParseExact(cells[3], "c", CultureInfo.InvariantCulture, out var step) || step <= TimeSpan.Zero)
                table.Faults.Add(new Fault(table.At(line), "step", "a length > 0 such as 00:15:00", $"'{cells[3]}'"));
            var value = table.Number(line, "value", cells[4], blankAllowed: false);
            var known = Instant(table, line, "known_at_utc", cells[5]);
            if (table.Faults.Count > before)
                continue;
            if (!values.TryGetValue(id!, out var list))
                values.Add(id!, list = []);
            list.Add(new Observation(start, step, value, known));
        }

        if (table.Faults.Count > 0)
            return Validated<ImportedFile>.FromFaults(table.Faults);
        var origin = new Provenance(table.Source, table.Comment("source") ?? table.Comment(PriceCsvReader.SyntheticKey), table.Comment(PriceCsvReader.SyntheticKey) is not null);
        try
        {
            return Validated<ImportedFile>.FromValue(
                new ImportedFile(table.Source, values.Select(pair => new ObservedSeries(pair.Key, pair.Value, origin)).ToArray(), []));
        }
        catch (BessDataException contradictory)
        {
            // Two values of one publication; the file's name belongs to the fault.
            return Validated<ImportedFile>.FromFaults(contradictory.Faults.Select(fault => fault with { Location = $"{table.Source}: {fault.Location}" }));
        }
    }

    private static DateTimeOffset Instant(CsvTable table, int line, string field, string cell)
    {
        if (!UtcText.TryParse(cell, out var at))
            table.Faults.Add(new Fault(table.At(line), field, "an instant in UTC such as 2026-03-10T12:00:00Z", $"'{cell}'"));
        return at;
    }
}
