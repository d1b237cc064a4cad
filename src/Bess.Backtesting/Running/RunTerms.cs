using Bess.Backtesting.Plant;
using Bess.Domain.Reserve;
using Bess.Domain.Time;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Running;

/// <summary>What a run reckons with, said once: products, settlement terms, blocks.</summary>
internal sealed record RunTerms(IReadOnlyList<ReserveProduct> Products, SettlementTerms Settlement)
{
    private const double AnyAmountMw = 1e-6;

    public static RunTerms Of(BacktestRequest request, bool redispatches)
    {
        var (market, wear) = (request.Market, RealPlant.WearOf(request.Plant));
        var fees = market.Fees;
        return new RunTerms([.. market.Reserves.Select(reserve => reserve.Product)], new SettlementTerms
        {
            DayAheadFeePerMwh = (decimal)fees.DayAheadPerMwh,
            RealTimeFeePerMwh = (decimal)fees.RealTimePerMwh,
            DeviationPerMwh = (decimal)fees.DeviationPerMwh,
            ThroughputWearPerMwh = (decimal)wear.ThroughputPerMwh,
            DischargeWearPerMwh = (decimal)wear.DischargedPerMwh,
            TradesRealTime = redispatches && market.RealTime is not null,
            Deviation = market.Deviation,
        });
    }

    /// <summary>The block of each step, counted in UTC.</summary>
    public static long[] Blocks(ReserveProduct product, TimeGrid grid)
    {
        var isStep = product.BlockHours <= grid.StepHours;
        return [.. Enumerable.Range(0, grid.Count).Select(t => isStep ? t : product.BlockOf(grid.StartOf(t)))];
    }

    /// <summary>The largest bid of a product that is no more than an amount.</summary>
    public static double Bid(ReserveProduct product, double amountMw)
    {
        var down = product.BidStepMw > 0 ? Math.Floor((amountMw / product.BidStepMw) + AnyAmountMw) * product.BidStepMw : amountMw;
        return down < product.MinimumBidMw - AnyAmountMw || down <= 0 ? 0 : down;
    }

    public static SettlementDay Quantities(DayOutcome day, IReadOnlyList<ReserveProduct> products, IReadOnlyList<double> depthWear) => new()
    {
        Step = day.Grid.Step,
        PositionMw = day.PositionMw,
        SetpointMw = day.SetpointMw,
        MeteredMw = day.MeteredMw,
        DayAheadPerMwh = day.DayAheadPricePerMwh,
        ShortagePerMwh = day.RealTimePricePerMwh,
        SurplusPerMwh = day.RealTimeSurplusPricePerMwh,
        DepthWear = depthWear,
        Reserves = [.. day.Reserves.Select(sale => Line(sale, products.First(one => one.Name == sale.Product), day.Grid))],
    };

    public static Dictionary<string, decimal> Streams(SettlementStatement statement)
    {
        var streams = new Dictionary<string, decimal>
        {
            [StreamName.DayAhead] = statement.DayAhead,
            [StreamName.RealTime] = statement.RealTime,
            [StreamName.Imbalance] = statement.Imbalance,
            [StreamName.Activation] = statement.Activation,
            [StreamName.Fees] = statement.Fees,
            [StreamName.Wear] = statement.Wear,
        };
        foreach (var (product, amount) in statement.Capacity)
            streams[StreamName.Reserve(product)] = amount;
        return streams;
    }

    private static ReserveLine Line(ReserveSale sale, ReserveProduct product, TimeGrid grid) => new()
    {
        Product = sale.Product,
        SoldMw = sale.CapacityMw,
        HeldMw = sale.HeldMw,
        PricePerMwHour = sale.PricePerMwHour,
        Blocks = Blocks(product, grid),
        ActivatedUpPerMw = (decimal)product.ActivatedUpPerSoldMw,
        ActivatedDownPerMw = (decimal)product.ActivatedDownPerSoldMw,
        ThroughputPerMw = (decimal)product.ThroughputPerSoldMw,
    };
}
