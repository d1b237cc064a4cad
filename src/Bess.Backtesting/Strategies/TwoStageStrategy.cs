using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Strategies.Planning;
using Bess.Domain.Assets;
using Bess.Scheduling.Plants;
using Bess.Scheduling.TwoStage;

namespace Bess.Backtesting.Strategies;

/// <summary>Decides day-ahead over joint price paths with recourse, and in the day departs from its position where that is expected to pay.</summary>
/// <remarks>
/// <para>
/// A scenario's recourse knows its whole path, which nobody does in the day. Paths of the second price therefore hold only what of
/// them will be foreseen, and planning and dispatch charge each MWh of deviation a hurdle, a share of the standard deviation of the
/// second price about the first: naive recourse loses money. Where shortage and surplus are priced apart, half their usual gap comes to it.
/// </para>
/// <para>
/// Over several days the extensive form is planned over paths of all of them, its first day is used, and the next day is planned again
/// from the energy that is then expected. A plan of a week has steps of an hour at least.
/// </para>
/// <para>In a market of one price it is a plan over paths, which differs from one on expected prices only by the weight on risk.</para>
/// </remarks>
/// <param name="name">Name in the catalogue.</param>
/// <param name="risk">Weight on the worst outcomes.</param>
/// <param name="days">Days that a plan looks ahead.</param>
/// <param name="isOnMean">Whether the position rests on the mean of the scenarios, as if it were sure (the expected value problem of Birge and Louveaux 2011, section 4.2).</param>
internal sealed class TwoStageStrategy(string name, RiskPreference risk, int days = 1, bool isOnMean = false) : IStrategy
{
    /// <summary>Share of the standard deviation of the second price that a deviation must promise.</summary>
    private const double HurdleShare = 0.5;

    private const int LongDays = 3;
    private static readonly TimeSpan LongStep = TimeSpan.FromHours(1);

    private readonly EnergyPlans _plans = new();
    private readonly TwoStagePlanner _planner = new();
    private (DateOnly Day, SpreadKnowledge? Spread)? _today;

    public string Name => name;

    public bool SeesFuture => false;

    public bool Redispatches => true;

    public DayDecision Decide(DayContext context)
    {
        var day = DayOf(context);
        var rules = new List<string>();
        var grid = PlanGrid.Of(day, days, rules);
        if (PriceViews.OfForecast(day, day.Market.DayAhead, grid, rules) is not { } prices)
            return EnergyPlans.Idle(day, rules);
        if (day.Market.RealTime is null || SpreadOf(context) is not { } spread)
        {
            if (day.Market.RealTime is not null)
                rules.Add("too little known of the second price: day-ahead alone");
            return _plans.Plan(day, grid, prices, rules, null, risk.Lambda > 0 ? PathViews.DayAhead(day, grid, rules) : null);
        }

        if (RequestOf(day, grid, prices, spread, rules) is not { } scenarios)
            return _plans.Plan(day, grid, prices, rules);
        var request = isOnMean ? ValueOfInformation.OnMean(scenarios) : scenarios;
        var plan = _planner.Plan(request);
        if (plan.HasPlan)
            return Decision(grid, plan, request, rules);
        rules.Add($"the two-stage plan ended {plan.Status}: expected prices");
        return _plans.Plan(day, grid, prices, rules);
    }

    /// <summary>The problem that is solved for a day, over the scenarios; null where there is no second price or too little is known.</summary>
    public TwoStageRequest? RequestOf(DayContext context)
    {
        var day = DayOf(context);
        var rules = new List<string>();
        var grid = PlanGrid.Of(day, days, rules);
        return day.Market.RealTime is not null && PriceViews.OfForecast(day, day.Market.DayAhead, grid, rules) is { } prices && SpreadOf(context) is { } spread
            ? RequestOf(day, grid, prices, spread, rules)
            : null;
    }

    private TwoStageRequest? RequestOf(DayContext day, PlanGrid grid, double[] prices, SpreadKnowledge spread, List<string> rules)
    {
        if (PathViews.Kept(day, [day.Market.DayAhead, day.Market.RealTime!], grid, rules) is not { } paths)
            return null;
        var first = PathViews.OnPlan(paths, 0, grid, day);
        return new TwoStageRequest
        {
            Plant = PlanPlant.Of(day, EnergyPlans.EndValueOf(day, grid, [prices]), rules),
            DayAhead = first,
            RealTime = spread.Foreseeable(first, PathViews.OnPlan(paths, 1, grid, day)),
            Risk = risk,
            DayAheadFeePerMwh = day.Market.Fees.DayAheadPerMwh,
            RealTimeFeePerMwh = day.Market.Fees.RealTimePerMwh,
            DeviationCostPerMwh = HurdleOf(day, spread),
        };
    }

    public double Dispatch(StepContext context)
    {
        var sold = context.Decision.PositionMw;
        if (SpreadOf(context.Day) is not { } spread)
            return sold[context.Step];
        var hurdle = HurdleOf(context.Day, spread);
        var expected = spread.Expected(context);
        var promises = expected.Select((price, k) => Math.Abs(price - context.DayAheadPricePerMwh[context.Step + k])).Max();
        return !(promises > hurdle + context.Day.Market.Fees.RealTimePerMwh) || !double.IsFinite(promises) || expected.Any(double.IsNaN)
            ? sold[context.Step]
            : Replanned(context, expected, hurdle);
    }

    private static double HurdleOf(DayContext day, SpreadKnowledge spread) => day.Market.Fees.DeviationPerMwh + spread.HalfGap + (HurdleShare * spread.Deviation);

    private DayContext DayOf(DayContext context) => context with { Settings = context.Settings with { Risk = risk, Step = StepOf(context) } };

    // A week of quarters and paths would take minutes a day.
    private TimeSpan? StepOf(DayContext context) =>
        days >= LongDays && !(context.Settings.Step > LongStep) ? LongStep : context.Settings.Step;

    private double Replanned(StepContext context, double[] expected, double hurdlePerMwh)
    {
        var (day, step) = (context.Day, context.Step);
        var grid = new Domain.Time.TimeGrid(day.Grid.StartOf(step), day.Grid.Step, expected.Length);
        var prices = context.DayAheadPricePerMwh.Skip(step).ToArray();
        // What energy is worth is taken from the hours that have a price.
        var plant = PlanPlant.Of(day, EnergyValue.Of(day.Plant, [[.. context.DayAheadPricePerMwh.Where(double.IsFinite)]], grid.StepHours), []);
        var plan = _planner.Plan(new TwoStageRequest
        {
            Plant = plant with
            {
                InitialEnergyMwh = Math.Clamp(context.EnergyMwh, 0, plant.Battery.Capacity.Mwh),
                End = plant.End with { FloorMwh = FloorOf(context, plant, grid.Count * grid.StepHours) },
            },
            DayAhead = EnergyPlans.Sure(grid, prices, day.Market.Currency, context.Known.Instant),
            RealTime = EnergyPlans.Sure(grid, expected, day.Market.Currency, context.Known.Instant),
            DayAheadFeePerMwh = day.Market.Fees.DayAheadPerMwh,
            RealTimeFeePerMwh = day.Market.Fees.RealTimePerMwh,
            DeviationCostPerMwh = hurdlePerMwh,
            CommittedDayAheadMw = context.Decision.PositionMw[step..],
        });
        return plan.HasPlan ? plan.DispatchMw[0][0] : context.Decision.PositionMw[step];
    }

    // The next day was or will be sold on the energy that this day's plan leaves.
    private static double? FloorOf(StepContext context, StoragePlant plant, double hours)
    {
        if (context.Decision.PlannedEnergyMwh is not [.., var planned])
            return plant.End.FloorMwh;
        var kept = Math.Pow(1 - plant.StandingLossPerHour, hours);
        var reach = kept * (context.EnergyMwh + (0.999 * hours * plant.Battery.ChargeEfficiency.Value * plant.Battery.ChargeLimit.Mw));
        return Math.Max(0, Math.Min(Math.Min(planned, plant.Battery.MaximumEnergy.Mwh), reach));
    }

    private SpreadKnowledge? SpreadOf(DayContext context)
    {
        if (_today is not { } today || today.Day != context.Day)
            _today = today = (context.Day, SpreadKnowledge.Of(context));
        return today.Spread;
    }

    private static DayDecision Decision(PlanGrid grid, TwoStagePlan plan, TwoStageRequest request, List<string> rules) => new()
    {
        PositionMw = grid.ToDay(plan.DayAheadMw),
        PlannedEnergyMwh = grid.EnergiesToDay(plan.DayAheadEnergyMwh, request.Plant.InitialEnergyMwh),
        ExpectedNet = OfFirstDay(grid, plan, request),
        Rules = rules,
    };

    private static double OfFirstDay(PlanGrid grid, TwoStagePlan plan, TwoStageRequest request)
    {
        var (steps, net) = (grid.Day.Count / grid.Coarseness, 0.0);
        for (var s = 0; s < plan.DispatchMw.Length; s++)
            net += request.RealTime.Probabilities[s] * TwoStageMoney.Profit(request, s, plan.DayAheadMw.AsSpan(0, steps), plan.DispatchMw[s].AsSpan(0, steps));
        return net;
    }
}
