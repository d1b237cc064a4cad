using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store.Coverage;

/// <summary>The step of a series on a day of which nothing is known, where the market's rules say it.</summary>
internal static class UsualStep
{
    // First day of delivery in quarters of an hour in the European day-ahead coupling.
    private static readonly DateOnly QuarterHours = new(2025, 10, 1);

    private static readonly (string Beginning, MarketClock Clock, int Minutes)[] Rules =
    [
        ("imbalance_", MarketClock.CentralEuropean, 15),
        ("system_price_", MarketClock.GreatBritain, 30), ("market_index_", MarketClock.GreatBritain, 30),
        ("rtm_", MarketClock.India, 15),
    ];

    public static TimeSpan? Of(SeriesId id, MarketClock clock, DateOnly day)
    {
        if (clock == MarketClock.CentralEuropean && id.Name.StartsWith("day_ahead_", StringComparison.Ordinal))
            return day < QuarterHours ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(15);
        foreach (var (beginning, of, minutes) in Rules)
        {
            if (of == clock && id.Name.StartsWith(beginning, StringComparison.Ordinal))
                return TimeSpan.FromMinutes(minutes);
        }

        return null;
    }
}
