using Bess.Domain.Time;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>The intervals of a plan: the day of delivery and days after it, in the market's step or a coarser one.</summary>
internal sealed class PlanGrid
{
    private PlanGrid(TimeGrid market, TimeGrid plan, TimeGrid day, MarketClock clock) => (Market, Plan, Day, Clock) = (market, plan, day, clock);

    /// <summary>All days in the market's step.</summary>
    public TimeGrid Market { get; }

    /// <summary>All days in the step of the plan.</summary>
    public TimeGrid Plan { get; }

    /// <summary>The day of delivery in the market's step.</summary>
    public TimeGrid Day { get; }

    /// <summary>Clock of the days.</summary>
    public MarketClock Clock { get; }

    /// <summary>Market steps in a step of the plan.</summary>
    public int Coarseness => Market.Count / Plan.Count;

    public static PlanGrid Of(DayContext context, int days, List<string> rules)
    {
        var (clock, own) = (context.Market.Clock, context.Grid.Step);
        // A floor at midnight is asked of the end of a plan, so the plan ends with the day.
        var last = context.Day.AddDays(context.Settings.MidnightFloorMwh is null ? Math.Max(1, days) - 1 : 0);
        var market = clock.Days(context.Day, last, own);
        var step = context.Settings.Step ?? own;
        if (step <= own)
            return new PlanGrid(market, market, context.Grid, clock);
        var fits = step.Ticks % own.Ticks == 0 && Enumerable.Range(0, last.DayNumber - context.Day.DayNumber + 1)
            .All(k => (clock.StartOfDay(context.Day.AddDays(k + 1)) - clock.StartOfDay(context.Day.AddDays(k))).Ticks % step.Ticks == 0);
        if (fits)
            return new PlanGrid(market, clock.Days(context.Day, last, step), context.Grid, clock);
        rules.Add($"a step of {step:c} does not divide the days: planned in steps of {own:c}");
        return new PlanGrid(market, market, context.Grid, clock);
    }

    /// <summary>Means over the steps of the plan.</summary>
    public double[] ToPlan(IReadOnlyList<double> market) => Coarseness == 1
        ? [.. market]
        : [.. Enumerable.Range(0, Plan.Count).Select(k => Enumerable.Range(k * Coarseness, Coarseness).Average(t => market[t]))];

    /// <summary>Values of the plan held over the market's steps of the day of delivery.</summary>
    public double[] ToDay(IReadOnlyList<double> plan) => [.. Enumerable.Range(0, Day.Count).Select(t => plan[t / Coarseness])];

    /// <summary>Energies at the ends of the plan's steps on straight lines between them, for the market's steps of the day.</summary>
    public double[] EnergiesToDay(IReadOnlyList<double> plan, double startMwh) => [.. Enumerable.Range(0, Day.Count).Select(t =>
    {
        var k = t / Coarseness;
        var before = k == 0 ? startMwh : plan[k - 1];
        return before + ((plan[k] - before) * ((t % Coarseness) + 1) / Coarseness);
    })];
}
