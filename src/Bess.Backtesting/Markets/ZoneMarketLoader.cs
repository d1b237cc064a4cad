using Bess.Domain;
using Bess.Markets.Sources.Csv;

namespace Bess.Backtesting.Markets;

/// <summary>Reads a market from a folder of zones, by names of columns alone: no zone is known to it.</summary>
/// <remarks>
/// <para>Day-ahead is the zone's first day-ahead price; a zone without an auction has its longest price in that part, and then no second one.</para>
/// <para>Real time is the first of <see cref="RealTimeColumns"/> whose values overlap the day-ahead price in time. Shortage and surplus priced apart are both read.</para>
/// <para>Reserve markets are the columns of <see cref="ReserveColumns"/> in the folders of zone and country that overlap the day-ahead price.</para>
/// <para>Prices in another currency than the day-ahead price are converted at the reference rates of the folder <c>fx</c>; without rates that is a fault.</para>
/// </remarks>
public static class ZoneMarketLoader
{
    /// <summary>Loads a market.</summary>
    /// <param name="marketFolder">The folder of all zones, for example the value of <c>BESS_MARKET_DIR</c>.</param>
    /// <param name="zoneName">Name of a subfolder in any case, or a name that the catalogue knows for it.</param>
    /// <param name="options">What the caller says about it; null for defaults.</param>
    /// <returns>The market, or all faults.</returns>
    public static Validated<BacktestMarket> Load(string marketFolder, string zoneName, ZoneMarketOptions? options = null)
    {
        options ??= new ZoneMarketOptions();
        var read = ZoneFolder.Read(marketFolder, zoneName, options.Clock);
        return read.TryGet(out var zone)
            ? new ZoneMarketReading(marketFolder, zone, options).Build()
            : Validated<BacktestMarket>.FromFaults(read.Faults);
    }
}
