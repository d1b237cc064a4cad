using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Plants;

/// <summary>The money that planners state for their plans.</summary>
internal static class PlanMoney
{
    public static MoneyClaim Of(TwoStagePlan plan, TwoStageRequest request, int scenario)
    {
        var (x, y) = (plan.DayAheadMw, plan.DispatchMw[scenario]);
        return Sum(request.Plant, request.Hours, y, [], [
            Market("day-ahead", x, request.DayAheadPrices(scenario).ToArray(), request.DayAheadFeePerMwh, request.Hours),
            Market(
                "real time", [.. y.Select((power, t) => power - x[t])], request.RealTime.PricesPerMwh(scenario).ToArray(),
                request.RealTimeFeePerMwh + request.DeviationCostPerMwh, request.Hours),
        ]);
    }

    public static MoneyClaim Of(MultiMarketPlan plan, MultiMarketRequest request) => Sum(
        request.Plant, request.Hours, plan.PowerMw, [.. request.Reserves.Select((offer, k) => (offer, plan.ReserveMw[k], Reserve(request, offer, plan.ReserveMw[k])))],
        [.. request.Venues.Select((venue, m) => Market(venue.Name, plan.VenueMw[m], venue.Prices.ExpectedPricesPerMwh(), venue.FeePerMwh, request.Hours))]);

    public static MoneyClaim Of(ConnectionPlan plan, ConnectionRequest request) => Sum(request.Plant, request.Grid.StepHours, plan.PowerMw, [], [
        Market("import", [.. plan.ImportMw.Select(import => -import)], request.ImportPricePerMwh, 0, request.Grid.StepHours),
        Market("export", plan.ExportMw, request.ExportPricePerMwh, 0, request.Grid.StepHours),
    ]);

    private static MarketMoney Market(string name, double[] position, IReadOnlyList<double> price, double fee, double hours) => new()
    {
        Name = name,
        PositionMw = position,
        PricePerMwh = price,
        FeePerMwh = fee,
        Revenue = hours * position.Select((power, t) => power * price[t]).Sum(),
    };

    private static ReserveMoney Reserve(MultiMarketRequest request, ReserveOffer offer, double[] sold)
    {
        var mean = request.Venues[0].Prices.ExpectedPricesPerMwh();
        var (up, down) = (offer.UpwardEnergyPricePerMwh ?? mean, offer.DownwardEnergyPricePerMwh ?? mean);
        var product = offer.Product;
        return new ReserveMoney
        {
            PricePerMwHour = offer.PricePerMwHour,
            UpwardEnergyPricePerMwh = up,
            DownwardEnergyPricePerMwh = down,
            Revenue = request.Hours * sold.Select((amount, t) => amount == 0 ? 0
                : amount * (offer.PricePerMwHour[t] + (product.ActivatedUpPerSoldMw * up[t]) - (product.ActivatedDownPerSoldMw * down[t]))).Sum(),
        };
    }

    private static MoneyClaim Sum(
        StoragePlant plant, double hours, double[] power, (ReserveOffer Offer, double[] Sold, ReserveMoney Money)[] reserves, MarketMoney[] markets)
    {
        var wear = plant.WearInForce;
        var worn = power.Sum(p => (wear.ThroughputPerMwh * Math.Abs(p)) + (wear.DischargedPerMwh * Math.Max(0, p)));
        foreach (var (offer, sold, _) in reserves)
        {
            var product = offer.Product;
            var perSold = (wear.ThroughputPerMwh * (product.ThroughputPerSoldMw + product.ActivatedUpPerSoldMw + product.ActivatedDownPerSoldMw))
                + (wear.DischargedPerMwh * product.ActivatedUpPerSoldMw);
            worn += perSold * sold.Sum();
        }

        var fees = hours * markets.Sum(market => market.FeePerMwh * market.PositionMw.Sum(Math.Abs));
        return new MoneyClaim
        {
            Markets = markets,
            Reserves = [.. reserves.Select(reserve => reserve.Money)],
            ThroughputWearPerMwh = wear.ThroughputPerMwh,
            DischargedWearPerMwh = wear.DischargedPerMwh,
            Fees = fees,
            Wear = hours * worn,
            Total = markets.Sum(market => market.Revenue) + reserves.Sum(reserve => reserve.Money.Revenue) - fees - (hours * worn),
        };
    }
}
