using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Coordination.Desk.Prices;

/// <summary>Prices that somebody gave to a desk: a series or scenarios, one of the two.</summary>
/// <param name="Note">What is known of them at a glance.</param>
/// <param name="Series">The series; null for scenarios.</param>
/// <param name="Scenarios">The scenarios; null for a series.</param>
public sealed record KeptPrices(PriceNote Note, PriceSeries? Series, ScenarioSet? Scenarios)
{
    /// <summary>The intervals.</summary>
    public TimeGrid Grid => Note.Grid;

    /// <summary>The first interval of a part without a price.</summary>
    /// <param name="part">Intervals that are all intervals of <see cref="Grid"/>.</param>
    /// <returns>Its start; null when all of them have one.</returns>
    public DateTimeOffset? FirstMissingIn(TimeGrid part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var slice = Series?.Slice(part);
        for (var i = 0; slice is { MissingCount: > 0 } && i < part.Count; i++)
        {
            if (slice.IsMissing(i))
                return part.StartOf(i);
        }

        return null;
    }

    /// <summary>The scenarios of a part; a series is one scenario.</summary>
    /// <param name="part">Intervals that are all intervals of <see cref="Grid"/>, none without a price.</param>
    /// <returns>The scenarios.</returns>
    /// <exception cref="Domain.BessDataException">When prices are missing.</exception>
    public ScenarioSet ScenariosOn(TimeGrid part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (Series is { } series)
            return ScenarioSet.Single(series.Slice(part));
        var all = Scenarios!;
        if (part == all.Grid)
            return all;
        var first = all.Grid.OffsetOf(part);
        double[] prices = [.. Enumerable.Range(0, all.Count).SelectMany(s => all.PricesPerMwh(s).Slice(first, part.Count).ToArray())];
        return new ScenarioSet(all.Name, all.Currency, part, prices, all.Probabilities, all.KnownAt, all.Provenance);
    }
}

/// <summary>Kept prices at a glance.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Tag">Changes whenever they do.</param>
/// <param name="UploadedAt">When they were given, UTC.</param>
/// <param name="UploadedBy">By whom.</param>
/// <param name="Bytes">Length of what was given.</param>
/// <param name="Zone">Bidding zone; null when unknown.</param>
/// <param name="Currency">Currency of all prices.</param>
/// <param name="Grid">The intervals.</param>
/// <param name="ScenarioCount">Number of scenarios; null for a series.</param>
/// <param name="Missing">Runs of intervals without a price, in order.</param>
/// <param name="Provenance">Where they came from.</param>
public sealed record PriceNote(
    string Name, string Tag, DateTimeOffset UploadedAt, string UploadedBy, long Bytes, BiddingZone? Zone, Currency Currency, TimeGrid Grid,
    int? ScenarioCount, IReadOnlyList<MissingRun> Missing, Provenance Provenance)
{
    /// <summary>Intervals without a price.</summary>
    public int MissingSteps => Missing.Sum(run => run.Steps);
}

/// <summary>Neighbouring intervals without a price.</summary>
/// <param name="Start">Start of the first, UTC.</param>
/// <param name="End">End of the last, UTC.</param>
/// <param name="Steps">How many.</param>
public sealed record MissingRun(DateTimeOffset Start, DateTimeOffset End, int Steps)
{
    /// <summary>The runs of a series.</summary>
    /// <param name="series">The series.</param>
    /// <returns>In order; empty where nothing is missing.</returns>
    public static IReadOnlyList<MissingRun> Of(PriceSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var runs = new List<MissingRun>();
        for (var i = 0; i < series.Grid.Count; i++)
        {
            if (!series.IsMissing(i))
                continue;
            var from = i;
            while (i + 1 < series.Grid.Count && series.IsMissing(i + 1))
                i++;
            runs.Add(new MissingRun(series.Grid.StartOf(from), series.Grid.StartOf(i) + series.Grid.Step, i + 1 - from));
        }

        return runs;
    }
}
