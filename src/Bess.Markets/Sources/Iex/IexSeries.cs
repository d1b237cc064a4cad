using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Iex;

/// <summary>Names and publication of the exchange's series: <c>IN_IEX/dam_inr_per_mwh</c>, <c>IN_IEX/rtm_mcv_mw</c> and so on.</summary>
internal static class IexSeries
{
    public const string Publisher = "Indian Energy Exchange";
    public static readonly TimeSpan Block = TimeSpan.FromMinutes(15);
    public static readonly MarketClock Clock = MarketClock.India;

    // Stem and suffix of each column, by the publisher's names.
    private static readonly (string Suffix, string[] Columns)[] Known =
    [
        ("inr_per_mwh", ["MCP (Rs/MWh) *", "MCP (Rs/MWh)"]), ("purchase_bid_mw", ["Purchase Bid (MW)"]),
        ("sell_bid_mw", ["Sell Bid (MW)", "Total Sell Bid (MW)"]), ("mcv_mw", ["MCV (MW)", "Total MCV (MW)"]),
        ("final_scheduled_mw", ["Final Scheduled Volume (MW)", "Total FSV (MW)"]),
    ];

    public static SeriesId Id(IexMarket market, string suffix) => new(
        BiddingZone.InIex.Name, $"{market switch { IexMarket.DayAhead => "dam", IexMarket.RealTime => "rtm", _ => "gdam" }}_{suffix}");

    /// <summary>
    /// Day-ahead markets: <see cref="DayAhead.PublicationRule.DayAheadOf"/>. Real-time: 48 sessions a day, whose bids close one hour
    /// before delivery; 30 minutes before each block, chosen late on purpose and not taken from a rule book.
    /// </summary>
    public static Publication Publication(IexMarket market) => market == IexMarket.RealTime
        ? Documents.Publication.BeforeStart(TimeSpan.FromMinutes(30))
        : Documents.Publication.DayAhead(BiddingZone.InIex);

    /// <summary>The columns of a table that are read; without a price column a fault.</summary>
    public static List<(int Index, SeriesColumn Column)> Columns(DelimitedTable table, IexMarket market, AnswerBuilder builder)
    {
        var columns = new List<(int, SeriesColumn)>();
        foreach (var (suffix, names) in Known)
        {
            var index = columns.Count == 0 ? table.Require(names) : table.Find(names);
            if (index >= 0)
                columns.Add((index, builder.Series(Id(market, suffix), Publication(market), table.Header[index])));
            else if (columns.Count == 0)
                break;
        }

        return columns;
    }

    /// <summary>A local time as an instant; India keeps one offset all year.</summary>
    public static DateTimeOffset Instant(DateTime local) => new DateTimeOffset(local, Clock.StandardOffset).ToUniversalTime();
}
