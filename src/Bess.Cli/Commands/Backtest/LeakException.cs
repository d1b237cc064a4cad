using Bess.Backtesting.Running;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Ends a series of backtests of which one leaked: none of its figures may be shown.</summary>
internal sealed class LeakException(LeakageCertificate certificate) : Exception("decisions rested on what was not known yet")
{
    public LeakageCertificate Certificate { get; } = certificate;
}
