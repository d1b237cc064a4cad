using Bess.Backtesting.Running;

namespace Bess.Backtesting.Desk;

/// <summary>How a backtest ended: either it leaked, and no figure of it may be shown, or it was written.</summary>
/// <param name="Leak">The certificate of a leak; null as a rule.</param>
/// <param name="Written">What was written; null when it leaked.</param>
public sealed record BacktestEnd(LeakageCertificate? Leak, WrittenBacktest? Written);
