using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Backtesting.Markets;

/// <summary>A market without its data: names of series and rules.</summary>
/// <param name="Zone">Name of the zone.</param>
/// <param name="Clock">Clock of the days.</param>
/// <param name="Currency">Of all prices.</param>
/// <param name="DayAhead">The day-ahead price.</param>
/// <param name="RealTime">The second price; null when there is none.</param>
/// <param name="Reserves">Reserve markets.</param>
/// <param name="Fees">Fees.</param>
public sealed record MarketRules(
    string Zone, MarketClock Clock, Currency Currency, SeriesId DayAhead, SeriesId? RealTime, IReadOnlyList<ReserveMarket> Reserves, MarketFees Fees)
{
    /// <summary>What a surplus is paid, where shortage and surplus are priced apart; <see cref="RealTime"/> is then what a shortage pays. Null for one price.</summary>
    public SeriesId? RealTimeSurplus { get; init; }

    /// <summary>The rules of a market.</summary>
    /// <param name="market">The market.</param>
    public static MarketRules Of(BacktestMarket market)
    {
        ArgumentNullException.ThrowIfNull(market);
        return new MarketRules(market.Zone, market.Clock, market.Currency, market.DayAhead, market.RealTime, market.Reserves, market.Fees)
        {
            RealTimeSurplus = market.RealTimeSurplus,
        };
    }
}
