namespace Bess.Forecasting.Features;

/// <summary>What is known of a day at its decision, as numbers. Arrays are not to be changed.</summary>
internal sealed class DayRow
{
    /// <summary>Day number of delivery.</summary>
    public required int Day { get; init; }

    /// <summary>Decision in UTC ticks.</summary>
    public required long Decision { get; init; }

    /// <summary>Features of the day, the same for all hours; NaN is missing. Length <see cref="FeatureBuilder.LinearCount"/>.</summary>
    public required double[] Linear { get; init; }

    /// <summary>Features of the hours, in units of <see cref="Scale"/> where they are of the target; NaN is missing. 24 × <see cref="FeatureBuilder.HourlyCount"/>.</summary>
    public required double[] Hourly { get; init; }

    /// <summary>The last known curve, by the wall clock.</summary>
    public required double[] Yesterday { get; init; }

    /// <summary>The curve seven days before delivery.</summary>
    public required double[] LastWeek { get; init; }

    /// <summary>Mean of each hour over the seven days before delivery.</summary>
    public required double[] Mean7 { get; init; }

    /// <summary>Robust spread of the target over four weeks, in its unit; &gt; 0.</summary>
    public required double Scale { get; init; }

    /// <summary>How many hours of D−1 … D−7 were missing and were taken from an earlier day.</summary>
    public required int Filled { get; init; }
}
