namespace Bess.Backtesting.Desk;

/// <summary>Where a backtest of a desk stands.</summary>
public enum DeskRunState
{
    /// <summary>Waits for those before it.</summary>
    Queued,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Done,

    /// <summary>Ended without a result.</summary>
    Failed,

    /// <summary>Ended by a person; it can be gone on with.</summary>
    Cancelled,

    /// <summary>Cut off by the end of the process; it can be gone on with.</summary>
    Interrupted,
}
