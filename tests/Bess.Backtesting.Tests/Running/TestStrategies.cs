using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Backtesting.Tests.Running;

/// <summary>A strategy made of functions.</summary>
internal sealed class FunctionStrategy(Func<DayContext, DayDecision> decide, Func<StepContext, double>? dispatch = null, bool seesFuture = false) : IStrategy
{
    public string Name => "test";

    public bool SeesFuture => seesFuture;

    public bool Redispatches => dispatch is not null;

    public DayDecision Decide(DayContext context) => decide(context);

    public double Dispatch(StepContext context) => dispatch!(context);
}

internal static class TestStrategies
{
    public static IStrategy Idle { get; } = new FunctionStrategy(context => new DayDecision { PositionMw = new double[context.Grid.Count] });

    /// <summary>The same powers every day, cut or padded to the day's steps.</summary>
    public static IStrategy Fixed(params double[] powers) => new FunctionStrategy(
        context => new DayDecision { PositionMw = [.. Enumerable.Range(0, context.Grid.Count).Select(t => t < powers.Length ? powers[t] : 0)] });

    /// <summary>Plans each day on the prices that come, with the end free.</summary>
    public static IStrategy PerfectDay(bool sellsReserve = false)
    {
        var planner = new MultiMarketPlanner();
        return new FunctionStrategy(context => Plan(planner, context, context.Foresight!.Read(context.Market.DayAhead, context.Grid), sellsReserve), seesFuture: true);
    }

    /// <summary>Plans on the prices of the day before, in order of the hour.</summary>
    public static IStrategy Yesterday()
    {
        var planner = new MultiMarketPlanner();
        return new FunctionStrategy(context => Plan(planner, context, PricesOfYesterday(context.Known, context), false));
    }

    /// <summary>Holds the whole market and looks at the prices of the day.</summary>
    public static IStrategy LooksAhead(BacktestMarket market)
    {
        var planner = new MultiMarketPlanner();
        return new FunctionStrategy(context => Plan(planner, context, market.Series[market.DayAhead].On(context.Grid), false));
    }

    /// <summary>Sells what yesterday's prices say and in real time whatever the last known real-time price says.</summary>
    public static IStrategy RealTimeTrader(Func<StepContext, double> dispatch)
    {
        var planner = new MultiMarketPlanner();
        return new FunctionStrategy(context => Plan(planner, context, PricesOfYesterday(context.Known, context), false), dispatch);
    }

    private static double[] PricesOfYesterday(MarketView known, DayContext context)
    {
        var before = new TimeGrid(context.Grid.Start - TimeSpan.FromDays(1), context.Grid.Step, context.Grid.Count);
        return known.Read(context.Market.DayAhead, before);
    }

    private static DayDecision Plan(MultiMarketPlanner planner, DayContext context, double[] prices, bool sellsReserve)
    {
        if (prices.Any(double.IsNaN))
            return new DayDecision { PositionMw = new double[context.Grid.Count], Rules = ["test: prices missing, idle"] };
        var set = new ScenarioSet("test", Currency.Eur, context.Grid, prices, [1.0], context.Grid.Start, new Provenance("test", null, true));
        var plan = planner.Plan(new MultiMarketRequest
        {
            Plant = context.Plant with { End = EndOfHorizon.Worth(40) },
            Venues = [new EnergyVenue { Name = "day-ahead", Prices = set, FeePerMwh = context.Market.Fees.DayAheadPerMwh }],
            Reserves = sellsReserve
                ? [.. context.Market.Reserves.Select(one => new ReserveOffer { Product = one.Product, PricePerMwHour = context.Foresight!.Read(one.PricePerMwHour, context.Grid) })]
                : [],
        });
        return plan.HasPlan
            ? new DayDecision { PositionMw = plan.PowerMw, ReserveMw = plan.ReserveMw, PlannedEnergyMwh = plan.EnergyMwh }
            : new DayDecision { PositionMw = new double[context.Grid.Count], Rules = [$"test: {plan.Status}, idle"] };
    }
}
