using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Store.Transfer;

/// <summary>The interval of each row, found from the starts alone; gaps are allowed, disorder is not.</summary>
internal static class StampedRows
{
    private static readonly TimeSpan ClockChange = TimeSpan.FromHours(1);

    /// <summary>One interval a row, or null when faults were added to the table.</summary>
    public static IReadOnlyList<DeliveryInterval>? Read(CsvTable table, MarketClock clock)
    {
        var before = table.Faults.Count;
        var column = table.RequireColumn(StampColumn.Name);
        if (column < 0)
            return null;
        var starts = new List<DateTimeOffset>(table.Rows.Count);
        foreach (var (line, cells) in table.Rows)
        {
            if (!UtcText.TryParse(cells[column].Trim(), out var at))
                table.Faults.Add(new Fault(table.At(line), StampColumn.Name, "an instant in UTC such as 2026-03-10T12:00:00Z", $"'{cells[column].Trim()}'"));
            else if (starts.Count > 0 && at <= starts[^1])
                table.Faults.Add(new Fault(table.At(line), StampColumn.Name, $"an instant after {UtcText.Of(starts[^1])}", UtcText.Of(at)));
            else
                starts.Add(at);
        }

        if (starts.Count == 1 && table.Rows.Count == 1)
            table.Faults.Add(new Fault(table.Source, StampColumn.Name, "at least two rows, which show the step", "1"));
        return table.Faults.Count == before ? Intervals(table, clock, starts) : null;
    }

    private static List<DeliveryInterval>? Intervals(CsvTable table, MarketClock clock, List<DateTimeOffset> starts)
    {
        var before = table.Faults.Count;
        var common = Common(starts, 0, starts.Count - 1)!.Value;
        var intervals = new List<DeliveryInterval>(starts.Count);
        for (var from = 0; from < starts.Count;)
        {
            var day = clock.LocalDate(starts[from]);
            var to = from;
            while (to + 1 < starts.Count && clock.LocalDate(starts[to + 1]) == day)
                to++;

            // A day of one or two rows does not show its step.
            var step = to - from < 2 ? common : Common(starts, from, to) ?? common;
            for (var i = from; i <= to; i++)
            {
                TimeSpan? gap = i + 1 < starts.Count ? starts[i + 1] - starts[i] : null;
                var length = Length(clock, starts[i], step, gap);
                if (length is null)
                    table.Faults.Add(new Fault(
                        table.At(table.Rows[i + 1].Line), StampColumn.Name, $"{UtcText.Of(starts[i] + step)} or later (step {StampColumn.StepText(step)})", UtcText.Of(starts[i + 1])));
                else
                    intervals.Add(new DeliveryInterval(starts[i], starts[i] + length.Value));
            }

            from = to + 1;
        }

        return table.Faults.Count == before ? intervals : null;
    }

    // The block in which the clocks change is an hour shorter or longer than its step.
    private static TimeSpan? Length(MarketClock clock, DateTimeOffset start, TimeSpan step, TimeSpan? gap)
    {
        if (gap is { } way && step > ClockChange && way - step == clock.OffsetAt(start) - clock.OffsetAt(start + way))
            return way;
        return gap < step ? null : step;
    }

    private static TimeSpan? Common(List<DateTimeOffset> starts, int first, int last) => Enumerable.Range(first, last - first)
        .GroupBy(i => starts[i + 1] - starts[i]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .Select(group => (TimeSpan?)group.Key).FirstOrDefault();
}
