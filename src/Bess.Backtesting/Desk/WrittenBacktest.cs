namespace Bess.Backtesting.Desk;

/// <summary>A finished backtest and the documents that were written of it.</summary>
/// <param name="Data">The run with its figures.</param>
/// <param name="Document">result.json.</param>
/// <param name="Page">report.html.</param>
public sealed record WrittenBacktest(FinishedBacktest Data, BacktestDocument Document, string Page);
