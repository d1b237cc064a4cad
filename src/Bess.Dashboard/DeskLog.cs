namespace Bess.Dashboard;

/// <summary>What the backtest desk tells the log.</summary>
internal static partial class DeskLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Backtests: {Text}")]
    public static partial void Warn(ILogger logger, string text);
}
