using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Forecasting.Scenarios;

/// <summary>A market within joint scenarios.</summary>
/// <param name="Series">What it is of; the values are in its unit.</param>
/// <param name="Grid">Its intervals, T.</param>
public sealed record JointMarket(SeriesId Series, TimeGrid Grid);

/// <summary>Possible courses of several markets together: scenario s of one market belongs to scenario s of every other.</summary>
/// <remarks>Invariants: S ≥ 1; finite values; probabilities &gt; 0 that sum to 1. Equality is by reference; immutable and thread-safe.</remarks>
public sealed class JointScenarios
{
    private readonly double[][] _values;
    private readonly double[] _probabilities;

    /// <summary>Creates joint scenarios and insists.</summary>
    /// <param name="markets">M ≥ 1 markets.</param>
    /// <param name="values">For each market S·T values, scenario after scenario; finite; copied.</param>
    /// <param name="probabilities">S probabilities &gt; 0 that sum to 1 within 1e-9; copied.</param>
    /// <param name="decidedAt">Instant of the decision: they rest on nothing that became known later.</param>
    /// <param name="provenance">How they were made.</param>
    /// <exception cref="ArgumentException">When shapes or values do not fit.</exception>
    public JointScenarios(
        IReadOnlyList<JointMarket> markets, IReadOnlyList<double[]> values, ReadOnlySpan<double> probabilities, DateTimeOffset decidedAt, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(provenance);
        if (markets.Count == 0 || values.Count != markets.Count)
            throw new ArgumentException($"Expected values of each of at least one market, was {values.Count} for {markets.Count}.", nameof(values));
        _probabilities = probabilities.ToArray();
        if (_probabilities.Length == 0 || _probabilities.Any(p => !(p > 0)) || Math.Abs(_probabilities.Sum() - 1) > ScenarioSet.ProbabilitySumTolerance)
            throw new ArgumentException("Expected probabilities > 0 that sum to 1 within 1e-9.", nameof(probabilities));
        for (var m = 0; m < markets.Count; m++)
        {
            if (values[m].Length != _probabilities.Length * markets[m].Grid.Count || values[m].Any(value => !double.IsFinite(value)))
                throw new ArgumentException($"Expected {_probabilities.Length} × {markets[m].Grid.Count} finite values of {markets[m].Series}.", nameof(values));
        }

        Markets = [.. markets];
        _values = [.. values.Select(one => (double[])one.Clone())];
        (DecidedAt, Provenance) = (decidedAt.ToUniversalTime(), provenance);
    }

    /// <summary>The markets, M.</summary>
    public IReadOnlyList<JointMarket> Markets { get; }

    /// <summary>Number of scenarios S.</summary>
    public int Count => _probabilities.Length;

    /// <summary>Probabilities, length S.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Instant of the decision, UTC.</summary>
    public DateTimeOffset DecidedAt { get; }

    /// <summary>How they were made.</summary>
    public Provenance Provenance { get; }

    /// <summary>Values of one scenario of one market, length T.</summary>
    /// <param name="market">0 … M − 1.</param>
    /// <param name="scenario">0 … S − 1.</param>
    public ReadOnlySpan<double> Values(int market, int scenario) =>
        _values[market].AsSpan(scenario * Markets[market].Grid.Count, Markets[market].Grid.Count);

    /// <summary>One market as prices to plan against.</summary>
    /// <param name="market">0 … M − 1; its values are prices per MWh.</param>
    /// <param name="currency">Their currency.</param>
    /// <returns>The set; scenario s is scenario s here.</returns>
    public ScenarioSet ToPrices(int market, Currency currency) =>
        new(Markets[market].Series.ToString(), currency, Markets[market].Grid, _values[market], _probabilities, DecidedAt, Provenance);

    /// <summary>Prices of one market as joint scenarios.</summary>
    /// <param name="prices">The set.</param>
    /// <param name="series">What it is of.</param>
    public static JointScenarios Of(ScenarioSet prices, SeriesId series)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var values = new double[prices.Count * prices.Grid.Count];
        for (var s = 0; s < prices.Count; s++)
            prices.PricesPerMwh(s).CopyTo(values.AsSpan(s * prices.Grid.Count));
        return new JointScenarios([new JointMarket(series, prices.Grid)], [values], prices.Probabilities, prices.KnownAt, prices.Provenance);
    }
}
