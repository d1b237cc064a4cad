using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Persistence;

/// <summary>A point forecast, the mean of some members, with the empirical quantiles of its own errors in the same hour of the last days.</summary>
/// <remarks>The quantile of level τ is the order statistic (n + 1) τ, on the straight line between its neighbours, and held at the first and last.</remarks>
internal sealed class ResidualHead(int firstMember, int memberCount, int allMembers, double[] levels, int windowDays) : IQuantileHead
{
    private const int Slots = DayCalendar.Slots;

    private double[] _offsets = new double[Slots * levels.Length];

    public void Fit(IReadOnlyList<ForecastDay> known)
    {
        var errors = new double[Math.Min(windowDays, known.Count)];
        for (var s = 0; s < Slots; s++)
        {
            var count = 0;
            for (var i = known.Count - errors.Length; i < known.Count; i++)
            {
                var error = known[i].Actual![s] - Point(known[i].Members, s);
                if (!double.IsNaN(error))
                    errors[count++] = error;
            }

            Array.Sort(errors, 0, count);
            for (var q = 0; q < levels.Length; q++)
                _offsets[(s * levels.Length) + q] = count == 0 ? 0 : Quantile(errors.AsSpan(0, count), levels[q]);
        }
    }

    public void Predict(ReadOnlySpan<double> members, double scale, Span<double> quantiles)
    {
        for (var s = 0; s < Slots; s++)
        {
            var point = Point(members, s);
            for (var q = 0; q < levels.Length; q++)
                quantiles[(s * levels.Length) + q] = point + _offsets[(s * levels.Length) + q];
        }
    }

    public void Write(ModelWriter writer) => writer.Write(_offsets);

    public void Read(ModelReader reader)
    {
        _offsets = reader.Doubles();
        reader.Require(_offsets.Length == Slots * levels.Length, "offsets for every hour and level");
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double level)
    {
        var at = Math.Clamp(((sorted.Length + 1) * level) - 1, 0, sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private double Point(ReadOnlySpan<double> members, int slot)
    {
        var sum = 0.0;
        for (var m = 0; m < memberCount; m++)
            sum += members[(slot * allMembers) + firstMember + m];
        return sum / memberCount;
    }
}
