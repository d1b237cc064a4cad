using Bess.Backtesting.Strategies.Planning;

namespace Bess.Backtesting.Strategies;

/// <summary>A fixed rule: full power into the cheapest hours of the last known day, full power out of the dearest, as many as fill the store once.</summary>
/// <remarks>No plan is made: what the store cannot take or give in the order of the day is left out. A day whose dear hours do not pay for losses and wear is idle.</remarks>
internal sealed class NaiveStrategy : IStrategy
{
    public string Name => "naive";

    public bool SeesFuture => false;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context)
    {
        var rules = new List<string>();
        var grid = PlanGrid.Of(context with { Settings = context.Settings with { Step = null } }, 1, rules);
        if (PriceViews.OfLastDays(context, context.Market.DayAhead, grid, 1, rules) is not { } prices)
            return EnergyPlans.Idle(context, rules);
        var (plant, hours) = (context.Plant, context.Grid.StepHours);
        var position = SpreadRule.Wanted(plant, prices, hours, context.Settings);
        var energies = SpreadRule.Cut(plant, position, hours);
        return new DayDecision
        {
            PositionMw = position,
            PlannedEnergyMwh = energies,
            ExpectedNet = EnergyPlans.Money(context, prices, position),
            Rules = rules,
        };
    }

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];
}
