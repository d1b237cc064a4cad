using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>The reading of one zone's folder: gathers columns over files, with faults and notes.</summary>
internal sealed class ZoneReading
{
    // What a column may be in; a column that ends otherwise is a label or a count.
    private static readonly string[] Units =
    [
        "_per_mwh", "_per_mw_h", "_per_4h_block", "_mw", "_mwh", "_kw", "_kwh", "_c", "_km_per_h", "_m_per_s", "_pct", "_w_per_m2", "_mm", "_hpa",
    ];

    private const string ClearingPrice = "mcp_";

    private static readonly string[] Unmarketed = ["mcp_", "mcv_", "purchase_bid_", "sell_bid_", "final_scheduled_"];

    private const int FrequentShare = 100;

    private readonly Func<string, bool> _wanted;

    private ZoneReading(string name, BiddingZone? zone, MarketClock clock, Func<string, bool> wanted) =>
        (Name, Zone, Clock, _wanted) = (name, zone, clock, wanted);

    public string Name { get; }

    public BiddingZone? Zone { get; }

    public MarketClock Clock { get; }

    public Dictionary<string, Column> Columns { get; } = new(StringComparer.Ordinal);

    public List<Fault> Faults { get; } = [];

    public List<string> Notes { get; } = [];

    public static ZoneReading Of(string folder, MarketClock? clock, Func<string, bool> wanted)
    {
        var folderName = Path.GetFileName(folder);
        BiddingZone.TryFind(folderName, out var zone);
        var name = zone?.Name ?? string.Concat(folderName.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        var reading = new ZoneReading(name, zone, clock ?? zone?.Clock ?? new MarketClock("UTC", TimeSpan.Zero, DaylightRule.None), wanted);
        if (clock is null && zone is null)
            reading.Notes.Add($"{folderName}: not in the catalogue of zones: its days are counted in UTC; give a clock if that is wrong");
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                reading.Add(CsvTable.Read(file));
        }

        if (reading.Columns.Count == 0 && reading.Faults.Count == 0)
            reading.Faults.Add(new Fault(folderName, "", "CSV files with timestamp_utc and columns like day_ahead_eur_per_mwh", "none"));
        return reading;
    }

    private void Add(CsvTable table)
    {
        var stamp = table.IndexOf(StampColumn.Name);
        if (table.Faults.Count == 0 && stamp < 0)
        {
            Notes.Add($"{table.Source}: passed over, no column {StampColumn.Name}");
            return;
        }

        Faults.AddRange(table.Faults);
        if (table.Faults.Count > 0)
            return;
        var starts = Starts(table, stamp);
        if (starts.Length == 0)
            return;
        var steps = Steps(starts);
        for (var column = 0; column < table.Header.Length; column++)
        {
            var name = NameOf(table.Header[column].ToLowerInvariant(), table.Source);
            if (column == stamp || !_wanted(name))
                continue;
            if (!Array.Exists(Units, unit => name.EndsWith(unit, StringComparison.Ordinal)) || !SeriesId.TryParse($"Z/{name}", out _))
                Notes.Add($"{table.Source}: column {name} passed over, no unit");
            else
                AddColumn(table, column, name, starts, steps);
        }
    }

    /// <summary>A column that does not say which market it is of takes the file's first word: <c>dam_…</c>; a clearing price is the market's price.</summary>
    private static string NameOf(string column, string file)
    {
        if (!Array.Exists(Unmarketed, stem => column.StartsWith(stem, StringComparison.Ordinal)))
            return column;
        var market = file[..Math.Max(0, file.IndexOf('_'))].ToLowerInvariant();
        return column.StartsWith(ClearingPrice, StringComparison.Ordinal) ? $"{market}_{column[ClearingPrice.Length..]}" : $"{market}_{column}";
    }

    private void AddColumn(CsvTable table, int index, string name, DateTimeOffset[] starts, TimeSpan[] steps)
    {
        if (!Columns.TryGetValue(name, out var column))
            Columns.Add(name, column = new Column(ColumnPublication.Of(name, table.Source, Clock, Zone)));
        var publication = ColumnPublication.Of(name, table.Source, Clock, Zone);
        var (before, contradicted) = (table.Faults.Count, 0);
        for (var i = 0; i < starts.Length; i++)
        {
            var value = table.Number(table.Rows[i].Line, name, table.Rows[i].Cells[index], blankAllowed: true);
            if (double.IsNaN(value))
                continue;
            var interval = new DeliveryInterval(starts[i], starts[i] + steps[i]);
            if (column.Values.TryAdd((starts[i], steps[i]), (new Observation(starts[i], steps[i], value, publication.KnownAt(interval)), table.Source)))
                continue;
            var held = column.Values[(starts[i], steps[i])];
            if (held.File == table.Source)
                table.Faults.Add(new Fault(table.At(table.Rows[i].Line), name, "one value for each interval", $"{UtcText.Of(starts[i])} again"));
            else if (held.Observation.Value != value)
                contradicted++;
        }

        Faults.AddRange(table.Faults.Skip(before));
        column.Files.Add(table.Source);
        if (column.Values.Count == 0)
            Columns.Remove(name);
        if (contradicted > 0)
            Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{table.Source}: {contradicted} values of {name} differ from an earlier file's, which hold"));
    }

    private DateTimeOffset[] Starts(CsvTable table, int stamp)
    {
        var starts = new DateTimeOffset[table.Rows.Count];
        var before = table.Faults.Count;
        for (var i = 0; i < starts.Length; i++)
        {
            var (line, cells) = table.Rows[i];
            if (!UtcText.TryParse(cells[stamp].Trim(), out starts[i]))
                table.Faults.Add(new Fault(table.At(line), StampColumn.Name, "an instant in UTC such as 2026-03-10T12:00:00Z", $"'{cells[stamp]}'"));
            else if (i > 0 && table.Faults.Count == before && starts[i] <= starts[i - 1])
                table.Faults.Add(new Fault(table.At(line), StampColumn.Name, $"an instant after {UtcText.Of(starts[i - 1])}", UtcText.Of(starts[i])));
        }

        if (starts.Length == 1)
            table.Faults.Add(new Fault(table.Source, StampColumn.Name, "at least two rows, which show the step", "1"));
        if (table.Faults.Count == before)
            return starts;
        Faults.AddRange(table.Faults.Skip(before));
        return [];
    }

    // A row's step is the way to its nearer neighbour, if the file has such steps at all; next to gaps it is the file's own.
    private static TimeSpan[] Steps(DateTimeOffset[] starts)
    {
        var nearer = new TimeSpan[starts.Length];
        var counts = new Dictionary<TimeSpan, int>();
        for (var i = 0; i < starts.Length; i++)
        {
            var before = i > 0 ? starts[i] - starts[i - 1] : TimeSpan.MaxValue;
            var after = i + 1 < starts.Length ? starts[i + 1] - starts[i] : TimeSpan.MaxValue;
            nearer[i] = before < after ? before : after;
            counts[nearer[i]] = counts.GetValueOrDefault(nearer[i]) + 1;
        }

        var frequent = counts.Where(pair => pair.Value * FrequentShare >= starts.Length && pair.Value > 1).Select(pair => pair.Key).ToArray();
        var common = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        for (var i = 0; i < nearer.Length; i++)
        {
            if (Array.IndexOf(frequent, nearer[i]) < 0)
                nearer[i] = frequent.Where(step => step <= nearer[i]).DefaultIfEmpty(common).Max();
        }

        return nearer;
    }

    /// <summary>The values of one name, by interval, with the file of each.</summary>
    internal sealed record Column(ColumnPublication Publication)
    {
        public Dictionary<(DateTimeOffset Start, TimeSpan Step), (Observation Observation, string File)> Values { get; } = [];

        public List<string> Files { get; } = [];
    }
}
