namespace Bess.Backtesting.Running;

/// <summary>How far a run is.</summary>
/// <param name="Day">The day that was closed.</param>
/// <param name="DaysDone">Days closed so far.</param>
/// <param name="Days">Days of the run.</param>
/// <param name="NetSoFar">Net of the closed days, currency.</param>
public readonly record struct BacktestProgress(DateOnly Day, int DaysDone, int Days, decimal NetSoFar);
