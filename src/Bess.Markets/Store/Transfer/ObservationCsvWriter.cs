using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Store.Transfer;

/// <summary>Writes series as CSV: the last known values in the form of a market folder, or every revision.</summary>
public static class ObservationCsvWriter
{
    /// <summary>Writes every revision, so that <see cref="ObservationCsvReader"/> reads back the same bits.</summary>
    /// <param name="series">The series.</param>
    /// <param name="writer">Gets the text; not closed. Lines end as the writer's do.</param>
    public static void WriteRevisions(IReadOnlyList<ObservedSeries> series, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(CsvText.Comment(OriginOf(series)));
        writer.WriteLine(RevisionTable.Header);
        foreach (var one in series)
        {
            foreach (var observation in one.Observations)
                writer.WriteLine(RevisionTable.Row(one.Id, observation));
        }
    }

    /// <summary>Writes the last known values on a grid: a column a series, a row an interval, blank where nothing is known.</summary>
    /// <param name="series">Series of one zone; already as of the instant that is meant.</param>
    /// <param name="grid">The rows.</param>
    /// <param name="asOf">The instant, for the comment; null: everything.</param>
    /// <param name="writer">Gets the text; not closed. Lines end as the writer's do.</param>
    public static void WriteValues(IReadOnlyList<ObservedSeries> series, TimeGrid grid, DateTimeOffset? asOf, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(CsvText.Comment(OriginOf(series)));
        if (asOf is { } instant)
            writer.WriteLine($"# as of: {UtcText.Of(instant)}");
        writer.WriteLine($"{StampColumn.Name},{string.Join(',', series.Select(one => one.Id.Name))}");
        var columns = series.Select(one => one.On(grid)).ToArray();
        for (var t = 0; t < grid.Count; t++)
            writer.WriteLine($"{UtcText.Of(grid.StartOf(t))},{string.Join(',', columns.Select(values => CsvText.Number(values[t])))}");
    }

    /// <summary>Writes a file beside its place and renames it.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>; an existing one is replaced.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">When the file cannot be written.</exception>
    public static void WriteFile(string path, Action<TextWriter> write) => AtomicFile.Write(path, write);

    /// <summary>The grid on which all values of some series stand.</summary>
    /// <param name="series">The series; already as of the instant that is meant.</param>
    /// <param name="span">The span that is meant; null: from the first value to the last.</param>
    /// <param name="step">The step; null: the one that all values have.</param>
    /// <returns>The grid, or why there is none: no values, several steps, or a span that the step does not divide.</returns>
    public static Validated<TimeGrid> GridOf(IReadOnlyList<ObservedSeries> series, DeliveryInterval? span, TimeSpan? step)
    {
        ArgumentNullException.ThrowIfNull(series);
        var all = series.SelectMany(one => one.Observations.ToArray()).ToArray();
        if (all.Length == 0)
            return Refuse("values", "at least one", "none");
        var steps = all.Select(one => one.Step).Distinct().Order().ToArray();
        if (step is null && steps.Length > 1)
            return Refuse("step", "one step for all values; a step given, or all revisions", string.Join(" and ", steps.Select(StampColumn.StepText)));
        var (length, start, end) = (step ?? steps[0], span?.Start ?? all.Min(one => one.Start), span?.End ?? all.Max(one => one.End));
        if ((end - start).Ticks % length.Ticks != 0)
            return Refuse("step", $"a divisor of {new DeliveryInterval(start, end)}", StampColumn.StepText(length));
        return Validated<TimeGrid>.FromValue(new TimeGrid(start, length, (int)((end - start).Ticks / length.Ticks)));
    }

    private static Provenance OriginOf(IReadOnlyList<ObservedSeries> series) => ProvenanceMerge.Of([.. series.Select(one => one.Provenance)]);

    private static Validated<TimeGrid> Refuse(string field, string expected, string actual) =>
        Validated<TimeGrid>.FromFault(new Fault("store", field, expected, actual));
}
