using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>What became of asking for a backtest.</summary>
/// <param name="Run">The run; null when it was refused.</param>
/// <param name="Faults">Why it was refused.</param>
/// <param name="IsFull">Whether it was refused because too many wait.</param>
public sealed record DeskStart(DeskRunView? Run, IReadOnlyList<Fault> Faults, bool IsFull = false);
