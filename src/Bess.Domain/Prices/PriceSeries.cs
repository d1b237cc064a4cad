using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Domain.Prices;

/// <summary>Prices of energy on a grid, and for each of them the instant at which it became known.</summary>
/// <remarks>
/// Unit: currency per MWh; negative prices are ordinary. A missing price is NaN, is counted and never replaced. Invariants: one
/// price and one instant per interval; no infinite price. Equality is by reference; immutable and thread-safe.
/// </remarks>
public sealed class PriceSeries
{
    private readonly double[] _pricesPerMwh;
    private readonly DateTimeOffset[] _knownAt;

    /// <summary>Creates a series and insists.</summary>
    /// <param name="name">Name for people, for example the column of a file; not empty.</param>
    /// <param name="zone">The bidding zone, or null when unknown.</param>
    /// <param name="currency">Currency of all prices.</param>
    /// <param name="grid">The intervals.</param>
    /// <param name="pricesPerMwh">Prices per MWh, length <c>grid.Count</c>; NaN is missing; copied.</param>
    /// <param name="knownAt">Publication of each price, length <c>grid.Count</c>; copied.</param>
    /// <param name="provenance">Where they came from.</param>
    /// <exception cref="BessDataException">When lengths differ, the name is empty or a price is infinite; lists all faults.</exception>
    public PriceSeries(
        string name, BiddingZone? zone, Currency currency, TimeGrid grid, ReadOnlySpan<double> pricesPerMwh,
        ReadOnlySpan<DateTimeOffset> knownAt, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(provenance);
        Check(name, grid, pricesPerMwh, knownAt.Length).ThrowIfAny();
        Name = name;
        Zone = zone;
        Currency = currency;
        Grid = grid;
        Provenance = provenance;
        _pricesPerMwh = pricesPerMwh.ToArray();
        _knownAt = knownAt.ToArray();
        MissingCount = _pricesPerMwh.Count(double.IsNaN);
    }

    /// <summary>Creates a series whose prices all became known at one instant, and insists.</summary>
    /// <param name="name">Name for people; not empty.</param>
    /// <param name="zone">The bidding zone, or null when unknown.</param>
    /// <param name="currency">Currency of all prices.</param>
    /// <param name="grid">The intervals.</param>
    /// <param name="pricesPerMwh">Prices per MWh, length <c>grid.Count</c>; NaN is missing; copied.</param>
    /// <param name="knownAt">Publication of all prices.</param>
    /// <param name="provenance">Where they came from.</param>
    /// <exception cref="BessDataException">When lengths differ, the name is empty or a price is infinite; lists all faults.</exception>
    public PriceSeries(
        string name, BiddingZone? zone, Currency currency, TimeGrid grid, ReadOnlySpan<double> pricesPerMwh,
        DateTimeOffset knownAt, Provenance provenance)
        : this(name, zone, currency, grid, pricesPerMwh, Repeat(knownAt, grid), provenance)
    {
    }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>The bidding zone, or null when unknown.</summary>
    public BiddingZone? Zone { get; }

    /// <summary>Currency of all prices.</summary>
    public Currency Currency { get; }

    /// <summary>The intervals.</summary>
    public TimeGrid Grid { get; }

    /// <summary>Where the prices came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Prices per MWh, length <c>Grid.Count</c>; NaN is missing.</summary>
    public ReadOnlySpan<double> PricesPerMwh => _pricesPerMwh;

    /// <summary>Number of missing prices; 0 … <c>Grid.Count</c>.</summary>
    public int MissingCount { get; }

    /// <summary>When a price became known (publication, not delivery).</summary>
    /// <param name="index">0 … Count − 1.</param>
    /// <returns>The instant; the price may be used at it and after it.</returns>
    /// <exception cref="IndexOutOfRangeException">When the index is outside that range.</exception>
    public DateTimeOffset KnownAt(int index) => _knownAt[index];

    /// <summary>Whether a price is missing.</summary>
    /// <param name="index">0 … Count − 1.</param>
    /// <returns>Whether it is NaN.</returns>
    public bool IsMissing(int index) => double.IsNaN(_pricesPerMwh[index]);

    /// <summary>A part of the series.</summary>
    /// <param name="sub">Intervals that are all intervals of <see cref="Grid"/>.</param>
    /// <returns>The part, with the same name, zone, currency and provenance.</returns>
    /// <exception cref="ArgumentException">When the steps differ, the starts are not aligned or the part reaches outside.</exception>
    public PriceSeries Slice(TimeGrid sub)
    {
        ArgumentNullException.ThrowIfNull(sub);
        var offset = Grid.OffsetOf(sub);
        if (offset < 0)
            throw new ArgumentException($"Expected intervals of {Grid}, was {sub}.", nameof(sub));
        return new PriceSeries(
            Name, Zone, Currency, sub, _pricesPerMwh.AsSpan(offset, sub.Count), _knownAt.AsSpan(offset, sub.Count), Provenance);
    }

    /// <summary>The series as it could be read at an instant: prices that became known later are missing.</summary>
    /// <param name="instant">The instant; a price that becomes known exactly then is known.</param>
    /// <returns>A series on the same grid.</returns>
    public PriceSeries AsOf(DateTimeOffset instant)
    {
        var known = new double[_pricesPerMwh.Length];
        for (var i = 0; i < known.Length; i++)
            known[i] = _knownAt[i] <= instant ? _pricesPerMwh[i] : double.NaN;
        return new PriceSeries(Name, Zone, Currency, Grid, known, _knownAt, Provenance);
    }

    private static DateTimeOffset[] Repeat(DateTimeOffset knownAt, TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var all = new DateTimeOffset[grid.Count];
        Array.Fill(all, knownAt);
        return all;
    }

    private static FaultCollector Check(string name, TimeGrid grid, ReadOnlySpan<double> pricesPerMwh, int knownAtCount)
    {
        var faults = new FaultCollector("");
        faults.Require(!string.IsNullOrWhiteSpace(name), "name", "a text that is not empty", $"'{name}'");
        faults.Require(pricesPerMwh.Length == grid.Count, "pricesPerMwh", $"{grid.Count} prices", $"{pricesPerMwh.Length}");
        faults.Require(knownAtCount == grid.Count, "knownAt", $"{grid.Count} instants", $"{knownAtCount}");
        for (var i = 0; i < pricesPerMwh.Length; i++)
            faults.Require(!double.IsInfinity(pricesPerMwh[i]), $"pricesPerMwh[{i}]", "a finite number, or NaN for missing", pricesPerMwh[i]);
        return faults;
    }
}
