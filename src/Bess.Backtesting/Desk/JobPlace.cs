namespace Bess.Backtesting.Desk;

/// <summary>What a host gives to a backtest.</summary>
/// <param name="Forecasts">Folder of forecasts; null for one in the run's folder.</param>
/// <param name="FolderWords">The run's folder in the words of the host; null for none.</param>
/// <param name="Page">Makes the report.</param>
/// <param name="Seconds">What the run took so far.</param>
public sealed record JobPlace(string? Forecasts, string? FolderWords, Func<FinishedBacktest, string> Page, Func<double> Seconds);
