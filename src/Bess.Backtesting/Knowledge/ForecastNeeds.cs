namespace Bess.Backtesting.Knowledge;

/// <summary>Which forecasts a strategy looks at, so that no other is made.</summary>
[Flags]
public enum ForecastNeeds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The day-ahead price by the trained model: about a minute a year of days.</summary>
    DayAhead = 1,

    /// <summary>The second price.</summary>
    RealTime = 2,

    /// <summary>Prices of reserve capacity.</summary>
    Reserves = 4,

    /// <summary>Joint paths of all of these.</summary>
    Paths = 8,
}
