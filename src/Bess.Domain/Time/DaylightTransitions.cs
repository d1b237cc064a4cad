namespace Bess.Domain.Time;

/// <summary>The two instants of a year at which a rule changes the clock.</summary>
internal static class DaylightTransitions
{
    public static bool IsDaylight(DaylightRule rule, TimeSpan standardOffset, DateTimeOffset instant)
    {
        if (rule == DaylightRule.None)
            return false;
        var year = (instant.UtcDateTime + standardOffset).Year;
        return rule == DaylightRule.EuropeanUnion
            ? instant >= Utc(LastSunday(year, 3), 1) && instant < Utc(LastSunday(year, 10), 1)
            : instant >= Utc(NthSunday(year, 3, 2), 2) - standardOffset && instant < Utc(NthSunday(year, 11, 1), 1) - standardOffset;
    }

    private static DateTimeOffset Utc(DateOnly date, int hour) => new(date.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    private static DateOnly LastSunday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private static DateOnly NthSunday(int year, int month, int ordinal)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (ordinal - 1)));
    }
}
