using MathNet.Numerics.Distributions;

namespace Bess.Backtesting.Attribution;

/// <summary>Intervals for figures of a run of days that depend on each other: whole blocks of days are drawn again, with return.</summary>
/// <remarks>
/// Moving blocks (Künsch 1989, The jackknife and the bootstrap for general stationary observations) that go on at the first day
/// after the last one, so that every day is drawn equally often (Politis and Romano 1992, A circular block-resampling procedure for
/// stationary data). The ends are quantiles of the drawn figures, at levels further out than the nominal ones because a run holds few
/// blocks (the expanded percentile interval of Hesterberg 2015, What teachers should know about the bootstrap, with blocks for observations). All series of
/// a run are drawn by the same days: differences are paired.
/// </remarks>
public static class BlockBootstrap
{
    /// <summary>The interval of a figure.</summary>
    /// <param name="days">Number of days, n.</param>
    /// <param name="figure">The figure over n drawn days, given as indices 0 … n − 1, which repeat; must not keep the list.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <returns>The interval; unknown when the run is short or the figure of a draw is not a number.</returns>
    public static ConfidenceInterval Of(int days, Func<IReadOnlyList<int>, double> figure, BootstrapSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        settings ??= new BootstrapSettings();
        settings.Check();
        if (days < settings.FewestDays)
        {
            return ConfidenceInterval.Unknown(
                settings.Level, $"expected at least {settings.FewestDays} days ({BootstrapSettings.FewestBlocks} blocks of {settings.BlockDays}), was {days}");
        }

        var random = new Random(settings.Seed);
        var drawn = new int[days];
        var figures = new double[settings.Draws];
        for (var draw = 0; draw < figures.Length; draw++)
        {
            Fill(drawn, settings.BlockDays, random);
            figures[draw] = figure(drawn);
        }

        if (figures.Any(double.IsNaN))
            return ConfidenceInterval.Unknown(settings.Level, $"the figure is not a number in {figures.Count(double.IsNaN)} of {figures.Length} draws");
        Array.Sort(figures);
        var tail = Expanded((1 - settings.Level) / 2, days / (double)settings.BlockDays);
        return new ConfidenceInterval(Quantile(figures, tail), Quantile(figures, 1 - tail), settings.Level, "");
    }

    /// <summary>The interval of a mean.</summary>
    /// <param name="values">One value a day.</param>
    /// <param name="settings">Null for the defaults.</param>
    public static ConfidenceInterval OfMean(IReadOnlyList<double> values, BootstrapSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(values.Count, drawn => Sum(values, drawn) / drawn.Count, settings);
    }

    /// <summary>The interval of a ratio of two sums.</summary>
    /// <param name="numerators">One value a day.</param>
    /// <param name="denominators">One value a day, as many; a draw in which they do not sum to more than zero gives no interval.</param>
    /// <param name="settings">Null for the defaults.</param>
    public static ConfidenceInterval OfRatio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators, BootstrapSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        if (numerators.Count != denominators.Count)
            throw new ArgumentException($"Expected {numerators.Count} values, was {denominators.Count}.", nameof(denominators));
        return Of(numerators.Count, Ratio, settings);

        double Ratio(IReadOnlyList<int> drawn)
        {
            var below = Sum(denominators, drawn);
            return below > 0 ? Sum(numerators, drawn) / below : double.NaN;
        }
    }

    private static double Sum(IReadOnlyList<double> values, IReadOnlyList<int> drawn)
    {
        double sum = 0;
        for (var i = 0; i < drawn.Count; i++)
            sum += values[drawn[i]];
        return sum;
    }

    private static void Fill(int[] drawn, int blockDays, Random random)
    {
        for (var filled = 0; filled < drawn.Length;)
        {
            var start = random.Next(drawn.Length);
            for (var i = 0; i < blockDays && filled < drawn.Length; i++)
                drawn[filled++] = (start + i) % drawn.Length;
        }
    }

    /// <summary>The level at which the normal quantile is as far out as √(m / (m − 1)) times that of Student's t for m blocks.</summary>
    private static double Expanded(double tail, double blocks) =>
        Normal.CDF(0, 1, Math.Sqrt(blocks / (blocks - 1)) * StudentT.InvCDF(0, 1, blocks - 1, tail));

    private static double Quantile(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
