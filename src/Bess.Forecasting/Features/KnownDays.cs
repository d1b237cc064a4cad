using Bess.Domain.Series;

namespace Bess.Forecasting.Features;

/// <summary>One series read day by day as it was known at an instant, laid on the 24 hours of the wall clock.</summary>
/// <remarks>
/// The only door to the data: a value published after the instant is not seen. An hour takes a value of its own, else the mean over
/// time of finer values that cover it, else of coarser or shifted ones that do; else it is missing (NaN). An hour that the wall
/// clock repeats takes the mean of both, one that it skips is missing. Thread-safe.
/// </remarks>
internal sealed class KnownDays
{
    private const long Hour = TimeSpan.TicksPerHour;

    private readonly DayCalendar _calendar;
    private readonly long[] _starts;
    private readonly long[] _steps;
    private readonly long[] _knownAt;
    private readonly double[] _values;
    private readonly long _longest;
    private readonly Dictionary<int, (double[] Slots, long KnownAt)> _complete = [];
    private readonly Lock _lock = new();

    public KnownDays(ObservedSeries series, DayCalendar calendar)
    {
        Id = series.Id;
        _calendar = calendar;
        var observations = series.Observations;
        _starts = new long[observations.Length];
        _steps = new long[observations.Length];
        _knownAt = new long[observations.Length];
        _values = new double[observations.Length];
        for (var i = 0; i < observations.Length; i++)
        {
            _starts[i] = observations[i].Start.UtcTicks;
            _steps[i] = observations[i].Step.Ticks;
            _knownAt[i] = observations[i].KnownAt.UtcTicks;
            _values[i] = observations[i].Value;
            _longest = Math.Max(_longest, _steps[i]);
        }
    }

    public SeriesId Id { get; }

    /// <summary>Day number of the first value.</summary>
    public int FirstDay => _calendar.Clock.LocalDate(new DateTimeOffset(_starts[0], TimeSpan.Zero)).DayNumber;

    /// <summary>Day number of the last value.</summary>
    public int LastDay => _calendar.Clock.LocalDate(new DateTimeOffset(_starts[^1], TimeSpan.Zero)).DayNumber;

    /// <summary>Reads a day.</summary>
    /// <param name="dayNumber">The local day.</param>
    /// <param name="instant">UTC ticks: nothing published later is seen.</param>
    /// <returns>24 values by the wall clock; not to be changed.</returns>
    public double[] Read(int dayNumber, long instant)
    {
        lock (_lock)
        {
            if (_complete.TryGetValue(dayNumber, out var held) && held.KnownAt <= instant)
                return held.Slots;
        }

        var (start, end, slotOfHour) = _calendar.Day(dayNumber);
        var from = FirstAtOrAfter(start - _longest + 1);
        var to = FirstAtOrAfter(end);
        Span<double> hours = stackalloc double[slotOfHour.Length];
        var last = OnHours(from, to, start, instant, hours);
        var slots = OnSlots(hours, slotOfHour);
        if (last <= instant)
        {
            lock (_lock)
                _complete[dayNumber] = (slots, last);
        }

        return slots;
    }

    private int FirstAtOrAfter(long start)
    {
        var (low, high) = (0, _starts.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_starts[middle] < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Fills the hours and returns the latest publication of anything that touches the day, seen or not.</summary>
    private long OnHours(int from, int to, long dayStart, long instant, Span<double> hours)
    {
        Span<double> finer = stackalloc double[hours.Length];
        Span<double> coarser = stackalloc double[hours.Length];
        Span<long> finerCover = stackalloc long[hours.Length];
        Span<long> coarserCover = stackalloc long[hours.Length];
        finer.Clear();
        coarser.Clear();
        finerCover.Clear();
        coarserCover.Clear();
        hours.Fill(double.NaN);
        var last = long.MinValue;
        for (var i = from; i < to; i++)
        {
            if (_starts[i] + _steps[i] <= dayStart)
                continue;
            last = Math.Max(last, _knownAt[i]);
            // Revisions of an interval stand together; the last one that is known holds.
            var isRevised = i + 1 < to && _starts[i + 1] == _starts[i] && _steps[i + 1] == _steps[i] && _knownAt[i + 1] <= instant;
            if (_knownAt[i] > instant || isRevised)
                continue;
            var offset = _starts[i] - dayStart;
            if (_steps[i] == Hour && offset >= 0 && offset % Hour == 0)
                hours[(int)(offset / Hour)] = _values[i];
            else if (_steps[i] < Hour)
                Spread(i, offset, finer, finerCover);
            else
                Spread(i, offset, coarser, coarserCover);
        }

        for (var h = 0; h < hours.Length; h++)
        {
            if (double.IsNaN(hours[h]))
                hours[h] = finerCover[h] >= Hour ? finer[h] / finerCover[h] : coarserCover[h] >= Hour ? coarser[h] / coarserCover[h] : double.NaN;
        }

        return last;
    }

    private void Spread(int i, long offset, Span<double> sums, Span<long> cover)
    {
        var end = Math.Min(offset + _steps[i], sums.Length * Hour);
        for (var at = Math.Max(offset, 0); at < end;)
        {
            var hour = (int)(at / Hour);
            var until = Math.Min(end, (hour + 1) * Hour);
            sums[hour] += _values[i] * (until - at);
            cover[hour] += until - at;
            at = until;
        }
    }

    private static double[] OnSlots(ReadOnlySpan<double> hours, byte[] slotOfHour)
    {
        var slots = new double[DayCalendar.Slots];
        Span<int> uses = stackalloc int[DayCalendar.Slots];
        uses.Clear();
        for (var h = 0; h < hours.Length; h++)
        {
            if (double.IsNaN(hours[h]))
                continue;
            slots[slotOfHour[h]] += hours[h];
            uses[slotOfHour[h]]++;
        }

        for (var s = 0; s < slots.Length; s++)
            slots[s] = uses[s] == 0 ? double.NaN : slots[s] / uses[s];
        return slots;
    }
}
