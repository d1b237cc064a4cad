namespace Bess.Cli.Commands.Backtest;

/// <summary>Where a backtest goes; absolute paths.</summary>
/// <param name="Folder">The run's folder; null for one with a name by time.</param>
/// <param name="Report">A page beside it; null for none.</param>
/// <param name="Forecasts">Folder of forecasts; null for one in the run's folder.</param>
internal sealed record BacktestPlace(string? Folder, string? Report, string? Forecasts)
{
    /// <summary>Weights of risk of the frontier in the report; empty for none.</summary>
    public IReadOnlyList<double> FrontierLambdas { get; init; } = [];
}
