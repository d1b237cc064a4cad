using Bess.Backtesting.Strategies.Planning;

namespace Bess.Backtesting.Strategies;

/// <summary>Plans on the expected prices of the forecast over some days and uses the first.</summary>
/// <remarks>The price of a day-ahead position is linear in the price, so its expected value is all that counts of the forecast for one that is neutral to risk.</remarks>
internal sealed class ForecastStrategy(string name, int? days) : IStrategy
{
    private readonly EnergyPlans _plans = new();

    public string Name => name;

    public bool SeesFuture => false;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context)
    {
        var rules = new List<string>();
        var grid = PlanGrid.Of(context, days ?? context.Settings.HorizonDays, rules);
        if (PriceViews.OfForecast(context, context.Market.DayAhead, grid, rules) is not { } prices)
            return EnergyPlans.Idle(context, rules);
        if (context.Settings.UsesRanks)
            prices = PriceViews.ByRank(context, grid, prices, rules);
        return _plans.Plan(context, grid, prices, rules);
    }

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];
}
