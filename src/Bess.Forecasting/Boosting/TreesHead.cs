using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Boosting;

/// <summary>Quantiles of the trees at any levels: on straight lines between the five that were trained, and on along the last ones.</summary>
internal sealed class TreesHead(int firstTree, int allMembers, double[] levels) : IQuantileHead
{
    public void Fit(IReadOnlyList<ForecastDay> known)
    {
    }

    public void Predict(ReadOnlySpan<double> members, double scale, Span<double> quantiles)
    {
        for (var s = 0; s < DayCalendar.Slots; s++)
        {
            var five = members.Slice((s * allMembers) + firstTree, QuantileTrees.Levels.Length);
            for (var q = 0; q < levels.Length; q++)
                quantiles[(s * levels.Length) + q] = At(five, levels[q]);
        }
    }

    public void Write(ModelWriter writer)
    {
    }

    public void Read(ModelReader reader)
    {
    }

    /// <summary>The quantile of a level out of the five in ascending order.</summary>
    public static double At(ReadOnlySpan<double> five, double level)
    {
        var known = QuantileTrees.Levels;
        var k = 1;
        while (k < known.Length - 1 && level > known[k])
            k++;
        return five[k - 1] + ((five[k] - five[k - 1]) * (level - known[k - 1]) / (known[k] - known[k - 1]));
    }
}
