using System.Globalization;

namespace Bess.Domain.Time;

/// <summary>The clock by which a market counts its days: a standard offset and a daylight rule.</summary>
/// <remarks>
/// A local market day has 23, 24 or 25 hours. The rules are those in force since 2007 and no time-zone data base is read, so
/// earlier dates may be wrong. Equality is by all members; immutable and thread-safe.
/// </remarks>
public sealed record MarketClock
{
    private static readonly TimeSpan DaylightShift = TimeSpan.FromHours(1);

    /// <summary>Creates a clock.</summary>
    /// <param name="name">A name for messages; not empty.</param>
    /// <param name="standardOffset">Local standard time minus UTC; whole minutes within ±14 hours.</param>
    /// <param name="daylightRule">When the clock is one hour ahead of that.</param>
    /// <exception cref="ArgumentException">When the name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">When the offset is not in whole minutes within ±14 hours, or the rule unknown.</exception>
    public MarketClock(string name, TimeSpan standardOffset, DaylightRule daylightRule)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (standardOffset.Duration() > TimeSpan.FromHours(14) || standardOffset.Ticks % TimeSpan.TicksPerMinute != 0)
            throw new ArgumentOutOfRangeException(nameof(standardOffset), standardOffset, "Expected whole minutes within ±14 hours.");
        if (!Enum.IsDefined(daylightRule))
            throw new ArgumentOutOfRangeException(nameof(daylightRule), daylightRule, "Expected a defined rule.");
        Name = name;
        StandardOffset = standardOffset;
        DaylightRule = daylightRule;
    }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>Local standard time minus UTC.</summary>
    public TimeSpan StandardOffset { get; }

    /// <summary>When the clock is one hour ahead of standard time.</summary>
    public DaylightRule DaylightRule { get; }

    /// <summary>UTC+1 with the European rule; also the clock of the coupled European day-ahead market.</summary>
    public static MarketClock CentralEuropean { get; } = new("Central European", TimeSpan.FromHours(1), DaylightRule.EuropeanUnion);

    /// <summary>Sweden: the same clock as <see cref="CentralEuropean"/>.</summary>
    public static MarketClock NordicSweden => CentralEuropean;

    /// <summary>UTC+0 with the European rule.</summary>
    public static MarketClock GreatBritain { get; } = new("Great Britain", TimeSpan.Zero, DaylightRule.EuropeanUnion);

    /// <summary>UTC+5:30 all year.</summary>
    public static MarketClock India { get; } = new("India", new TimeSpan(5, 30, 0), DaylightRule.None);

    /// <summary>UTC+10 all year: the market time of the Australian National Electricity Market.</summary>
    public static MarketClock AustraliaNem { get; } = new("Australian NEM", TimeSpan.FromHours(10), DaylightRule.None);

    /// <summary>UTC−6 with the rule of the United States.</summary>
    public static MarketClock UsCentral { get; } = new("US Central", TimeSpan.FromHours(-6), DaylightRule.UnitedStates);

    /// <summary>Local time minus UTC at an instant.</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>The standard offset, or one hour more in daylight time.</returns>
    public TimeSpan OffsetAt(DateTimeOffset instant) =>
        DaylightTransitions.IsDaylight(DaylightRule, StandardOffset, instant) ? StandardOffset + DaylightShift : StandardOffset;

    /// <summary>The local wall clock at an instant.</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>Date and time of kind Unspecified.</returns>
    public DateTime LocalTime(DateTimeOffset instant) =>
        DateTime.SpecifyKind(instant.UtcDateTime + OffsetAt(instant), DateTimeKind.Unspecified);

    /// <summary>The local market day to which an instant belongs.</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>The local date.</returns>
    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTime(instant));

    /// <summary>The instant at which the local wall clock shows a date and time.</summary>
    /// <remarks>A time that occurs twice means its first occurrence; a time that is skipped means the instant of the change.</remarks>
    /// <param name="date">Local date.</param>
    /// <param name="time">Local time of day.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset InstantOf(DateOnly date, TimeOnly time)
    {
        var wall = date.ToDateTime(time);
        var inStandard = new DateTimeOffset(wall, TimeSpan.Zero) - StandardOffset;
        var inDaylight = inStandard - DaylightShift;
        if (OffsetAt(inDaylight) != StandardOffset)
            return inDaylight;
        return OffsetAt(inStandard) == StandardOffset ? inStandard : ChangeBetween(inDaylight, inStandard);
    }

    /// <summary>First instant of a local market day.</summary>
    /// <param name="date">Local date.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset StartOfDay(DateOnly date) => InstantOf(date, TimeOnly.MinValue);

    /// <summary>A local market day from its midnight to the next: 23, 24 or 25 hours.</summary>
    /// <param name="date">Local date.</param>
    /// <param name="step">Length of the intervals; must divide the day.</param>
    /// <returns>The grid of the day, UTC.</returns>
    /// <exception cref="ArgumentException">When the step is not above zero or does not divide the day.</exception>
    public TimeGrid Day(DateOnly date, TimeSpan step) => Days(date, date, step);

    /// <summary>Several local market days on end.</summary>
    /// <param name="first">First local date, included.</param>
    /// <param name="last">Last local date, included; not before the first.</param>
    /// <param name="step">Length of the intervals; must divide the span.</param>
    /// <returns>The grid from the midnight of the first to the end of the last day, UTC.</returns>
    /// <exception cref="ArgumentException">When the last date is before the first, or the step not above zero or no divisor.</exception>
    public TimeGrid Days(DateOnly first, DateOnly last, TimeSpan step)
    {
        if (last < first)
            throw new ArgumentException($"Expected a last day not before {first:O}, was {last:O}.", nameof(last));
        var start = StartOfDay(first);
        var length = StartOfDay(last.AddDays(1)) - start;
        if (step <= TimeSpan.Zero || length.Ticks % step.Ticks != 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected a step > 0 that divides {length.TotalHours} h, was {step:c}."), nameof(step));
        }

        return new TimeGrid(start, step, (int)(length.Ticks / step.Ticks));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private DateTimeOffset ChangeBetween(DateTimeOffset before, DateTimeOffset after)
    {
        // Changes fall on whole minutes, and the two instants are one hour apart.
        while (after - before > TimeSpan.FromMinutes(1))
        {
            var middle = before + TimeSpan.FromMinutes(Math.Floor((after - before).TotalMinutes / 2));
            if (OffsetAt(middle) == OffsetAt(before))
                before = middle;
            else
                after = middle;
        }

        return new DateTimeOffset(after.Ticks - (after.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }
}
