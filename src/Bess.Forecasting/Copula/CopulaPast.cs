using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Copula;

/// <summary>The past of several markets, reduced to what a copula is learnt from.</summary>
/// <param name="Steps">Step in which each market was learnt.</param>
/// <param name="First">Transforms of all markets side by side, one row a local day, from the forecasts' first days; by date.</param>
/// <param name="Pairs">Rows of two days that follow each other, as normal scores: of one forecast where forecasts cover several days, else of successive ones.</param>
internal sealed record CopulaPast(TimeSpan[] Steps, IReadOnlyList<double[]> First, IReadOnlyList<(double[] Before, double[] After)> Pairs)
{
    /// <summary>Slots a day of each market.</summary>
    public int[] Slots => [.. Steps.Select(DayShape.SlotCount)];

    /// <summary>Gathers the days on which every market has all values.</summary>
    public static Validated<CopulaPast> Of(
        IReadOnlyList<MarketPast> markets, IReadOnlyList<TimeSpan> wanted, MarketClock clock, DateTimeOffset knownAt, CopulaOptions options)
    {
        var steps = new TimeSpan[markets.Count];
        var days = new IReadOnlyList<PitDay>[markets.Count];
        for (var m = 0; m < markets.Count; m++)
        {
            var all = PitDay.Of(markets[m], clock, knownAt, options.Seed);
            steps[m] = StepOf(all, wanted[m], options.MinimumDays);
            days[m] = [.. all.Where(day => day.Step == steps[m])];
        }

        var byLead = days.SelectMany((list, m) => list.Select(day => (Market: m, Day: day))).GroupBy(one => one.Day.Lead)
            .ToDictionary(group => group.Key, group => Rows(group, markets.Count));
        var first = byLead.GetValueOrDefault(0) ?? [];
        if (first.Count < options.MinimumDays)
        {
            return Validated<CopulaPast>.FromFault(new Fault(
                string.Join(", ", markets.Select(market => market.Actual.Id)), "past",
                $"{options.MinimumDays} days that were forecast and of which everything was known at {UtcText.Of(knownAt)}",
                first.Count.ToString(CultureInfo.InvariantCulture)));
        }

        return Validated<CopulaPast>.FromValue(new CopulaPast(steps, [.. first.Select(row => row.Values)], PairsOf(byLead)));
    }

    // The wanted step if it has days enough, else the one with most days.
    private static TimeSpan StepOf(IReadOnlyList<PitDay> days, TimeSpan wanted, int minimum)
    {
        var counts = days.Where(day => day.Lead == 0).GroupBy(day => day.Step).ToDictionary(group => group.Key, group => group.Count());
        return counts.Count == 0 || counts.GetValueOrDefault(wanted) >= minimum
            ? wanted
            : counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
    }

    private static List<Row> Rows(IEnumerable<(int Market, PitDay Day)> days, int markets) =>
        [.. days.GroupBy(one => one.Day.Date).OrderBy(group => group.Key)
            .Select(group => RowOf(group.Key, group, markets)).Where(row => row is not null).Select(row => row!)];

    // Of several forecasts of a day, the last.
    private static Row? RowOf(DateOnly date, IEnumerable<(int Market, PitDay Day)> days, int markets)
    {
        var last = days.GroupBy(one => one.Market).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Day.DecidedAt).Day);
        return last.Count < markets
            ? null
            : new Row(date, [.. Enumerable.Range(0, markets).SelectMany(m => last[m].Values)]);
    }

    private static List<(double[] Before, double[] After)> PairsOf(Dictionary<int, List<Row>> byLead)
    {
        var scores = byLead.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Zip(NormalScores.Of([.. pair.Value.Select(row => row.Values)])).ToDictionary(one => one.First.Date, one => one.Second));
        var severalDays = scores.Keys.Max() > 0;
        var pairs = new List<(double[], double[])>();
        foreach (var (lead, before) in scores.OrderBy(pair => pair.Key))
        {
            var after = severalDays ? scores.GetValueOrDefault(lead + 1) : before;
            if (after is null)
                continue;
            foreach (var (date, row) in before)
            {
                if (after.TryGetValue(date.AddDays(1), out var next))
                    pairs.Add((row, next));
            }
        }

        return pairs;
    }

    private sealed record Row(DateOnly Date, double[] Values);
}
