using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.OpenMeteo;

/// <summary>Reads hourly weather of Open-Meteo, JSON or CSV, of one place.</summary>
/// <remarks>
/// <para>
/// Labels are UTC plus <c>utc_offset_seconds</c>, one offset for the whole answer even where the local clock changes inside it (the
/// publisher in open-meteo/open-meteo issues 261 and 1255). Offsets that are no whole hours are refused.
/// </para>
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
    private const string OffsetWords = "whole hours within 14 (ask with timezone=GMT)";

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

        var offset = JsonFields.Require(root, "utc_offset_seconds", JsonValueKind.Number, faults);
        if (offset is not null && Offset(offset.Text) is null)
            faults.Add(offset, OffsetWords);
        var units = JsonFields.Require(root, "hourly_units", JsonValueKind.Object, faults);
        var hourly = JsonFields.Require(root, "hourly", JsonValueKind.Object, faults);
        var labels = JsonFields.Require(hourly, Time, JsonValueKind.Array, faults);
        var starts = Labels(labels, Offset(offset?.Text) ?? TimeSpan.Zero, faults);
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
        var offset = ReadPlace(place, builder, faults);
        if (table is not null && Labels(table, offset, faults) is { } starts)
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

    private static List<(DateTimeOffset Start, int Line)>? Labels(LocatedNode? labels, TimeSpan offset, DocumentFaults faults)
    {
        if (labels is null)
            return null;
        var all = new List<(DateTimeOffset Start, int Line)>(labels.Items.Count);
        foreach (var node in labels.Items)
            Label(node.Text, offset, node.Line, node.Path, all, faults);
        return all.Count == labels.Items.Count ? all : null;
    }

    private static List<(DateTimeOffset Start, int Line)>? Labels(DelimitedTable table, TimeSpan offset, DocumentFaults faults)
    {
        var all = new List<(DateTimeOffset Start, int Line)>(table.Rows.Count);
        foreach (var row in table.Rows)
            Label(row.Cells[0], offset, row.Line, Time, all, faults);
        return all.Count == table.Rows.Count ? all : null;
    }

    private static void Label(
        string text, TimeSpan offset, int line, string field, List<(DateTimeOffset Start, int Line)> all, DocumentFaults faults)
    {
        if (!DateTime.TryParseExact(text, Stamps, CultureInfo.InvariantCulture, DateTimeStyles.None, out var label) || label.TimeOfDay.Ticks % Hour.Ticks != 0)
            faults.Add(line, field, "a full hour such as 2024-05-01T13:00", LocatedNode.Quote(text));
        else if (new DateTimeOffset(label - offset, TimeSpan.Zero) is var at && all.Count > 0 && at <= all[^1].Start)
            faults.Add(line, field, $"a time after {all[^1].Start + offset:yyyy-MM-dd'T'HH:mm}", LocatedNode.Quote(text));
        else
            all.Add((at, line));
    }

    private static TimeSpan ReadPlace(DelimitedTable? place, AnswerBuilder builder, DocumentFaults faults)
    {
        if (place is null || place.Rows.Count == 0)
            return TimeSpan.Zero;
        if (place.Rows.Count > 1)
            faults.Add(place.Rows[1].Line, "", "one place", $"{place.Rows.Count} places");
        var (latitude, longitude) = (place.Find("latitude"), place.Find("longitude"));
        Place(builder, latitude < 0 ? null : place.Rows[0].Cells[latitude], longitude < 0 ? null : place.Rows[0].Cells[longitude]);
        var column = place.Require("utc_offset_seconds");
        if (column >= 0 && Offset(place.Rows[0].Cells[column]) is null)
            place.Refuse(place.Rows[0], column, OffsetWords);
        return column < 0 ? TimeSpan.Zero : Offset(place.Rows[0].Cells[column]) ?? TimeSpan.Zero;
    }

    private static TimeSpan? Offset(string? seconds) =>
        double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value % 3600 == 0 && Math.Abs(value) <= 14 * 3600
            ? TimeSpan.FromSeconds(value) : null;

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
