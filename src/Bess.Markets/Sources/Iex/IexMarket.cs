namespace Bess.Markets.Sources.Iex;

/// <summary>A market of the Indian Energy Exchange; its documents do not always name it.</summary>
public enum IexMarket
{
    /// <summary>Day-ahead market, DAM.</summary>
    DayAhead = 0,

    /// <summary>Real-time market, RTM.</summary>
    RealTime = 1,

    /// <summary>Green day-ahead market, GDAM.</summary>
    GreenDayAhead = 2,
}
