using Bess.Backtesting.Strategies.Planning;

namespace Bess.Backtesting.Strategies;

/// <summary>Plans on the mean of the last known days as if it came again.</summary>
internal sealed class CurveStrategy(string name, int days) : IStrategy
{
    private readonly EnergyPlans _plans = new();

    public string Name => name;

    public bool SeesFuture => false;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context)
    {
        var rules = new List<string>();
        var grid = PlanGrid.Of(context, context.Settings.HorizonDays, rules);
        return PriceViews.OfLastDays(context, context.Market.DayAhead, grid, days, rules) is { } prices
            ? _plans.Plan(context, grid, prices, rules)
            : EnergyPlans.Idle(context, rules);
    }

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];
}
