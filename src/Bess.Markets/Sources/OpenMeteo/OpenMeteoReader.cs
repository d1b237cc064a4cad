using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.OpenMeteo;

/// <summary>Reads hourly weather of Open-Meteo, JSON or CSV, of one place, labelled in UTC.</summary>
/// <remarks>
/// <para>Units are read from the document and end the name of the series: <c>temperature_2m_c</c>, <c>shortwave_radiation_w_per_m2</c>.</para>
/// <para>
/// Radiation, sums and gusts are of the hour before their label: their interval begins one hour earlier. Other variables are states at
/// the label and stand for the hour that begins there. Measured on a year and a half of Delhi: the centre of radiation by label lies
/// 0.53 h after solar noon.
/// </para>
/// <para>An array of values may be shorter than that of the labels (a recorded forecast has 336 of 360): what lacks at its end is missing.</para>
/// </remarks>
public static class OpenMeteoReader
{
    private const string Publisher = "Open-Meteo";
    private const string Time = "time";

    // Hersbach et al. 2020, The ERA5 global reanalysis, section 4: first release about five days behind real time.
    private static readonly TimeSpan ArchiveDelay = TimeSpan.FromDays(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly string[] Stamps = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads a JSON answer.</summary>
    /// <param name="document">The document.</param>
    /// <param name="zone">Zone of the series: a bidding zone or a name of the place.</param>
    /// <param name="kind">Which service answered.</param>
    /// <returns>One answer a variable, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadJson(PublishedDocument document, string zone, OpenMeteoKind kind)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrEmpty(zone);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var root = JsonFields.Root(document, faults);
        if (root?.Find("error") is { Kind: JsonValueKind.True } error)
        {
            faults.Add(error.Line, "error", "an answer", LocatedNode.OneLine(root.Find("reason")?.Text ?? "true", 200));
            return builder.Build();
        }

        if (JsonFields.Require(root, "utc_offset_seconds", JsonValueKind.Number, faults) is { } offset && offset.Number != 0)
            faults.Add(offset, "0: labels in UTC (timezone=GMT)");
        var units = JsonFields.Require(root, "hourly_units", JsonValueKind.Object, faults);
        var hourly = JsonFields.Require(root, "hourly", JsonValueKind.Object, faults);
        var labels = JsonFields.Require(hourly, Time, JsonValueKind.Array, faults);
        var starts = Labels(labels, faults);
        foreach (var (name, values) in hourly?.Members ?? [])
        {
            if (name == Time || starts is null || units is null)
                continue;
            var unit = JsonFields.Require(units, name, JsonValueKind.String, faults);
            if (values.Kind != JsonValueKind.Array || values.Items.Count > starts.Count)
                faults.Add(values, $"an array of {starts.Count} or fewer, as {labels!.Path}");
            else if (unit is not null && Column(builder, name, unit.Text, zone, kind, unit.Line, unit.Path, faults) is { } column)
                Add(column, name, starts, [.. values.Items.Select(node => JsonFields.NumberOrNull(node, faults))]);
        }

        Place(builder, root?.Find("latitude")?.Text, root?.Find("longitude")?.Text);
        return builder.Build();
    }

    /// <summary>Reads a CSV answer: a block that describes the place, a blank line, a block of values.</summary>
    /// <param name="document">The document.</param>
    /// <param name="zone">Zone of the series: a bidding zone or a name of the place.</param>
    /// <param name="kind">Which service answered.</param>
    /// <returns>One answer a variable, or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> ReadCsv(PublishedDocument document, string zone, OpenMeteoKind kind)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrEmpty(zone);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var rows = DelimitedText.Rows(document, ',', faults);
        var header = rows.FindIndex(row => row.Cells[0].Equals(Time, StringComparison.OrdinalIgnoreCase));
        if (header < 0 && rows.Count > 0)
            faults.Add(rows[0].Line, "header", "a second block that begins with time", LocatedNode.OneLine(string.Join(",", rows[0].Cells)));
        var place = header < 0 ? null : DelimitedTable.Of(rows[..header], faults);
        var table = header < 0 ? null : DelimitedTable.Of(rows[header..], faults);
        CheckPlace(place, builder, faults);
        if (table is not null && Labels(table, faults) is { } starts)
        {
            for (var i = 1; i < table.Header.Length; i++)
            {
                var index = i;
                var (name, unit) = Split(table.Header[i]);
                if (Column(builder, name, unit, zone, kind, table.HeaderLine, table.Header[i], faults) is { } column)
                    Add(column, name, starts, [.. table.Rows.Select(row => table.Number(row, index, DecimalForm.Point, "NaN"))]);
            }
        }

        return builder.Build();
    }

    private static void Add(SeriesColumn column, string name, List<(DateTimeOffset Start, int Line)> starts, double?[] values)
    {
        var shift = OpenMeteoVariable.IsOfPrecedingHour(name) ? Hour : TimeSpan.Zero;
        for (var i = 0; i < starts.Count; i++)
            column.Add(starts[i].Start - shift, Hour, i < values.Length ? values[i] : null, starts[i].Line);
    }

    private static SeriesColumn? Column(
        AnswerBuilder builder, string name, string unit, string zone, OpenMeteoKind kind, int line, string field, DocumentFaults faults)
    {
        if (OpenMeteoVariable.Id(zone, name, unit) is not { } id)
        {
            faults.Add(line, field, $"a variable in one of {OpenMeteoVariable.KnownUnits}", LocatedNode.Quote(unit));
            return null;
        }

        return builder.Series(id, kind == OpenMeteoKind.Forecast ? Publication.AtReceipt : Publication.AfterEnd(ArchiveDelay), name);
    }

    private static List<(DateTimeOffset Start, int Line)>? Labels(LocatedNode? labels, DocumentFaults faults)
    {
        if (labels is null)
            return null;
        var all = new List<(DateTimeOffset Start, int Line)>(labels.Items.Count);
        foreach (var node in labels.Items)
            Label(node.Text, node.Line, node.Path, all, faults);
        return all.Count == labels.Items.Count ? all : null;
    }

    private static List<(DateTimeOffset Start, int Line)>? Labels(DelimitedTable table, DocumentFaults faults)
    {
        var all = new List<(DateTimeOffset Start, int Line)>(table.Rows.Count);
        foreach (var row in table.Rows)
            Label(row.Cells[0], row.Line, Time, all, faults);
        return all.Count == table.Rows.Count ? all : null;
    }

    private static void Label(string text, int line, string field, List<(DateTimeOffset Start, int Line)> all, DocumentFaults faults)
    {
        if (!DateTime.TryParseExact(text, Stamps, CultureInfo.InvariantCulture, DateTimeStyles.None, out var label) || label.TimeOfDay.Ticks % Hour.Ticks != 0)
            faults.Add(line, field, "a full hour in UTC such as 2024-05-01T13:00", LocatedNode.Quote(text));
        else if (all.Count > 0 && label <= all[^1].Start.DateTime)
            faults.Add(line, field, $"a time after {all[^1].Start:yyyy-MM-dd'T'HH:mm}", LocatedNode.Quote(text));
        else
            all.Add((new DateTimeOffset(label, TimeSpan.Zero), line));
    }

    private static void CheckPlace(DelimitedTable? place, AnswerBuilder builder, DocumentFaults faults)
    {
        if (place is null || place.Rows.Count == 0)
            return;
        if (place.Rows.Count > 1)
            faults.Add(place.Rows[1].Line, "", "one place", $"{place.Rows.Count} places");
        var offset = place.Require("utc_offset_seconds");
        if (offset >= 0 && place.Rows[0].Cells[offset] != "0")
            place.Refuse(place.Rows[0], offset, "0: labels in UTC (timezone=GMT)");
        var (latitude, longitude) = (place.Find("latitude"), place.Find("longitude"));
        Place(builder, latitude < 0 ? null : place.Rows[0].Cells[latitude], longitude < 0 ? null : place.Rows[0].Cells[longitude]);
    }

    private static void Place(AnswerBuilder builder, string? latitude, string? longitude)
    {
        if (!string.IsNullOrEmpty(latitude) && !string.IsNullOrEmpty(longitude))
            builder.Note($"of {latitude} N {longitude} E");
    }

    // temperature_2m (°C)
    private static (string Name, string Unit) Split(string header)
    {
        var cut = header.IndexOf('(', StringComparison.Ordinal);
        return cut < 0 ? (header, "") : (header[..cut].Trim(), header[(cut + 1)..].TrimEnd(')').Trim());
    }
}
