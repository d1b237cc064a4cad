namespace Bess.Backtesting.Desk;

/// <summary>A day of a run; amounts in its currency.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Net">Its net.</param>
/// <param name="Ceiling">What perfect foresight would have earned; null while it is not known.</param>
/// <param name="Expected">What was expected at the decision; NaN for nothing.</param>
/// <param name="Streams">Money by stream; sums to the net.</param>
/// <param name="Sum">Net of all days so far.</param>
/// <param name="CeilingSum">Ceiling of all days so far; null while it is not known.</param>
/// <param name="Drawdown">Highest sum so far, the start 0 included, less <paramref name="Sum"/>; ≥ 0.</param>
/// <param name="Cycles">Energy taken out of the cells / usable window.</param>
/// <param name="DischargedMwh">Energy discharged at the connection point.</param>
/// <param name="ChargedMwh">Energy charged there.</param>
/// <param name="StartEnergyMwh">Stored energy before the first step.</param>
/// <param name="EndEnergyMwh">Stored energy after the last.</param>
/// <param name="Rules">Rules that were applied.</param>
public sealed record DayLine(
    DateOnly Day, decimal Net, decimal? Ceiling, double Expected, IReadOnlyDictionary<string, decimal> Streams, decimal Sum, decimal? CeilingSum, decimal Drawdown,
    double Cycles, double DischargedMwh, double ChargedMwh, double StartEnergyMwh, double EndEnergyMwh, IReadOnlyList<string> Rules);
