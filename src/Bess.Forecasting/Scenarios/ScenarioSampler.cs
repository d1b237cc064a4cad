using System.Globalization;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Bess.Forecasting.Scenarios;

/// <summary>Draws joint paths: the copula says how values move together, the forecasts how each is distributed.</summary>
/// <remarks>
/// For each path, day by day: z = ρ z + √(1 − ρ²) L ε with independent normal ε (the first day without the link), u = Φ(z), and the value of an
/// interval is the quantile of its forecast at u of its wall-clock slot. An hour that occurs twice takes the same u twice; one that is skipped is drawn
/// and not used. Paths come from one stream, so the first of many are the few of a smaller count. Deterministic under the seed; thread-safe.
/// </remarks>
public static class ScenarioSampler
{
    // Beyond this the normal distribution function is 1 in double.
    private const double Farthest = 8;

    /// <summary>Draws equally likely paths.</summary>
    /// <param name="forecasts">One forecast a market, in the copula's order; all of the same whole local days, 1 or more.</param>
    /// <param name="copula">How they move together.</param>
    /// <param name="clock">Clock of the local days.</param>
    /// <param name="count">Number of paths S ≥ 1.</param>
    /// <param name="seed">Seed; the same gives the same paths.</param>
    /// <returns>S paths of probability 1/S.</returns>
    /// <exception cref="ArgumentException">When the forecasts do not fit the copula or are not of the same whole local days.</exception>
    public static JointScenarios Draw(IReadOnlyList<QuantileForecast> forecasts, GaussianCopula copula, MarketClock clock, int count = 200, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(copula);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var markets = Markets(forecasts, copula, clock);
        var days = markets[0].Days[^1] + 1;
        var values = markets.Select(market => new double[count * market.Days.Length]).ToArray();
        var source = new Xoshiro256StarStar(seed, threadSafe: false);
        var (noise, fresh, state) = (new double[copula.Size], new double[copula.Size], new double[copula.Size]);
        var own = Math.Sqrt(1 - (copula.DayLink * copula.DayLink));
        for (var s = 0; s < count; s++)
        {
            for (var day = 0; day < days; day++)
            {
                Normal.Samples(source, noise, 0, 1);
                CorrelationFactor.Multiply(copula.Factor, noise, fresh);
                for (var k = 0; k < state.Length; k++)
                    state[k] = day == 0 ? fresh[k] : (copula.DayLink * state[k]) + (own * fresh[k]);
                for (var m = 0; m < markets.Length; m++)
                    markets[m].Fill(day, state, values[m].AsSpan(s * markets[m].Days.Length, markets[m].Days.Length));
            }
        }

        var probabilities = new double[count];
        Array.Fill(probabilities, 1.0 / count);
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{count} paths of a Gaussian copula over {copula.DayCount} past days, shrinkage {copula.Shrinkage:0.000}, day link {copula.DayLink:0.000}, seed {seed}");
        return new JointScenarios(
            [.. forecasts.Select(forecast => new JointMarket(forecast.Series, forecast.Grid))], values, probabilities, forecasts.Max(forecast => forecast.DecidedAt),
            new Provenance(forecasts[0].Provenance.Source, detail, forecasts.Any(forecast => forecast.Provenance.Synthetic)));
    }

    private static MarketPaths[] Markets(IReadOnlyList<QuantileForecast> forecasts, GaussianCopula copula, MarketClock clock)
    {
        if (forecasts.Count != copula.Slots.Count)
            throw new ArgumentException($"Expected {copula.Slots.Count} forecasts, was {forecasts.Count}.", nameof(forecasts));
        var markets = new MarketPaths[forecasts.Count];
        var offset = 0;
        for (var m = 0; m < markets.Length; m++)
        {
            var grid = forecasts[m].Grid;
            if (DayShape.SlotCount(grid.Step) != copula.Slots[m])
                throw new ArgumentException($"Expected {copula.Slots[m]} slots a day of {forecasts[m].Series}, was a step of {grid.Step:c}.", nameof(forecasts));
            var (first, last) = (clock.LocalDate(grid.Start), clock.LocalDate(grid.End - TimeSpan.FromTicks(1)));
            if (clock.Days(first, last, grid.Step) != grid || grid.Span != forecasts[0].Grid.Span)
                throw new ArgumentException($"Expected the same whole local days of every market, was {grid} of {forecasts[m].Series}.", nameof(forecasts));
            markets[m] = new MarketPaths(forecasts[m], clock, offset);
            offset += copula.Slots[m];
        }

        return markets;
    }

    /// <summary>Where each interval of a market stands, and how it is distributed.</summary>
    private sealed class MarketPaths
    {
        private readonly int[] _slots;
        private readonly QuantileMarginal[] _marginals;

        public MarketPaths(QuantileForecast forecast, MarketClock clock, int offset)
        {
            var grid = forecast.Grid;
            var first = clock.LocalDate(grid.Start).DayNumber;
            Days = [.. Enumerable.Range(0, grid.Count).Select(t => clock.LocalDate(grid.StartOf(t)).DayNumber - first)];
            _slots = [.. Enumerable.Range(0, grid.Count).Select(t => offset + DayShape.SlotOf(grid.StartOf(t), grid.Step, clock))];
            _marginals = [.. Enumerable.Range(0, grid.Count).Select(t => new QuantileMarginal(forecast.Levels, forecast.At(t)))];
        }

        public int[] Days { get; }

        public void Fill(int day, double[] state, Span<double> values)
        {
            for (var t = 0; t < values.Length; t++)
            {
                if (Days[t] == day)
                    values[t] = _marginals[t].Quantile(Normal.CDF(0, 1, Math.Clamp(state[_slots[t]], -Farthest, Farthest)));
            }
        }
    }
}
