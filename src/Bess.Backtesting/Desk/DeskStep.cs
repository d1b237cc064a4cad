namespace Bess.Backtesting.Desk;

/// <summary>What a backtest does, in this order.</summary>
public enum DeskStep
{
    /// <summary>Reads the market.</summary>
    Data,

    /// <summary>Makes the forecasts, or takes them from the cache.</summary>
    Forecasts,

    /// <summary>Runs day after day.</summary>
    Days,

    /// <summary>Plans the ceiling and gathers the figures.</summary>
    Figures,

    /// <summary>Permutes what was known later and decides again: the leakage check.</summary>
    Check,
}
