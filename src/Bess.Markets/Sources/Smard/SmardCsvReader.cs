using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Smard;

/// <summary>Reads the CSV downloads of SMARD (Bundesnetzagentur), German, in hours or quarter hours.</summary>
/// <remarks>
/// Form: semicolons, decimal comma, thousands point, <c>-</c> for missing; German wall clock in <c>Datum von</c> (older files
/// <c>Datum</c> and <c>Anfang</c>), the repeated autumn hour written twice. The end column is not read: on the spring day the publisher
/// writes a wrong one. Columns in €/MWh are prices; columns in MWh hold the energy of the interval and become mean MW.
/// </remarks>
public static class SmardCsvReader
{
    private const string Publisher = "SMARD (Bundesnetzagentur)";
    private const string Missing = "-";
    private const string PriceUnit = "[€/MWh]";
    private const string EnergyUnit = "[MWh]";
    private static readonly string[] Forms = ["dd.MM.yyyy HH:mm"];
    private static readonly MarketClock Clock = MarketClock.CentralEuropean;

    /// <summary>Reads every column it knows.</summary>
    /// <param name="document">The download.</param>
    /// <param name="content">What it holds; needed only where the columns do not tell.</param>
    /// <returns>One answer a known column, or all faults. Columns without a name here are noted.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document, SmardContent content = SmardContent.ByColumns)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (DelimitedTable.Of(DelimitedText.Rows(document, ';', faults), faults) is { } table)
        {
            var starts = Starts(table, faults);
            var columns = Columns(table, content, faults, builder);
            var steps = starts is null ? null : MarketSteps.Find(Clock, starts, table.Header[0], faults);
            for (var i = 0; steps is not null && i < steps.Length; i++)
                AddRow(table, table.Rows[i], starts![i].Start, steps[i], columns);
        }

        return builder.Build();
    }

    private static void AddRow(
        DelimitedTable table, DelimitedRow row, DateTimeOffset start, TimeSpan step, List<(int Index, SmardSeries Series, SeriesColumn Column)> columns)
    {
        foreach (var (index, series, column) in columns)
        {
            var value = table.Number(row, index, DecimalForm.Comma, Missing);
            column.Add(start, step, value is null ? null : series.InUnit(value.Value, step), row.Line);
        }
    }

    private static List<(DateTimeOffset Start, int Line)>? Starts(DelimitedTable table, DocumentFaults faults)
    {
        var older = table.Find("Anfang");
        var stamp = older >= 0 ? table.Require("Datum") : table.Require("Datum von");
        if (stamp < 0)
            return null;
        var sequence = new LocalSequence(Clock);
        var starts = new List<(DateTimeOffset, int)>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            var text = older >= 0 ? $"{row.Cells[stamp]} {row.Cells[older]}" : row.Cells[stamp];
            if (!DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
                faults.Add(row.Line, table.Header[stamp], "a local time such as 27.10.2024 02:00", $"'{text}'");
            else if (sequence.Next(wall, out var problem) is { } start)
                starts.Add((start, row.Line));
            else
                faults.Add(row.Line, table.Header[stamp], "local times in order, the repeated hour twice", problem);
        }

        return starts.Count == table.Rows.Count ? starts : null;
    }

    private static List<(int Index, SmardSeries Series, SeriesColumn Column)> Columns(
        DelimitedTable table, SmardContent content, DocumentFaults faults, AnswerBuilder builder)
    {
        var known = new List<(int, SmardSeries, SeriesColumn)>();
        var asked = content == SmardContent.ByColumns ? Guess(table) : content;
        var before = faults.Count;
        for (var i = 0; i < table.Header.Length; i++)
        {
            var name = table.Header[i];
            if (name.IndexOf('[', StringComparison.Ordinal) is var cut && cut < 0)
                continue;
            var unit = name[cut..].StartsWith(PriceUnit, StringComparison.Ordinal) ? PriceUnit
                : name[cut..].StartsWith(EnergyUnit, StringComparison.Ordinal) ? EnergyUnit : null;
            var stem = name[..cut].Trim();
            var series = unit is null ? null : SmardSeries.All.FirstOrDefault(
                one => one.Column == stem && one.IsPrice == (unit == PriceUnit) && (one.IsPrice || one.Content == asked));
            if (unit is null)
                faults.Add(table.HeaderLine, name, $"a unit {PriceUnit} or {EnergyUnit}", name[cut..]);
            else if (series is null)
                builder.Note($"column {stem} is not read");
            else
                known.Add((i, series, builder.Series(series.Id, series.Publication, name)));
        }

        if (known.Count == 0 && faults.Count == before)
        {
            var expected = asked == SmardContent.ByColumns ? "a known column, and the kind of download where columns do not tell" : $"a known column of {asked}";
            faults.Add(table.HeaderLine, "header", expected, string.Join(", ", table.Header.Skip(2).Take(3)));
        }

        return known;
    }

    // Only the forecast of generation has a total beside wind and sun, only the realised one single fuels; only realised load pumped storage.
    private static SmardContent Guess(DelimitedTable table)
    {
        bool Has(string stem) => table.Header.Any(name => name.StartsWith(stem + " [", StringComparison.Ordinal));
        return Has("Photovoltaik und Wind") || (Has("Gesamt") && Has("Sonstige")) ? SmardContent.GenerationForecast
            : Has("Biomasse") || Has("Braunkohle") || Has("Steinkohle") ? SmardContent.GenerationActual
            : Has("Pumpspeicher") && (Has("Gesamt (Netzlast)") || Has("Netzlast")) ? SmardContent.LoadActual
            : SmardContent.ByColumns;
    }
}
