using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Conformal;

/// <summary>Split conformalised quantiles, one-sided for each level (Romano, Patterson, Candès 2019, section 3, and equation 12 for the asymmetric form).</summary>
/// <remarks>
/// Of the last n days the scores in this hour are s = (y − q)/u, with u the deviation that the quantiles of the hour say themselves. An upper quantile (τ ≥ ½) moves by the score of rank ⌈(n + 1) τ⌉, a
/// lower one by the score of rank ⌊(n + 1) τ⌋ from below: the factor (n + 1)/n that makes coverage at least nominal for exchangeable
/// days. A rank beyond the scores takes the last of them, which is all that n days can say.
/// </remarks>
internal sealed class SplitConformal(double[] levels, int windowDays) : ICalibrator
{
    private readonly int _low = ScoreCounter.Nearest(levels, 0.1);
    private readonly int _high = ScoreCounter.Nearest(levels, 0.9);
    private readonly List<double[]> _days = [];

    public void Calibrate(Span<double> quantiles, double scale)
    {
        var scores = new double[_days.Count];
        var units = Units(quantiles, scale);
        for (var i = 0; i < quantiles.Length; i++)
        {
            var count = 0;
            foreach (var day in _days)
            {
                if (!double.IsNaN(day[i]))
                    scores[count++] = day[i];
            }

            if (count == 0)
                continue;
            Array.Sort(scores, 0, count);
            var level = levels[i % levels.Length];
            // (n + 1) τ is computed with rounding: 101 · 0.9 must not become rank 92 by a last bit.
            var rank = level >= 0.5 ? Math.Ceiling(((count + 1) * level) - 1e-9) : Math.Floor(((count + 1) * level) + 1e-9);
            quantiles[i] += units[i / levels.Length] * scores[Math.Clamp((int)rank - 1, 0, count - 1)];
        }

        ConformalHours.Rearrange(quantiles, levels.Length);
    }

    public void Observe(ReadOnlySpan<double> raw, ReadOnlySpan<double> actual, double scale)
    {
        var day = new double[raw.Length];
        var units = Units(raw, scale);
        for (var i = 0; i < day.Length; i++)
            day[i] = (actual[i / levels.Length] - raw[i]) / units[i / levels.Length];
        _days.Add(day);
        if (_days.Count > windowDays)
            _days.RemoveAt(0);
    }

    public void Write(ModelWriter writer) => writer.Write(_days.Count, i => writer.Write(_days[i]));

    public void Read(ModelReader reader)
    {
        _days.Clear();
        _days.AddRange(reader.Array(reader.Doubles));
        reader.Require(_days.TrueForAll(day => day.Length == ConformalHours.Slots * levels.Length), "scores for every hour and level");
    }

    private double[] Units(ReadOnlySpan<double> quantiles, double scale)
    {
        var units = new double[ConformalHours.Slots];
        for (var s = 0; s < units.Length; s++)
            units[s] = ConformalHours.Unit(quantiles.Slice(s * levels.Length, levels.Length), _low, _high, scale);
        return units;
    }
}
