using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>Reads the market of an order and says what is to be run.</summary>
public static class BacktestInputs
{
    /// <summary>Reads everything.</summary>
    /// <param name="order">What was asked for.</param>
    /// <returns>The run, or all faults: by field, or by place in the file that the field came from.</returns>
    public static Validated<LoadedBacktest> Load(BacktestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var options = new ZoneMarketOptions
        {
            RealTime = order.RealTime == BacktestOrder.Off ? null : order.RealTime,
            UsesRealTime = order.RealTime != BacktestOrder.Off,
            UsesReserves = order.SellsReserve,
            Fees = new MarketFees(order.DayAheadFeePerMwh ?? 0, order.RealTimeFeePerMwh ?? 0, order.DeviationCostPerMwh ?? 0),
            Clock = order.Clock is { } clock ? BacktestOrder.Clocks[clock] : null,
            Gate = order.Gate,
        };
        var market = ZoneMarketLoader.Load(order.MarketPath, order.Zone, options);
        var loaded = market.TryGet(out var found)
            ? BacktestDefaults.Days(found, order.From, order.To).Bind(days => Of(order, found, days.From, days.To))
            : Validated<LoadedBacktest>.FromFaults(market.Faults.Select(Named));
        return loaded.IsValid ? loaded : Validated<LoadedBacktest>.FromFaults(loaded.Faults.Select(fault => Located(fault, order)));
    }

    private static Validated<LoadedBacktest> Of(BacktestOrder order, BacktestMarket market, DateOnly from, DateOnly to)
    {
        var files = MarketFiles.Of(order.MarketPath, market);
        if (BacktestStrategies.Check(order.Strategy, order.Site is not null) is { } unknown)
            return Validated<LoadedBacktest>.FromFault(unknown);
        var request = new BacktestRequest
        {
            Market = market,
            Plant = order.Plant,
            Reality = order.Reality,
            From = from,
            To = to,
            Strategy = order.Strategy,
            Settings = order.Settings,
        };
        var loaded = new LoadedBacktest(request, files, MarketFiles.AnySynthetic(files), market.Notes);
        return order.Site is not { } file ? Validated<LoadedBacktest>.FromValue(loaded) : SiteInputs.Of(file, market).Map(site =>
        {
            var asked = new SiteRequest { Market = market, Site = site, Reality = order.Reality, From = from, To = to, Strategy = order.Strategy, Seed = order.Seed };
            return loaded with { Request = asked.ToBacktest(), Site = asked };
        });
    }

    // Settings whose faults the loader locates in the zone are those of the order.
    private static Fault Named(Fault fault) => fault.Field switch
    {
        "market folder" => fault with { Location = "", Field = "marketFolder" },
        "realTime" => fault with { Location = "" },
        _ => fault,
    };

    private static Fault Located(Fault fault, BacktestOrder order) => fault.Location.Length == 0 && order.Origins.TryGetValue(fault.Field, out var origin)
        ? fault with { Location = origin.Location, Field = origin.Field }
        : fault;
}
