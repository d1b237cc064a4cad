using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Plans on prices that are taken as they are: energy, and reserve where prices of it are given.</summary>
internal sealed class EnergyPlans
{
    private static readonly Provenance Made = new("bess strategy", "prices of a plan", Synthetic: false);

    private readonly MultiMarketPlanner _planner = new();

    /// <summary>Nothing at all.</summary>
    public static DayDecision Idle(DayContext context, IReadOnlyList<string> rules, double expected = double.NaN) => new()
    {
        PositionMw = new double[context.Grid.Count],
        ReserveMw = [.. context.Market.Reserves.Select(_ => new double[context.Grid.Count])],
        ExpectedNet = expected,
        Rules = rules,
    };

    /// <summary>Prices as a set of one scenario.</summary>
    public static ScenarioSet Sure(TimeGrid grid, IReadOnlyList<double> prices, Currency currency, DateTimeOffset knownAt) =>
        new("expected", currency, grid, [.. prices], [1.0], knownAt, Made);

    /// <summary>A plan.</summary>
    /// <param name="context">The day.</param>
    /// <param name="grid">The intervals.</param>
    /// <param name="prices">Expected day-ahead prices in the market's step.</param>
    /// <param name="rules">Takes the rules that were applied.</param>
    /// <param name="offers">Reserve offers on the plan's grid, one a market; null for none.</param>
    /// <param name="paths">Price paths of the plan's grid in place of the expected prices; null for these.</param>
    public DayDecision Plan(
        DayContext context, PlanGrid grid, double[] prices, List<string> rules, IReadOnlyList<ReserveOffer>? offers = null, ScenarioSet? paths = null)
    {
        var planned = grid.ToPlan(prices);
        var plant = PlanPlant.Of(context, EndValueOf(context, grid, [prices]), rules);
        var request = new MultiMarketRequest
        {
            Plant = plant,
            Venues = [new EnergyVenue
            {
                Name = context.Market.DayAhead.Name,
                Prices = paths ?? Sure(grid.Plan, planned, context.Market.Currency, context.Known.Instant),
                FeePerMwh = context.Market.Fees.DayAheadPerMwh,
            }],
            Reserves = offers ?? [],
            MarginMwh = offers is null ? null : ReserveMargin.Of(context, grid, plant),
            Risk = paths is null ? default : context.Settings.Risk,
        };
        var plan = _planner.Plan(request);
        if (!plan.HasPlan && request.MarginMwh is not null)
        {
            rules.Add($"the plan with a margin of energy ended {plan.Status}: planned without the margin");
            plan = _planner.Plan(request with { MarginMwh = null });
        }

        if (!plan.HasPlan)
        {
            rules.Add($"the plan ended {plan.Status}: idle");
            return Idle(context, rules);
        }

        var reserve = offers is null ? [] : plan.ReserveMw.Select(grid.ToDay).ToArray();
        var position = grid.ToDay(plan.PowerMw);
        return new DayDecision
        {
            PositionMw = position,
            ReserveMw = reserve,
            PlannedEnergyMwh = grid.EnergiesToDay(plan.EnergyMwh, plant.InitialEnergyMwh),
            ExpectedNet = Money(context, prices, position) + ReserveMoney(grid, offers, plan),
            Rules = rules,
        };
    }

    /// <summary>Value of the energy at the end of the plan: what its last day would earn with it if it came again.</summary>
    public static IReadOnlyList<EnergyValueSegment> EndValueOf(DayContext context, PlanGrid grid, IReadOnlyList<double[]> paths)
    {
        var last = grid.Clock.StartOfDay(grid.Clock.LocalDate(grid.Market.End - TimeSpan.FromTicks(1)));
        var first = grid.Market.IndexOf(last);
        return EnergyValue.Of(context.Plant, [.. paths.Select(path => path[first..grid.Market.Count])], grid.Market.StepHours);
    }

    /// <summary>Expected net of a position: energy, fees and wear by throughput.</summary>
    public static double Money(DayContext context, IReadOnlyList<double> prices, double[] position)
    {
        var wear = context.Plant.Wear ?? new WearCost { ThroughputPerMwh = context.Plant.Battery.DegradationCost.PerMwh };
        var money = 0.0;
        for (var t = 0; t < position.Length; t++)
        {
            money += (prices[t] * position[t]) - ((context.Market.Fees.DayAheadPerMwh + wear.ThroughputPerMwh) * Math.Abs(position[t]))
                - (wear.DischargedPerMwh * Math.Max(0, position[t]));
        }

        return money * context.Grid.StepHours;
    }

    private static double ReserveMoney(PlanGrid grid, IReadOnlyList<ReserveOffer>? offers, MultiMarketPlan plan)
    {
        var money = 0.0;
        for (var k = 0; offers is not null && k < offers.Count; k++)
        {
            for (var t = 0; t < grid.Day.Count / grid.Coarseness; t++)
                money += plan.ReserveMw[k][t] > 0 ? plan.ReserveMw[k][t] * offers[k].PricePerMwHour[t] * grid.Plan.StepHours : 0;
        }

        return money;
    }
}
