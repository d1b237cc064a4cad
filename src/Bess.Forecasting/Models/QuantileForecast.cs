using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Forecasting.Models;

/// <summary>What a model says of every interval of a grid: some quantiles of the value.</summary>
/// <remarks>Invariants: levels strictly ascending in (0, 1); quantiles finite and non-decreasing over levels. Equality is by reference; immutable and thread-safe.</remarks>
public sealed class QuantileForecast
{
    private readonly double[] _levels;
    private readonly double[] _values;

    /// <summary>Creates a forecast and insists.</summary>
    /// <param name="series">What is forecast; the quantiles are in its unit.</param>
    /// <param name="grid">The intervals, T.</param>
    /// <param name="levels">Probabilities, Q; strictly ascending in (0, 1).</param>
    /// <param name="values">Quantiles, interval by interval, length T·Q; non-decreasing within an interval; copied.</param>
    /// <param name="decidedAt">Instant of the forecast: it rests on nothing that became known later.</param>
    /// <param name="provenance">Model and data.</param>
    /// <exception cref="BessDataException">When a rule above is broken; lists all faults.</exception>
    public QuantileForecast(
        SeriesId series, TimeGrid grid, ReadOnlySpan<double> levels, ReadOnlySpan<double> values, DateTimeOffset decidedAt, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(provenance);
        (Series, Grid, DecidedAt, Provenance) = (series, grid, decidedAt.ToUniversalTime(), provenance);
        (_levels, _values) = (levels.ToArray(), values.ToArray());
        var faults = Check();
        if (faults.Count > 0)
            throw new BessDataException(faults);
    }

    /// <summary>What is forecast.</summary>
    public SeriesId Series { get; }

    /// <summary>The intervals, T.</summary>
    public TimeGrid Grid { get; }

    /// <summary>Probabilities, Q; strictly ascending.</summary>
    public ReadOnlySpan<double> Levels => _levels;

    /// <summary>Instant of the forecast, UTC.</summary>
    public DateTimeOffset DecidedAt { get; }

    /// <summary>Model and data.</summary>
    public Provenance Provenance { get; }

    /// <summary>The quantiles of one interval, non-decreasing, length Q.</summary>
    /// <param name="index">0 … T − 1.</param>
    public ReadOnlySpan<double> At(int index) => _values.AsSpan(index * _levels.Length, _levels.Length);

    /// <summary>The level nearest to one half, for every interval, length T.</summary>
    public double[] Median()
    {
        var nearest = Enumerable.Range(0, _levels.Length).MinBy(q => Math.Abs(_levels[q] - 0.5));
        return [.. Enumerable.Range(0, Grid.Count).Select(t => At(t)[nearest])];
    }

    /// <summary>The mean of every interval: the quantile function lies on straight lines between the levels and is flat outside them; length T.</summary>
    public double[] Mean() => [.. Enumerable.Range(0, Grid.Count).Select(t => MeanOf(At(t)))];

    /// <summary>The same forecast with all quantiles of an interval moved alike.</summary>
    /// <param name="by">By how much, in the unit of the series; finite, length T.</param>
    /// <param name="detail">Why, for the provenance.</param>
    /// <returns>The moved forecast.</returns>
    public QuantileForecast Moved(ReadOnlySpan<double> by, string detail)
    {
        if (by.Length != Grid.Count)
            throw new ArgumentException($"Expected {Grid.Count} values, was {by.Length}.", nameof(by));
        var moved = (double[])_values.Clone();
        for (var i = 0; i < moved.Length; i++)
            moved[i] += by[i / _levels.Length];
        return new QuantileForecast(Series, Grid, _levels, moved, DecidedAt, Provenance with { Detail = $"{Provenance.Detail}; {detail}" });
    }

    private double MeanOf(ReadOnlySpan<double> quantiles)
    {
        var mean = (quantiles[0] * _levels[0]) + (quantiles[^1] * (1 - _levels[^1]));
        for (var q = 1; q < quantiles.Length; q++)
            mean += (_levels[q] - _levels[q - 1]) * (quantiles[q] + quantiles[q - 1]) / 2;
        return mean;
    }

    private List<Fault> Check()
    {
        var faults = new List<Fault>();
        void Refuse(string field, string expected, string actual) => faults.Add(new Fault(Series.ToString(), field, expected, actual));
        if (_levels.Length == 0 || _levels.Any(level => !(level > 0 && level < 1)) || !_levels.Zip(_levels.Skip(1)).All(pair => pair.First < pair.Second))
            Refuse("levels", "probabilities strictly ascending in (0, 1)", $"{string.Join(", ", _levels)}");
        if (_values.Length != Grid.Count * _levels.Length)
        {
            Refuse("values", $"{Grid.Count} × {_levels.Length} quantiles", $"{_values.Length}");
            return faults;
        }

        for (var t = 0; t < Grid.Count; t++)
        {
            var quantiles = At(t);
            for (var q = 0; q < quantiles.Length; q++)
            {
                if (!double.IsFinite(quantiles[q]) || (q > 0 && quantiles[q] < quantiles[q - 1]))
                    Refuse($"values[{UtcText.Of(Grid.StartOf(t))}]", "finite, non-decreasing quantiles", string.Join(", ", quantiles.ToArray()));
            }
        }

        return faults;
    }
}
