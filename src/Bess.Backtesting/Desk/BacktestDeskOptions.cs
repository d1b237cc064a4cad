namespace Bess.Backtesting.Desk;

/// <summary>What a host gives to its <see cref="BacktestDesk"/>.</summary>
/// <param name="Folder">Folder of all runs; made with the first.</param>
/// <param name="Page">Makes the report of a run.</param>
public sealed record BacktestDeskOptions(string Folder, Func<FinishedBacktest, string> Page)
{
    /// <summary>Folder in which all runs keep their forecasts by the hash of what they rest on; null for each run its own.</summary>
    public string? Forecasts { get; init; }

    /// <summary>What may be asked for.</summary>
    public BacktestLimits Limits { get; init; } = new();

    /// <summary>Told what the host's log should know; null for nobody.</summary>
    public Action<string>? Warn { get; init; }
}
