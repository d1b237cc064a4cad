using Bess.Backtesting.Strategies;
using Bess.Backtesting.Strategies.Planning;
using Bess.Domain;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Connections;

/// <summary>Decides a day of several batteries behind one connection with one plan.</summary>
/// <remarks>
/// Energy at the end of a plan is worth what the battery's share of the connection could make of it, as when each plans alone: so the
/// plan of all together differs from those by the connection only, and is worth no less.
/// </remarks>
internal sealed class SharedDesk(string strategy, IReadOnlyList<double> sharesMw, double limitMw)
{
    private const int WeekDays = 7;

    private readonly SharedConnectionPlanner _planner = new();

    /// <summary>Strategies that can be planned together: those of one plan on one price.</summary>
    public static IReadOnlyDictionary<string, int> HorizonDays { get; } = new Dictionary<string, int>
    {
        ["deterministic"] = 1,
        ["rolling"] = 2,
        ["multi-day"] = WeekDays,
        ["perfect"] = WeekDays,
    };

    /// <summary>Whether it is given the prices that came.</summary>
    public bool SeesFuture => strategy == "perfect";

    /// <summary>The decisions, one a context.</summary>
    /// <param name="contexts">The same day for each battery.</param>
    public IReadOnlyList<DayDecision> Decide(IReadOnlyList<DayContext> contexts)
    {
        var shared = new List<string>();
        if (Prices(contexts[0], shared) is not { } known)
            return [.. contexts.Select(context => EnergyPlans.Idle(context, shared))];
        var (grid, prices) = known;
        var rules = contexts.Select(_ => new List<string>(shared)).ToArray();
        var plan = _planner.Plan(new SharedConnectionRequest
        {
            Plants = [.. contexts.Select((context, i) => PlanPlant.Of(context, EndValue(context, i, grid, prices), rules[i]))],
            Grid = grid.Plan,
            PricePerMwh = grid.ToPlan(prices),
            FeePerMwh = contexts[0].Market.Fees.DayAheadPerMwh,
            LimitMw = limitMw,
        });
        return [.. contexts.Select((context, i) => plan.HasPlan ? Decision(i) : EnergyPlans.Idle(context, [.. rules[i], $"the shared plan ended {plan.Status}: idle"]))];

        DayDecision Decision(int i)
        {
            var position = grid.ToDay(plan.PowerMw[i]);
            return new DayDecision
            {
                PositionMw = position,
                ReserveMw = [.. contexts[i].Market.Reserves.Select(_ => new double[position.Length])],
                PlannedEnergyMwh = grid.EnergiesToDay(plan.EnergyMwh[i], contexts[i].Plant.InitialEnergyMwh),
                ExpectedNet = EnergyPlans.Money(contexts[i], prices, position),
                Rules = rules[i],
            };
        }
    }

    private IReadOnlyList<EnergyValueSegment> EndValue(DayContext context, int i, PlanGrid grid, double[] prices) =>
        EnergyPlans.EndValueOf(context with { Plant = ConnectionShare.Cut(context.Plant, sharesMw[i]) }, grid, [prices]);

    private (PlanGrid Grid, double[] Prices)? Prices(DayContext context, List<string> rules)
    {
        var grid = PlanGrid.Of(context, HorizonDays[strategy], rules);
        if (!SeesFuture)
            return PriceViews.OfForecast(context, context.Market.DayAhead, grid, rules) is { } expected ? (grid, expected) : null;
        if (PriceViews.OfForesight(context, context.Market.DayAhead, grid.Market) is not { } came)
        {
            rules.Add("prices of the day are not all there: idle");
            return null;
        }

        var days = HorizonDays[strategy];
        while (came.AsSpan(0, grid.Market.Count).Contains(double.NaN))
            grid = PlanGrid.Of(context, --days, rules);
        return (grid, came[..grid.Market.Count]);
    }

    /// <summary>The fault of a strategy that cannot be planned together; null for one that can.</summary>
    public static Fault? Check(string strategy) => HorizonDays.ContainsKey(strategy)
        ? null
        : new Fault("", "strategy", $"one of {string.Join(", ", HorizonDays.Keys)} behind a shared connection", $"'{strategy}'");
}
