namespace Bess.Backtesting.Markets;

/// <summary>What trading costs, currency/MWh of traded volume; all ≥ 0. Default: nothing.</summary>
/// <param name="DayAheadPerMwh">Per MWh of day-ahead position |x|.</param>
/// <param name="RealTimePerMwh">Per MWh of |y − x|, traded again in real time.</param>
/// <param name="DeviationPerMwh">Cost of deviating beside the fee, per MWh of |y − x|.</param>
public sealed record MarketFees(double DayAheadPerMwh = 0, double RealTimePerMwh = 0, double DeviationPerMwh = 0);
