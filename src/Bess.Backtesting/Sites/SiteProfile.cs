using Bess.Domain.Series;

namespace Bess.Backtesting.Sites;

/// <summary>A power of a site that follows a series of its zone: its roof follows the zone's sun, its load the zone's demand.</summary>
/// <param name="Series">The series that gives the shape, MW of the zone.</param>
/// <param name="PeakMw">Power of the site when the series is at its largest value in the data, MW; ≥ 0.</param>
/// <param name="SeriesPeakMw">That largest value, MW; &gt; 0.</param>
public sealed record SiteProfile(SeriesId Series, double PeakMw, double SeriesPeakMw)
{
    /// <summary>MW of the site per MW of the series.</summary>
    public double Scale => PeakMw / SeriesPeakMw;

    /// <summary>Powers of the site for values of the series; below zero is zero.</summary>
    /// <param name="values">Values, MW of the zone; NaN where there is none.</param>
    /// <param name="missing">Power where there is none, MW.</param>
    public double[] Powers(IReadOnlyList<double> values, double missing)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(value => double.IsFinite(value) ? Math.Max(0, value) * Scale : missing)];
    }

    /// <summary>A profile of a series with values.</summary>
    /// <param name="series">The series; at least one value above zero.</param>
    /// <param name="peakMw">Power of the site at the largest of them, MW.</param>
    /// <exception cref="ArgumentException">When no value is above zero.</exception>
    public static SiteProfile Of(ObservedSeries series, double peakMw)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegative(peakMw);
        var most = 0.0;
        foreach (var one in series.Observations)
            most = Math.Max(most, one.Value);
        return most > 0 ? new SiteProfile(series.Id, peakMw, most) : throw new ArgumentException($"Expected a value > 0 of {series.Id}, was none.", nameof(series));
    }
}
