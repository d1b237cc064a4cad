using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Boosting;

/// <summary>Gradient-boosted trees for five quantiles of the deviation from the 7-day mean, in units of the four-week spread.</summary>
internal sealed class QuantileTrees
{
    private const int Slots = DayCalendar.Slots;

    private readonly BoostedQuantile[] _quantiles;
    private readonly int _width;

    private QuantileTrees(BoostedQuantile[] quantiles, int width) => (_quantiles, _width) = (quantiles, width);

    /// <summary>Probabilities.</summary>
    public static double[] Levels { get; } = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Trees of each quantile.</summary>
    public int[] TreeCounts => [.. _quantiles.Select(one => one.TreeCount)];

    /// <summary>Forecasts a day: quantiles of each hour in ascending order, 24 × 5.</summary>
    public void Predict(DayRow row, Span<double> quantiles)
    {
        for (var s = 0; s < Slots; s++)
        {
            var x = row.Hourly.AsSpan(s * _width, _width);
            var here = quantiles.Slice(s * Levels.Length, Levels.Length);
            for (var q = 0; q < here.Length; q++)
                here[q] = row.Mean7[s] + (row.Scale * _quantiles[q].Predict(x));
            here.Sort();
        }
    }

    /// <summary>Trains on the days before a day; null when there are too few.</summary>
    /// <param name="history">Rows and actual curves.</param>
    /// <param name="day">The day to be forecast.</param>
    /// <param name="options">Settings.</param>
    /// <param name="seed">Of the sampling.</param>
    /// <param name="counts">Trees of each quantile as found earlier, or null to find them on held-out weeks.</param>
    public static QuantileTrees? Train(TrainingDays history, int day, BoostingOptions options, int seed, int[]? counts)
    {
        const int leastDays = 28;
        var from = history.IndexFrom(day - options.WindowDays);
        var days = history.CountBefore(day) - from;
        if (days < leastDays)
            return null;
        var (x, y, dayOfRow) = Rows(history, from, days);
        var matrix = BinnedMatrix.Of(x, y.Length, history.Builder.HourlyCount);
        var all = Enumerable.Range(0, y.Length).ToArray();
        var quantiles = new BoostedQuantile[Levels.Length];
        Parallel.For(0, Levels.Length, q =>
        {
            // A fifth of the weeks, every fifth one, decides how many trees; then all days are learnt from.
            var trees = counts?[q] ?? BoostedQuantile.Train(
                matrix, y, Levels[q], Array.FindAll(all, r => dayOfRow[r] / 7 % 5 != 2), Array.FindAll(all, r => dayOfRow[r] / 7 % 5 == 2),
                options.MostTrees, options, seed + q).TreeCount;
            quantiles[q] = BoostedQuantile.Train(matrix, y, Levels[q], all, [], Math.Max(1, trees), options, seed + q);
        });
        return new QuantileTrees(quantiles, history.Builder.HourlyCount);
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(_width);
        writer.Write(_quantiles.Length, i => _quantiles[i].Write(writer));
    }

    public static QuantileTrees Read(ModelReader reader)
    {
        var width = reader.Integer();
        var quantiles = reader.Array(() => BoostedQuantile.Read(reader, width));
        reader.Require(quantiles.Length == Levels.Length, $"trees for {Levels.Length} quantiles");
        return new QuantileTrees(quantiles, width);
    }

    /// <summary>Number of features of an hour.</summary>
    public int Width => _width;

    private static (double[] X, double[] Y, int[] Days) Rows(TrainingDays history, int from, int days)
    {
        var width = history.Builder.HourlyCount;
        var x = new List<double>(days * Slots * width);
        var y = new List<double>(days * Slots);
        var dayOfRow = new List<int>(days * Slots);
        for (var i = from; i < from + days; i++)
        {
            var (row, actual) = (history.Row(i), history.Actual(i));
            for (var s = 0; s < Slots; s++)
            {
                if (double.IsNaN(actual[s]))
                    continue;
                x.AddRange(row.Hourly.AsSpan(s * width, width));
                y.Add((actual[s] - row.Mean7[s]) / row.Scale);
                dayOfRow.Add(row.Day);
            }
        }

        return ([.. x], [.. y], [.. dayOfRow]);
    }
}
