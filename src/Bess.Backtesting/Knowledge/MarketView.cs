using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Knowledge;

/// <summary>What was known of a market at an instant: the only door through which a strategy sees data.</summary>
/// <remarks>A value published after the instant is not there. Immutable and thread-safe.</remarks>
public sealed class MarketView
{
    private readonly IReadOnlyDictionary<SeriesId, ObservedSeries> _series;

    /// <summary>Opens the view.</summary>
    /// <param name="series">All series, which may reach beyond the instant.</param>
    /// <param name="instant">The instant.</param>
    public MarketView(IReadOnlyDictionary<SeriesId, ObservedSeries> series, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(series);
        (_series, Instant) = (series, instant.ToUniversalTime());
    }

    /// <summary>The instant, UTC.</summary>
    public DateTimeOffset Instant { get; }

    /// <summary>Whether there is such a series at all.</summary>
    /// <param name="id">The series.</param>
    public bool Has(SeriesId id) => _series.ContainsKey(id);

    /// <summary>The values of a series on a grid, as they were known.</summary>
    /// <param name="id">The series.</param>
    /// <param name="grid">The intervals, T.</param>
    /// <returns>T values in the unit of the series; NaN where nothing was known.</returns>
    /// <exception cref="KeyNotFoundException">When there is no such series.</exception>
    public double[] Read(SeriesId id, TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var around = new DeliveryInterval(grid.Start - TimeSpan.FromDays(1), grid.End);
        return _series[id].Within(around).AsOf(Instant).On(grid);
    }
}
