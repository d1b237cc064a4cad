using Bess.Backtesting.Strategies.Planning;
using Bess.Domain.Time;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Backtesting.Strategies;

/// <summary>Plans on the prices that came, a week ahead as far as they are there: a yardstick, not tradable.</summary>
/// <remarks>With reserve markets energy and reserve are planned together; else with a second price day-ahead and dispatch; else day-ahead alone.</remarks>
internal sealed class PerfectStrategy : IStrategy
{
    private const int Days = 7;

    private readonly EnergyPlans _plans = new();
    private readonly TwoStagePlanner _planner = new();
    private (DateOnly Day, double StartMwh, double[] DispatchMw)? _today;

    public string Name => "perfect";

    public bool SeesFuture => true;

    public bool Redispatches => true;

    public DayDecision Decide(DayContext context)
    {
        var rules = new List<string>();
        var grid = PlanGrid.Of(context, Days, rules);
        _today = null;
        if (PriceViews.OfForesight(context, context.Market.DayAhead, grid.Market) is not { } prices)
        {
            rules.Add("prices of the day are not all there: idle");
            return EnergyPlans.Idle(context, rules);
        }

        while (prices.AsSpan(0, grid.Market.Count).Contains(double.NaN))
            grid = PlanGrid.Of(context, grid.Clock.LocalDate(grid.Market.End - TimeSpan.FromTicks(1)).DayNumber - context.Day.DayNumber, rules);
        prices = prices[..grid.Market.Count];
        if (context.Settings.SellsReserve && context.Market.Reserves.Count > 0)
            return _plans.Plan(context, grid, prices, rules, Offers(context, grid));
        return context.Market.RealTime is { } second && context.Foresight!.Has(second)
            ? TwoStage(context, grid, prices, context.Foresight.Read(second, grid.Market), rules)
            : _plans.Plan(context, grid, prices, rules);
    }

    public double Dispatch(StepContext context)
    {
        if (_today is not { } today || today.Day != context.Day.Day || today.StartMwh != context.Day.Plant.InitialEnergyMwh)
        {
            Decide(context.Day);
            today = _today ?? (context.Day.Day, context.Day.Plant.InitialEnergyMwh, context.Decision.PositionMw);
            _today = today;
        }

        return today.DispatchMw[context.Step];
    }

    private DayDecision TwoStage(DayContext context, PlanGrid grid, double[] prices, double[] second, List<string> rules)
    {
        var fees = context.Market.Fees;
        // Where no second price came, none is traded: the first stands for it.
        var dispatchPrices = second.Select((price, t) => double.IsNaN(price) ? prices[t] : price).ToArray();
        var request = new TwoStageRequest
        {
            Plant = PlanPlant.Of(context, EnergyPlans.EndValueOf(context, grid, [prices]), rules),
            DayAhead = EnergyPlans.Sure(grid.Plan, grid.ToPlan(prices), context.Market.Currency, context.Foresight!.Instant),
            RealTime = EnergyPlans.Sure(grid.Plan, grid.ToPlan(dispatchPrices), context.Market.Currency, context.Foresight.Instant),
            DayAheadFeePerMwh = fees.DayAheadPerMwh,
            RealTimeFeePerMwh = fees.RealTimePerMwh,
            DeviationCostPerMwh = fees.DeviationPerMwh,
        };
        var plan = _planner.Plan(request);
        if (!plan.HasPlan)
        {
            rules.Add($"the plan ended {plan.Status}: day-ahead alone");
            return _plans.Plan(context, grid, prices, rules);
        }

        _today = (context.Day, context.Plant.InitialEnergyMwh, grid.ToDay(plan.DispatchMw[0]));
        return new DayDecision
        {
            PositionMw = grid.ToDay(plan.DayAheadMw),
            PlannedEnergyMwh = grid.EnergiesToDay(plan.EnergyMwh[0], context.Plant.InitialEnergyMwh),
            Rules = rules,
        };
    }

    private static ReserveOffer[] Offers(DayContext context, PlanGrid grid) => [.. context.Market.Reserves.Select(market => new ReserveOffer
    {
        Product = market.Product,
        PricePerMwHour = context.Foresight!.Has(market.PricePerMwHour) ? grid.ToPlan(context.Foresight.Read(market.PricePerMwHour, grid.Market)) : Nothing(grid.Plan),
    })];

    private static double[] Nothing(TimeGrid grid)
    {
        var nothing = new double[grid.Count];
        Array.Fill(nothing, double.NaN);
        return nothing;
    }
}
