using Bess.Domain.Time;

namespace Bess.Forecasting.Features;

/// <summary>Starts of local days in ticks and the wall-clock hour of each of their hours; computed once a day.</summary>
internal sealed class DayCalendar(MarketClock clock)
{
    /// <summary>Hours of the wall clock.</summary>
    public const int Slots = 24;

    private readonly Dictionary<int, (long Start, long End, byte[] SlotOfHour)> _days = [];
    private readonly Lock _lock = new();

    public MarketClock Clock => clock;

    /// <summary>A local day: its start and end in UTC ticks and the wall-clock hour in which each of its 23, 24 or 25 hours begins.</summary>
    public (long Start, long End, byte[] SlotOfHour) Day(int dayNumber)
    {
        lock (_lock)
        {
            if (!_days.TryGetValue(dayNumber, out var day))
                _days.Add(dayNumber, day = Make(dayNumber));
            return day;
        }
    }

    private (long Start, long End, byte[] SlotOfHour) Make(int dayNumber)
    {
        var grid = clock.Day(DateOnly.FromDayNumber(dayNumber), TimeSpan.FromHours(1));
        var slots = new byte[grid.Count];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = (byte)clock.LocalTime(grid.StartOf(i)).Hour;
        return (grid.Start.UtcTicks, grid.End.UtcTicks, slots);
    }
}
