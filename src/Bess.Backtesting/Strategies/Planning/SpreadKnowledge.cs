using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>What is known in the course of a day of the second price: how far it strays from the first, and how long it stays there.</summary>
/// <remarks>
/// <para>
/// Before the day the second price is expected to be the first: its mean difference of past weeks, by hour or over all hours, foretold
/// nothing in three markets (docs/explanation/backtests.md), and a position that leans on it loses. In the day, with z the difference:
/// E[z_k] = ρ^{k − j} z_j, j the last step whose second price is known.
/// </para>
/// <para>
/// Where shortage and surplus are priced apart, the second price is what lies between them, and each MWh of deviation costs half the gap:
/// in expectation that is what both prices pay, as long as the gap cannot be foreseen.
/// </para>
/// </remarks>
internal sealed class SpreadKnowledge
{
    private const int PastDays = 14;
    private const int RecentHours = 24;

    private readonly DayContext _day;
    private readonly SeriesId _realTime;

    private SpreadKnowledge(DayContext day, SeriesId realTime, double halfGap, double deviation, double link, int delaySteps)
    {
        (_day, _realTime) = (day, realTime);
        (HalfGap, Deviation, Link) = (halfGap, deviation, link);
        Foreseen = Math.Pow(link, delaySteps);
    }

    /// <summary>Half of what a shortage usually pays above what a surplus is paid, ≥ 0, currency/MWh; 0 in a market of one price.</summary>
    public double HalfGap { get; }

    /// <summary>Standard deviation of the difference over the last two weeks, currency/MWh.</summary>
    public double Deviation { get; }

    /// <summary>ρ from step to step.</summary>
    public double Link { get; }

    /// <summary>Share of a deviation that is foreseen when its step begins: ρ to the number of steps after which a second price is published.</summary>
    public double Foreseen { get; }

    /// <summary>What was known at the decision; null when less than a day was.</summary>
    public static SpreadKnowledge? Of(DayContext day)
    {
        if (day.Market.RealTime is not { } realTime)
            return null;
        var span = day.Market.Clock.Days(day.Day.AddDays(-PastDays), day.Day.AddDays(-1), day.Grid.Step);
        var (seconds, firsts) = (day.Known.Read(realTime, span), day.Known.Read(day.Market.DayAhead, span));
        var halfGap = day.Market.RealTimeSurplus is { } surplus ? HalfGapOf(seconds, day.Known.Read(surplus, span)) : 0;
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
        return new SpreadKnowledge(day, realTime, halfGap, Math.Sqrt(square / known.Length), square > 0 ? Math.Clamp(product / square, 0, 1) : 0, delay);
    }

    /// <summary>Paths of the second price as they will be foreseen: the first, and of what each path strays from it further than the mean of all, that share.</summary>
    /// <remarks>Recourse to the whole deviation would be recourse to the future: planned so, a battery is promised money that nobody can earn.</remarks>
    /// <param name="dayAhead">Paths of the first price.</param>
    /// <param name="realTime">Paths of the second price.</param>
    public ScenarioSet Foreseeable(ScenarioSet dayAhead, ScenarioSet realTime)
    {
        var steps = realTime.Grid.Count;
        var (first, second) = (dayAhead.ExpectedPricesPerMwh(), realTime.ExpectedPricesPerMwh());
        var prices = new double[realTime.Count * steps];
        for (var s = 0; s < realTime.Count; s++)
        {
            var one = dayAhead.PricesPerMwh(s);
            var two = realTime.PricesPerMwh(s);
            for (var t = 0; t < steps; t++)
                prices[(s * steps) + t] = one[t] + (Foreseen * (two[t] - one[t] - (second[t] - first[t])));
        }

        return new ScenarioSet(realTime.Name, realTime.Currency, realTime.Grid, prices, realTime.Probabilities, realTime.KnownAt, realTime.Provenance);
    }

    /// <summary>Expected second prices of the steps from one on, as known at its start.</summary>
    public double[] Expected(StepContext context)
    {
        var grid = _day.Grid;
        var past = new TimeGrid(grid.StartOf(context.Step) - TimeSpan.FromHours(RecentHours), grid.Step, (int)(TimeSpan.FromHours(RecentHours) / grid.Step));
        var (seconds, firsts) = (context.Known.Read(_realTime, past), context.Known.Read(_day.Market.DayAhead, past));
        var last = Enumerable.Range(0, past.Count).LastOrDefault(t => !double.IsNaN(seconds[t] - firsts[t]), -1);
        var deviation = last < 0 ? 0 : seconds[last] - HalfGap - firsts[last];
        return [.. Enumerable.Range(0, grid.Count - context.Step)
            .Select(k => context.DayAheadPricePerMwh[context.Step + k] + (deviation * Math.Pow(Link, past.Count - last + k)))];
    }

    private static double HalfGapOf(double[] shortage, double[] surplus) =>
        Math.Max(0, shortage.Zip(surplus, (high, low) => high - low).Where(double.IsFinite).DefaultIfEmpty(0).Average() / 2);
}
