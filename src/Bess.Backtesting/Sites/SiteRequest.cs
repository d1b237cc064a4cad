using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain.Series;

namespace Bess.Backtesting.Sites;

/// <summary>A site that is to be run through past days.</summary>
public sealed record SiteRequest
{
    /// <summary>The zone with its prices and the series that roof and load follow.</summary>
    public required BacktestMarket Market { get; init; }

    /// <summary>The site.</summary>
    public required Site Site { get; init; }

    /// <summary>The battery as it really is. Default: a little worse than planned.</summary>
    public PlantSettings Reality { get; init; } = new();

    /// <summary>First local day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last local day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Name of the strategy: <see cref="SiteStrategies"/>. Default: rolling.</summary>
    public string Strategy { get; init; } = SiteStrategies.Rolling;

    /// <summary>Seed of the leakage check. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The run as ledgers and figures know it: the zone has one price and no other market.</summary>
    public BacktestRequest ToBacktest()
    {
        var used = new HashSet<SeriesId?> { Market.DayAhead, Site.Solar?.Series, Site.Load?.Series };
        return new BacktestRequest
        {
            Market = Market with
            {
                RealTime = null,
                RealTimeSurplus = null,
                Reserves = [],
                Fees = new MarketFees(),
                Features = [],
                Series = Market.Series.Where(pair => used.Contains(pair.Key)).ToDictionary(),
            },
            Plant = Site.Plant,
            Reality = Reality,
            From = From,
            To = To,
            Strategy = Strategy,
            Settings = new StrategySettings { Seed = Seed },
        };
    }
}
