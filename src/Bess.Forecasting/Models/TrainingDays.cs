using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>Days with features and actual curves, as they could be read at one instant; grows with the instant.</summary>
/// <remarks>A day is in it when it has a row and at least 20 hours of its curve are known. Not thread-safe while it grows.</remarks>
internal sealed class TrainingDays(FeatureBuilder builder)
{
    private const int LeastHours = 20;
    private const int WaitDays = 3;

    private readonly List<DayRow> _rows = [];
    private readonly List<double[]> _actuals = [];
    private int _next = int.MinValue;

    public FeatureBuilder Builder => builder;

    public int Count => _rows.Count;

    /// <summary>Days that were passed over for lack of features or actuals.</summary>
    public int PassedOver { get; private set; }

    public DayRow Row(int index) => _rows[index];

    /// <summary>The curve by the wall clock; NaN is missing.</summary>
    public double[] Actual(int index) => _actuals[index];

    /// <summary>Takes in the days before a day whose curves are known at an instant.</summary>
    /// <param name="day">First day that is not taken.</param>
    /// <param name="instant">UTC ticks.</param>
    public void Grow(int day, long instant)
    {
        if (_next == int.MinValue)
            _next = builder.Target.FirstDay;
        for (; _next < day; _next++)
        {
            var actual = builder.Actual(_next, instant);
            var known = actual.Count(value => !double.IsNaN(value));
            if (known < DayCalendar.Slots - 1 && day - _next <= WaitDays)
            {
                // It may be published yet: it is asked for again tomorrow.
                if (known < LeastHours || _next == day - 1)
                    return;
            }

            if (builder.Row(_next) is { } row && known >= LeastHours)
            {
                _rows.Add(row);
                _actuals.Add(actual);
            }
            else
            {
                PassedOver++;
            }
        }
    }

    /// <summary>Index of the first day that is not before a day.</summary>
    public int IndexFrom(int day)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_rows[middle].Day < day)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Number of days before a day.</summary>
    public int CountBefore(int day) => IndexFrom(day);
}
