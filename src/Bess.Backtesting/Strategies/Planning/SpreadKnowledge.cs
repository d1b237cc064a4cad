using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>What is known in the course of a day of the second price: how far from the first it usually is, and how long a deviation lasts.</summary>
/// <remarks>With z the difference of both prices less its usual value: E[z_k] = ρ^{k − j} z_j, j the last step whose second price is known.</remarks>
internal sealed class SpreadKnowledge
{
    private const int PastDays = 14;
    private const int RecentHours = 24;

    private readonly DayContext _day;
    private readonly SeriesId _realTime;

    private SpreadKnowledge(DayContext day, SeriesId realTime, double[] usual, double deviation, double link, int delaySteps)
    {
        (_day, _realTime, Usual) = (day, realTime, usual);
        (Deviation, Link) = (deviation, link);
        Foreseen = Math.Pow(link, delaySteps);
    }

    /// <summary>Expected difference of the second price to the first as of the decision, currency/MWh, one a step.</summary>
    public double[] Usual { get; }

    /// <summary>Standard deviation of the difference about its usual value over the last two weeks, currency/MWh.</summary>
    public double Deviation { get; }

    /// <summary>ρ from step to step.</summary>
    public double Link { get; }

    /// <summary>Share of a deviation that is foreseen when its step begins: ρ to the number of steps after which a second price is published.</summary>
    public double Foreseen { get; }

    /// <summary>Paths of the second price as they will be foreseen: of what each path deviates from the usual, that share.</summary>
    /// <remarks>Recourse to the whole deviation would be recourse to the future: planned so, a battery is promised money that nobody can earn.</remarks>
    /// <param name="dayAhead">Paths of the first price.</param>
    /// <param name="realTime">Paths of the second price.</param>
    /// <param name="usual">Expected difference of the second price to the first on their grid, currency/MWh.</param>
    public ScenarioSet Foreseeable(ScenarioSet dayAhead, ScenarioSet realTime, double[] usual)
    {
        var prices = new double[realTime.Count * usual.Length];
        for (var s = 0; s < realTime.Count; s++)
        {
            var first = dayAhead.PricesPerMwh(s);
            var second = realTime.PricesPerMwh(s);
            for (var t = 0; t < usual.Length; t++)
                prices[(s * usual.Length) + t] = first[t] + usual[t] + (Foreseen * (second[t] - first[t] - usual[t]));
        }

        return new ScenarioSet(realTime.Name, realTime.Currency, realTime.Grid, prices, realTime.Probabilities, realTime.KnownAt, realTime.Provenance);
    }

    /// <summary>Expected difference of the second price to the first on the steps of a plan; null where there is no forecast.</summary>
    public double[]? UsualOn(PlanGrid grid) =>
        _day.Forecasts.Of(_realTime, grid.Market) is { } second && _day.Forecasts.Of(_day.Market.DayAhead, grid.Market) is { } first
            ? grid.ToPlan([.. second.Mean().Zip(first.Mean(), (two, one) => two - one)])
            : null;

    /// <summary>What was known at the decision; null when too little was.</summary>
    public static SpreadKnowledge? Of(DayContext day)
    {
        if (day.Market.RealTime is not { } realTime || day.Forecasts.Of(realTime, day.Grid) is not { } second || day.Forecasts.Of(day.Market.DayAhead, day.Grid) is not { } first)
            return null;
        var usual = second.Mean().Zip(first.Mean(), (two, one) => two - one).ToArray();
        var clock = day.Market.Clock;
        var span = clock.Days(day.Day.AddDays(-PastDays), day.Day.AddDays(-1), day.Grid.Step);
        var (seconds, firsts) = (day.Known.Read(realTime, span), day.Known.Read(day.Market.DayAhead, span));
        var known = Enumerable.Range(0, span.Count).Where(t => !double.IsNaN(seconds[t] - firsts[t])).ToArray();
        if (known.Length < day.Grid.Count)
            return null;
        var mean = known.Average(t => seconds[t] - firsts[t]);
        var difference = seconds.Zip(firsts, (two, one) => two - one - mean).ToArray();
        double square = 0, product = 0;
        foreach (var t in known)
        {
            square += difference[t] * difference[t];
            product += t > 0 && !double.IsNaN(difference[t - 1]) ? difference[t] * difference[t - 1] : 0;
        }

        // From the last step that was known at the decision to the step that began at it.
        var today = new TimeGrid(day.Known.Instant - TimeSpan.FromHours(RecentHours), day.Grid.Step, (int)(TimeSpan.FromHours(RecentHours) / day.Grid.Step));
        var recent = day.Known.Read(realTime, today);
        var delay = today.Count - Array.FindLastIndex(recent, value => !double.IsNaN(value));
        return new SpreadKnowledge(day, realTime, usual, Math.Sqrt(square / known.Length), square > 0 ? Math.Clamp(product / square, 0, 1) : 0, delay);
    }

    /// <summary>Expected second prices of the steps from one on, as known at its start.</summary>
    public double[] Expected(StepContext context)
    {
        var grid = _day.Grid;
        var now = grid.StartOf(context.Step);
        var past = new TimeGrid(now - TimeSpan.FromHours(RecentHours), grid.Step, (int)(TimeSpan.FromHours(RecentHours) / grid.Step));
        var (seconds, firsts) = (context.Known.Read(_realTime, past), context.Known.Read(_day.Market.DayAhead, past));
        var last = Enumerable.Range(0, past.Count).LastOrDefault(t => !double.IsNaN(seconds[t] - firsts[t]), -1);
        var clock = _day.Market.Clock;
        var expected = new double[grid.Count - context.Step];
        var deviation = last < 0 ? 0 : seconds[last] - firsts[last] - Usual[SameSlot(past, last, clock)];
        for (var k = 0; k < expected.Length; k++)
        {
            var t = context.Step + k;
            expected[k] = context.DayAheadPricePerMwh[t] + Usual[t] + (deviation * Math.Pow(Link, past.Count - last + k));
        }

        return expected;
    }

    // The usual difference of another day's step is that of the same time today.
    private int SameSlot(TimeGrid past, int index, MarketClock clock) => Math.Min(KnownCurves.SlotOf(past, index, clock), Usual.Length - 1);
}
