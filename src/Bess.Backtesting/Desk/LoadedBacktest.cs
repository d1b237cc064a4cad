using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;

namespace Bess.Backtesting.Desk;

/// <summary>A backtest with its data read.</summary>
/// <param name="Request">What is to be run.</param>
/// <param name="Files">The market's files, absolute.</param>
/// <param name="IsSynthetic">Whether prices were made up by a program.</param>
/// <param name="Notes">What was assumed or passed over.</param>
public sealed record LoadedBacktest(BacktestRequest Request, IReadOnlyList<string> Files, bool IsSynthetic, IReadOnlyList<string> Notes)
{
    /// <summary>The site that is run; null for a battery alone.</summary>
    public SiteRequest? Site { get; init; }
}
