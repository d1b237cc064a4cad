using Bess.Backtesting.Running;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Backtesting.Attribution;

/// <summary>Which local hours and streams make the worst days of a run.</summary>
/// <remarks>
/// The cells sum to the net of the worst days, and their shortfalls to the mean net of an average day − that of a worst day, exactly up
/// to the rounding of a floating number. How the money of a day falls on hours is said at <see cref="StepMoney"/>. Immutable and thread-safe.
/// </remarks>
public sealed record TailDrivers
{
    /// <summary>The worst days: the share α of the days, rounded up; worst first, of equal ones the earlier.</summary>
    public required IReadOnlyList<DateOnly> WorstDays { get; init; }

    /// <summary>Net of the worst days, currency; what they lost is its negative.</summary>
    public required decimal NetOfWorstDays { get; init; }

    /// <summary>Mean net of an average day − mean net of a worst day, currency a day; ≥ 0.</summary>
    public required double ShortfallPerDay { get; init; }

    /// <summary>The table, largest shortfall first.</summary>
    public required IReadOnlyList<TailCell> Cells { get; init; }

    /// <summary>Months in order.</summary>
    public required IReadOnlyList<TailMonth> Months { get; init; }

    /// <summary>Sums over hours: one row a stream, largest shortfall first.</summary>
    public IReadOnlyList<TailCell> ByStream => Merged(cell => (Hour: null, cell.Stream));

    /// <summary>Sums over streams: one row an hour, largest shortfall first; the stream is empty.</summary>
    public IReadOnlyList<TailCell> ByHour => Merged(cell => (cell.Hour, Stream: ""));

    /// <summary>Finds them.</summary>
    /// <param name="outcome">The run.</param>
    /// <param name="tailShare">α, in (0, 1).</param>
    /// <returns>The table, or faults of the run.</returns>
    public static Validated<TailDrivers> Of(BacktestOutcome outcome, double tailShare = DailyRisk.TailShare)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (!(tailShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tailShare), tailShare, "Expected a number in (0, 1).");
        var faults = OutcomeCheck.Of(outcome);
        return faults.Count > 0
            ? Validated<TailDrivers>.FromFaults(faults)
            : Validated<TailDrivers>.FromValue(Build(outcome.Days, outcome.Request.Market.Clock, tailShare));
    }

    private static TailDrivers Build(IReadOnlyList<DayOutcome> days, MarketClock clock, double tailShare)
    {
        DayOutcome[] worst = [.. days.OrderBy(day => day.Net).ThenBy(day => day.Day).Take(DailyRisk.WorstCount(days.Count, tailShare))];
        var isWorst = worst.Select(day => day.Day).ToHashSet();
        var cells = new Dictionary<(int? Hour, string Stream), (decimal OnWorst, decimal OnAll)>();
        foreach (var day in days)
        {
            foreach (var part in StepMoney.ByHour(day, clock))
            {
                var cell = cells.GetValueOrDefault((part.Hour, part.Stream));
                cells[(part.Hour, part.Stream)] = (cell.OnWorst + (isWorst.Contains(day.Day) ? part.Money : 0), cell.OnAll + part.Money);
            }
        }

        return new TailDrivers
        {
            WorstDays = [.. worst.Select(day => day.Day)],
            NetOfWorstDays = worst.Sum(day => day.Net),
            ShortfallPerDay = (double)((days.Sum(day => day.Net) / days.Count) - (worst.Sum(day => day.Net) / worst.Length)),
            Cells = Sorted(cells.Select(pair => new TailCell(
                pair.Key.Hour, pair.Key.Stream, pair.Value.OnWorst, pair.Value.OnAll,
                (double)((pair.Value.OnAll / days.Count) - (pair.Value.OnWorst / worst.Length))))),
            Months = MonthsOf(days, isWorst),
        };
    }

    private static TailMonth[] MonthsOf(IReadOnlyList<DayOutcome> days, HashSet<DateOnly> isWorst) =>
    [
        .. days.GroupBy(day => new DateOnly(day.Day.Year, day.Day.Month, 1)).OrderBy(month => month.Key).Select(month => new TailMonth(
            month.Key, month.Count(), month.Count(day => isWorst.Contains(day.Day)),
            month.Where(day => isWorst.Contains(day.Day)).Sum(day => day.Net))),
    ];

    private static TailCell[] Sorted(IEnumerable<TailCell> cells) =>
        [.. cells.OrderByDescending(cell => cell.ShortfallPerDay).ThenBy(cell => cell.Stream, StringComparer.Ordinal).ThenBy(cell => cell.Hour)];

    private TailCell[] Merged(Func<TailCell, (int? Hour, string Stream)> key) =>
        Sorted(Cells.GroupBy(key).Select(group => new TailCell(
            group.Key.Hour, group.Key.Stream, group.Sum(cell => cell.OnWorstDays), group.Sum(cell => cell.OnAllDays), group.Sum(cell => cell.ShortfallPerDay))));
}
