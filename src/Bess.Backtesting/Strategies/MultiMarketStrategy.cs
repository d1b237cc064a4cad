using Bess.Backtesting.Strategies.Planning;
using Bess.Scheduling.Reserve;

namespace Bess.Backtesting.Strategies;

/// <summary>Plans energy and reserve together on forecasts of all prices over some days and uses the first.</summary>
/// <remarks>With a weight on risk the day-ahead price is a set of paths, and reserve prices their expected values.</remarks>
internal sealed class MultiMarketStrategy : IStrategy
{
    private readonly EnergyPlans _plans = new();

    public string Name => "multi-market";

    public bool SeesFuture => false;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context)
    {
        var rules = new List<string>();
        var grid = PlanGrid.Of(context, context.Settings.HorizonDays, rules);
        if (PriceViews.OfForecast(context, context.Market.DayAhead, grid, rules) is not { } prices)
            return EnergyPlans.Idle(context, rules);
        if (context.Settings.UsesRanks)
            prices = PriceViews.ByRank(context, grid, prices, rules);
        var paths = context.Settings.Risk.Lambda > 0 ? PathViews.DayAhead(context, grid, rules) : null;
        return _plans.Plan(context, grid, prices, rules, Offers(context, grid, rules), paths);
    }

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];

    // One offer a market, in its order; where no price is known nothing is sold.
    private static ReserveOffer[] Offers(DayContext context, PlanGrid grid, List<string> rules)
    {
        if (!context.Settings.SellsReserve)
            return [];
        return [.. context.Market.Reserves.Select(market =>
        {
            var prices = PriceViews.OfForecast(context, market.PricePerMwHour, grid, rules);
            if (prices is null)
                rules.Add($"no price of {market.Product.Name}: none is sold");
            return new ReserveOffer { Product = market.Product, PricePerMwHour = prices is null ? Nothing(grid) : grid.ToPlan(prices) };
        })];
    }

    private static double[] Nothing(PlanGrid grid)
    {
        var nothing = new double[grid.Plan.Count];
        Array.Fill(nothing, double.NaN);
        return nothing;
    }
}
