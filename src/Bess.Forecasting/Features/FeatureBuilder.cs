using Bess.Domain.Series;

namespace Bess.Forecasting.Features;

/// <summary>Makes the features of a day out of what was known at its decision.</summary>
/// <remarks>
/// The rule for gaps: an hour of the target that is missing or not yet published takes the same hour of the latest earlier day that has
/// it, up to four weeks back; an hour that the wall clock skipped takes the mean of its neighbours. A day without that has no row. Other
/// series are left missing. Rows are kept; thread-safe.
/// </remarks>
internal sealed class FeatureBuilder
{
    /// <summary>Of what the features are made; a saved model refuses another version.</summary>
    public const int Version = 1;

    private const int FillDays = 28;
    private const int Lags = 7;

    private readonly KnownDays[] _others;
    private readonly Dictionary<int, DayRow?> _rows = [];
    private readonly Lock _lock = new();

    public FeatureBuilder(MarketData data)
    {
        Data = data;
        Calendar = new DayCalendar(data.Decision.Clock);
        Target = new KnownDays(data.Target, Calendar);
        _others = [.. data.Others.Select(one => new KnownDays(one, Calendar))];
    }

    public MarketData Data { get; }

    public DayCalendar Calendar { get; }

    public KnownDays Target { get; }

    public IEnumerable<SeriesId> Others => _others.Select(one => one.Id);

    public int LinearCount => TargetFeatures.LinearCount + (_others.Length * OtherFeatures.LinearCount);

    public int HourlyCount => TargetFeatures.HourlyCount + (_others.Length * OtherFeatures.HourlyCount);

    public long DecisionOn(int day) => Data.Decision.DecisionOn(DateOnly.FromDayNumber(day)).UtcTicks;

    /// <summary>The actual curve of a day as it was known at an instant; NaN is missing or not yet published.</summary>
    public double[] Actual(int day, long instant) => Target.Read(day, instant);

    /// <summary>The features of a day, or null when too little was known.</summary>
    public DayRow? Row(int day)
    {
        lock (_lock)
        {
            if (_rows.TryGetValue(day, out var held))
                return held;
        }

        var row = Make(day);
        lock (_lock)
            _rows[day] = row;
        return row;
    }

    private DayRow? Make(int day)
    {
        var decision = DecisionOn(day);
        var filled = 0;
        var lags = new double[Lags + 1][];
        for (var lag = 1; lag <= Lags; lag++)
        {
            if (Lag(day - lag, decision, ref filled) is not { } curve)
                return null;
            lags[lag] = curve;
        }

        var month = TargetFeatures.Month(Target, day, decision);
        var (level, scale) = RobustScale.Of(month);
        var hourly = new double[DayCalendar.Slots * HourlyCount];
        var linear = new double[LinearCount];
        var mean7 = Mean(lags);
        TargetFeatures.Linear(day, lags, mean7, level, linear);
        TargetFeatures.Hourly(day, lags, mean7, level, scale, hourly, HourlyCount);
        for (var k = 0; k < _others.Length; k++)
        {
            var at = TargetFeatures.LinearCount + (k * OtherFeatures.LinearCount);
            OtherFeatures.Fill(
                _others[k], day, decision, linear.AsSpan(at, OtherFeatures.LinearCount), hourly, HourlyCount,
                TargetFeatures.HourlyCount + (k * OtherFeatures.HourlyCount));
        }

        return new DayRow
        {
            Day = day,
            Decision = decision,
            Linear = linear,
            Hourly = hourly,
            Yesterday = lags[1],
            LastWeek = lags[Lags],
            Mean7 = mean7,
            Scale = scale,
            Filled = filled,
        };
    }

    private double[]? Lag(int day, long decision, ref int filled)
    {
        var curve = (double[])Target.Read(day, decision).Clone();
        var slots = Calendar.Day(day).SlotOfHour;
        for (var s = 0; s < curve.Length; s++)
        {
            if (!double.IsNaN(curve[s]))
                continue;
            if (Array.IndexOf(slots, (byte)s) < 0)
            {
                // The wall clock skips one hour a year, never the first or last of a day by the rules that are in force.
                curve[s] = s > 0 && s + 1 < curve.Length ? (curve[s - 1] + curve[s + 1]) / 2 : double.NaN;
                if (!double.IsNaN(curve[s]))
                    continue;
            }

            for (var back = 1; back <= FillDays && double.IsNaN(curve[s]); back++)
                curve[s] = Target.Read(day - back, decision)[s];
            if (double.IsNaN(curve[s]))
                return null;
            filled++;
        }

        return curve;
    }

    private static double[] Mean(double[][] lags)
    {
        var mean = new double[DayCalendar.Slots];
        for (var lag = 1; lag <= Lags; lag++)
        {
            for (var s = 0; s < mean.Length; s++)
                mean[s] += lags[lag][s] / Lags;
        }

        return mean;
    }
}
