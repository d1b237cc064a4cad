using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads a column of interval starts into a regular grid and reports everything that keeps it from being one.</summary>
internal static class StampColumn
{
    public const string Name = "timestamp_utc";

    /// <summary>The grid of all rows, or null when faults were added to the table.</summary>
    public static TimeGrid? Read(CsvTable table, IReadOnlyList<(int Line, string Stamp)> cells, TimeSpan? expectedStep)
    {
        var before = table.Faults.Count;
        var stamps = new List<(int Line, DateTimeOffset? At)>(cells.Count);
        foreach (var (line, text) in cells)
        {
            var parsed = UtcText.TryParse(text.Trim(), out var at);
            if (!parsed)
                table.Faults.Add(new Fault(table.At(line), Name, "an instant in UTC such as 2026-03-10T12:00:00Z", $"'{text}'"));
            stamps.Add((line, parsed ? at : null));
        }

        var step = expectedStep ?? CommonStep(stamps);
        if (step is null)
        {
            if (table.Faults.Count == before)
                table.Faults.Add(new Fault(table.Source, Name, "at least two rows, or a step given by the caller", $"{cells.Count} row"));
            return null;
        }

        for (var i = 1; i < stamps.Count; i++)
            Compare(table, stamps[i - 1], stamps[i], step.Value);
        return table.Faults.Count == before && stamps.Count > 0
            ? new TimeGrid(stamps[0].At!.Value, step.Value, stamps.Count)
            : null;
    }

    public static string StepText(TimeSpan step) => string.Create(CultureInfo.InvariantCulture, $"{step.TotalMinutes} min");

    // The most frequent positive difference between neighbours; the smaller of two equally frequent ones.
    private static TimeSpan? CommonStep(List<(int Line, DateTimeOffset? At)> stamps)
    {
        var steps = new Dictionary<TimeSpan, int>();
        for (var i = 1; i < stamps.Count; i++)
        {
            if (stamps[i].At - stamps[i - 1].At is { } difference && difference > TimeSpan.Zero)
                steps[difference] = steps.GetValueOrDefault(difference) + 1;
        }

        return steps.Count == 0 ? null : steps.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
    }

    private static void Compare(
        CsvTable table, (int Line, DateTimeOffset? At) previous, (int Line, DateTimeOffset? At) current, TimeSpan step)
    {
        // A row whose stamp could not be read is a fault already; what it hides is not guessed at.
        if (previous.At is not { } from || current.At is not { } to || to - from == step)
            return;
        var expected = UtcText.Of(from + step);
        var difference = to - from;
        var actual = difference == TimeSpan.Zero ? $"{UtcText.Of(to)} again (duplicate of line {previous.Line})"
            : difference < TimeSpan.Zero ? $"{UtcText.Of(to)}, earlier than or equal to a row before (out of order or duplicate)"
            : difference.Ticks % step.Ticks == 0
                ? $"{UtcText.Of(to)}: {(difference.Ticks / step.Ticks) - 1} interval(s) missing, [{expected}, {UtcText.Of(to)})"
                : $"{UtcText.Of(to)}, {StepText(difference)} after the row before (wrong step)";
        table.Faults.Add(new Fault(table.At(current.Line), Name, $"{expected} (step {StepText(step)})", actual));
    }
}
