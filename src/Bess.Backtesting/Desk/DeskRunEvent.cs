namespace Bess.Backtesting.Desk;

/// <summary>Something that happened to a backtest of a desk.</summary>
/// <param name="Number">From 0, without gaps, also over restarts.</param>
/// <param name="State">Where it stands after it.</param>
/// <param name="Step">What is being done; null for a change of state.</param>
/// <param name="Done">How much of the step.</param>
/// <param name="Total">Of how much; 0 when that is not known.</param>
/// <param name="Day">The day that was closed; null but of days.</param>
/// <param name="Net">Net of the closed days; null but of days.</param>
/// <param name="Text">Why the state changed; empty when there is nothing to say.</param>
public sealed record DeskRunEvent(int Number, DeskRunState State, DeskStep? Step, int Done, int Total, DateOnly? Day, decimal? Net, string Text);
