using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Domain.Prices;

/// <summary>Possible courses of the price on one grid, each with a probability.</summary>
/// <remarks>
/// Unit: currency per MWh. Invariants: at least one scenario; every price finite (nothing is missing); every probability &gt; 0 and
/// their sum 1 within 1e-9. Equality is by reference; immutable and thread-safe.
/// </remarks>
public sealed class ScenarioSet
{
    /// <summary>How far the sum of the probabilities may be from one.</summary>
    public const double ProbabilitySumTolerance = 1e-9;

    private readonly double[] _pricesPerMwh;
    private readonly double[] _probabilities;

    private ScenarioSet(
        string name, Currency currency, TimeGrid grid, double[] pricesPerMwh, double[] probabilities, DateTimeOffset knownAt,
        Provenance provenance)
    {
        Name = name;
        Currency = currency;
        Grid = grid;
        KnownAt = knownAt;
        Provenance = provenance;
        _pricesPerMwh = pricesPerMwh;
        _probabilities = probabilities;
    }

    /// <summary>Creates a set and insists.</summary>
    /// <param name="name">Name for people; not empty.</param>
    /// <param name="currency">Currency of all prices.</param>
    /// <param name="grid">The intervals, T of them.</param>
    /// <param name="pricesPerMwh">Prices per MWh of all scenarios one after the other: S·T numbers, all finite; copied.</param>
    /// <param name="probabilities">S probabilities &gt; 0 that sum to one; copied.</param>
    /// <param name="knownAt">Instant at which everything used to make the set was known.</param>
    /// <param name="provenance">Where it came from.</param>
    /// <exception cref="BessDataException">When anything is refused; lists all faults.</exception>
    public ScenarioSet(
        string name, Currency currency, TimeGrid grid, ReadOnlySpan<double> pricesPerMwh, ReadOnlySpan<double> probabilities,
        DateTimeOffset knownAt, Provenance provenance)
        : this(name, currency, grid, pricesPerMwh.ToArray(), probabilities.ToArray(), knownAt, provenance)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(provenance);
        Check(name, grid, _pricesPerMwh, _probabilities, "").ThrowIfAny();
    }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>Currency of all prices.</summary>
    public Currency Currency { get; }

    /// <summary>The intervals, T of them.</summary>
    public TimeGrid Grid { get; }

    /// <summary>Number of scenarios S; ≥ 1.</summary>
    public int Count => _probabilities.Length;

    /// <summary>Probabilities, length S; each &gt; 0, sum 1 within <see cref="ProbabilitySumTolerance"/>.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Instant at which everything used to make the set was known.</summary>
    public DateTimeOffset KnownAt { get; }

    /// <summary>Where it came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Creates a set, or tells all faults.</summary>
    /// <param name="name">Name for people; not empty.</param>
    /// <param name="currency">Currency of all prices.</param>
    /// <param name="grid">The intervals, T of them.</param>
    /// <param name="pricesPerMwh">Prices per MWh of all scenarios one after the other: S·T numbers, all finite; copied.</param>
    /// <param name="probabilities">S probabilities &gt; 0 that sum to one; copied.</param>
    /// <param name="knownAt">Instant at which everything used to make the set was known.</param>
    /// <param name="provenance">Where it came from.</param>
    /// <param name="location">Where it was read, for the faults; default: empty.</param>
    /// <returns>The set, or all faults.</returns>
    public static Validated<ScenarioSet> Create(
        string name, Currency currency, TimeGrid grid, ReadOnlySpan<double> pricesPerMwh, ReadOnlySpan<double> probabilities,
        DateTimeOffset knownAt, Provenance provenance, string location = "")
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(provenance);
        var prices = pricesPerMwh.ToArray();
        var weights = probabilities.ToArray();
        return Check(name, grid, prices, weights, location)
            .Build(() => new ScenarioSet(name, currency, grid, prices, weights, knownAt, provenance));
    }

    /// <summary>The one scenario in which the prices of a series come true.</summary>
    /// <param name="series">A series without missing prices.</param>
    /// <returns>A set of one scenario of probability one, known when the last price became known.</returns>
    /// <exception cref="BessDataException">When prices are missing; one fault per missing interval.</exception>
#pragma warning disable CA1720 // One scenario, not the floating-point type.
    public static ScenarioSet Single(PriceSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var knownAt = Enumerable.Range(0, series.Grid.Count).Max(series.KnownAt);
        return new ScenarioSet(series.Name, series.Currency, series.Grid, series.PricesPerMwh, [1.0], knownAt, series.Provenance);
    }
#pragma warning restore CA1720

    /// <summary>Prices per MWh of one scenario, length T; finite.</summary>
    /// <param name="scenario">0 … S − 1.</param>
    /// <returns>A view on the prices, not a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">When the index is outside that range.</exception>
    public ReadOnlySpan<double> PricesPerMwh(int scenario)
    {
        if ((uint)scenario >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(scenario), scenario, $"Expected 0 … {Count - 1}.");
        return _pricesPerMwh.AsSpan(scenario * Grid.Count, Grid.Count);
    }

    /// <summary>Mean prices per MWh over the scenarios, weighted by probability.</summary>
    /// <returns>A new array of length T.</returns>
    public double[] ExpectedPricesPerMwh()
    {
        var expected = new double[Grid.Count];
        for (var s = 0; s < Count; s++)
        {
            var prices = PricesPerMwh(s);
            for (var t = 0; t < expected.Length; t++)
                expected[t] += _probabilities[s] * prices[t];
        }

        return expected;
    }

    private static FaultCollector Check(string name, TimeGrid grid, double[] pricesPerMwh, double[] probabilities, string location)
    {
        var faults = new FaultCollector(location);
        faults.Require(!string.IsNullOrWhiteSpace(name), "name", "a text that is not empty", $"'{name}'");
        faults.Require(probabilities.Length > 0, "probabilities", "at least one", "none");
        var lengthHolds = faults.Require(
            pricesPerMwh.Length == (long)probabilities.Length * grid.Count, "pricesPerMwh",
            $"{probabilities.Length} scenarios × {grid.Count} prices", $"{pricesPerMwh.Length}");
        for (var s = 0; s < probabilities.Length; s++)
        {
            faults.Require(
                double.IsFinite(probabilities[s]) && probabilities[s] > 0, $"probabilities[{s}]", "a number > 0", probabilities[s]);
        }

        var sum = probabilities.Sum();
        if (probabilities.Length > 0)
            faults.Require(Math.Abs(sum - 1) <= ProbabilitySumTolerance, "probabilities", "a sum of 1 within 1e-9", sum);
        for (var i = 0; lengthHolds && i < pricesPerMwh.Length; i++)
        {
            faults.Require(
                double.IsFinite(pricesPerMwh[i]), $"pricesPerMwh[{i / grid.Count}][{UtcText.Of(grid.StartOf(i % grid.Count))}]",
                "a finite number", pricesPerMwh[i]);
        }

        return faults;
    }
}
