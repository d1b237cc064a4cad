using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Elexon;

/// <summary>British settlement periods: half hours of a local day counted from 1, 46, 48 or 50 of them.</summary>
internal static class SettlementPeriod
{
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Number of periods of a settlement day.</summary>
    public static int CountOf(DateOnly day) => MarketClock.GreatBritain.Day(day, Length).Count;

    /// <summary>Start of a period, or null with what would have been right.</summary>
    public static DateTimeOffset? StartOf(DateOnly day, double period, out string expected)
    {
        var count = CountOf(day);
        expected = string.Create(CultureInfo.InvariantCulture, $"a settlement period 1 … {count} of {day:yyyy-MM-dd}");
        return period >= 1 && period <= count && period == Math.Floor(period)
            ? MarketClock.GreatBritain.StartOfDay(day) + (Length * (period - 1))
            : null;
    }
}
