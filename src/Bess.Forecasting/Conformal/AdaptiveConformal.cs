using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Conformal;

/// <summary>Adaptive conformal quantiles: after each day every quantile of every hour moves up when the actual lay above it, and down when it lay below.</summary>
/// <remarks>
/// θ ← θ + γ (τ − 1{y ≤ q + θ u}), with u the deviation that the quantiles of the hour say themselves: the update of Gibbs and Candès (2021) in the form of quantile tracking (Angelopoulos, Candès,
/// Tibshirani 2023, section 2.1), which moves the quantile itself and so needs no scores. Over T days the share of actuals below differs
/// from τ by at most the range of θ over γT, whatever the market does. Each level on its own, so it is asymmetric.
/// </remarks>
internal sealed class AdaptiveConformal(double[] levels, double rate) : ICalibrator
{
    private readonly int _low = ScoreCounter.Nearest(levels, 0.1);
    private readonly int _high = ScoreCounter.Nearest(levels, 0.9);
    private double[] _offsets = new double[ConformalHours.Slots * levels.Length];

    public void Calibrate(Span<double> quantiles, double scale)
    {
        for (var s = 0; s < ConformalHours.Slots; s++)
        {
            var hour = quantiles.Slice(s * levels.Length, levels.Length);
            var unit = ConformalHours.Unit(hour, _low, _high, scale);
            for (var q = 0; q < levels.Length; q++)
                hour[q] += _offsets[(s * levels.Length) + q] * unit;
        }

        ConformalHours.Rearrange(quantiles, levels.Length);
    }

    public void Observe(ReadOnlySpan<double> raw, ReadOnlySpan<double> actual, double scale)
    {
        for (var s = 0; s < ConformalHours.Slots; s++)
        {
            if (double.IsNaN(actual[s]))
                continue;
            var unit = ConformalHours.Unit(raw.Slice(s * levels.Length, levels.Length), _low, _high, scale);
            for (var q = 0; q < levels.Length; q++)
            {
                var i = (s * levels.Length) + q;
                var isBelow = actual[s] <= raw[i] + (_offsets[i] * unit);
                _offsets[i] += rate * (isBelow ? levels[q] - 1 : levels[q]);
            }
        }
    }

    public void Write(ModelWriter writer) => writer.Write(_offsets);

    public void Read(ModelReader reader)
    {
        _offsets = reader.Doubles();
        reader.Require(_offsets.Length == ConformalHours.Slots * levels.Length, "offsets for every hour and level");
    }
}
