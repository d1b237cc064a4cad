using Bess.Domain.Series;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Accuracy;

/// <summary>Proves on data that a forecast rests on nothing that was published after its decision.</summary>
/// <remarks>
/// For each day all values of all series that were published later than the decision are permuted among themselves, and the forecast is
/// made again: every quantile must be the same to the last bit.
/// </remarks>
public static class LeakageCheck
{
    /// <summary>Checks some days.</summary>
    /// <param name="forecast">Makes the forecast of a day; whatever it learns, it learns from the data that it is given.</param>
    /// <param name="data">The data, reaching beyond the days.</param>
    /// <param name="days">The days.</param>
    /// <param name="seed">Of the permutations.</param>
    /// <returns>The days whose forecast changed; empty when there is no leak.</returns>
    public static IReadOnlyList<DateOnly> DaysThatLeak(
        Func<MarketData, DateOnly, QuantileForecast> forecast, MarketData data, IEnumerable<DateOnly> days, int seed)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(days);
        var leaking = new List<DateOnly>();
        foreach (var day in days)
        {
            var permuted = data.Select(series => Permuted(series, data.Decision.DecisionOn(day), seed));
            if (!AreSame(forecast(data, day), forecast(permuted, day)))
                leaking.Add(day);
        }

        return leaking;
    }

    /// <summary>A series whose values published after an instant are permuted; intervals and publications stay.</summary>
    /// <param name="series">The series.</param>
    /// <param name="instant">What was published until then stays.</param>
    /// <param name="seed">Of the permutation.</param>
    /// <returns>The changed series.</returns>
    public static ObservedSeries Permuted(ObservedSeries series, DateTimeOffset instant, int seed)
    {
        ArgumentNullException.ThrowIfNull(series);
        var later = new List<double>();
        foreach (var one in series.Observations)
        {
            if (one.KnownAt > instant)
                later.Add(one.Value);
        }

        var values = later.ToArray();
        new Random(seed).Shuffle(values);
        var next = 0;
        return series.Select(one => one.KnownAt > instant ? one with { Value = values[next++] } : one);
    }

    private static bool AreSame(QuantileForecast one, QuantileForecast other)
    {
        if (one.Grid != other.Grid)
            return false;
        for (var t = 0; t < one.Grid.Count; t++)
        {
            var a = one.At(t);
            var b = other.At(t);
            for (var q = 0; q < a.Length; q++)
            {
                if (BitConverter.DoubleToInt64Bits(a[q]) != BitConverter.DoubleToInt64Bits(b[q]))
                    return false;
            }
        }

        return true;
    }
}
