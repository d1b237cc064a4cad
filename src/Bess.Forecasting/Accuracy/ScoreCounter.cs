using Bess.Forecasting.Features;

namespace Bess.Forecasting.Accuracy;

/// <summary>Adds up the scores of one model day by day.</summary>
internal sealed class ScoreCounter(double[] levels)
{
    private const int Slots = DayCalendar.Slots;
    private const int Tenths = 10;

    private readonly double[] _weights = QuantileLoss.CrpsWeights(levels);
    private readonly int _low = Nearest(levels, 0.1);
    private readonly int _middle = Nearest(levels, 0.5);
    private readonly int _high = Nearest(levels, 0.9);
    private readonly int[] _covered = new int[Slots];
    private readonly int[] _hours = new int[Slots];
    private readonly double[] _tenths = new double[Tenths];
    private readonly List<double> _dailyErrors = [];
    private double _error;
    private double _pinball;
    private double _crps;
    private double _tau;
    private int _tauDays;
    private int _count;

    /// <summary>Mean absolute error of each day.</summary>
    public double[] DailyErrors => [.. _dailyErrors];

    public double Mae => _error / _count;

    public void Add(double[] quantiles, double[] actual)
    {
        var (known, error) = (0, 0.0);
        Span<double> medians = stackalloc double[Slots];
        Span<double> actuals = stackalloc double[Slots];
        for (var s = 0; s < Slots; s++)
        {
            if (double.IsNaN(actual[s]))
                continue;
            var here = quantiles.AsSpan(s * levels.Length, levels.Length);
            (medians[known], actuals[known]) = (here[_middle], actual[s]);
            known++;
            error += Math.Abs(here[_middle] - actual[s]);
            for (var q = 0; q < levels.Length; q++)
            {
                var loss = QuantileLoss.Pinball(here[q], levels[q], actual[s]);
                _pinball += loss / levels.Length;
                _crps += 2 * _weights[q] * loss;
            }

            _hours[s]++;
            _covered[s] += actual[s] >= here[_low] && actual[s] <= here[_high] ? 1 : 0;
            _tenths[Math.Clamp((int)(Tenths * Pit(here, actual[s])), 0, Tenths - 1)]++;
        }

        _error += error;
        _count += known;
        _dailyErrors.Add(error / known);
        var tau = KendallTau.Of(medians[..known], actuals[..known]);
        if (!double.IsNaN(tau))
            (_tau, _tauDays) = (_tau + tau, _tauDays + 1);
    }

    public AccuracyScore Score(double yesterdayMae) => new()
    {
        Mae = Mae,
        RMae = Mae / yesterdayMae,
        Pinball = _pinball / _count,
        Crps = _crps / _count,
        KendallTau = _tau / _tauDays,
        Coverage80 = _covered.Sum() / (double)_count,
        PerHourCoverage = [.. _covered.Select((covered, s) => covered / (double)_hours[s])],
        PitHistogram = [.. _tenths.Select(tenth => tenth / _count)],
    };

    /// <summary>Index of the level nearest to a probability.</summary>
    public static int Nearest(double[] levels, double level)
    {
        var best = 0;
        for (var q = 1; q < levels.Length; q++)
        {
            if (Math.Abs(levels[q] - level) < Math.Abs(levels[best] - level))
                best = q;
        }

        return best;
    }

    // On straight lines between the levels; beyond the outer ones half the way to 0 and 1.
    private double Pit(ReadOnlySpan<double> quantiles, double actual)
    {
        var above = 0;
        while (above < quantiles.Length && quantiles[above] < actual)
            above++;
        if (above == 0)
            return levels[0] / 2;
        if (above == quantiles.Length)
            return (1 + levels[^1]) / 2;
        var width = quantiles[above] - quantiles[above - 1];
        var share = width > 0 ? (actual - quantiles[above - 1]) / width : 0.5;
        return levels[above - 1] + (share * (levels[above] - levels[above - 1]));
    }
}
