namespace Bess.Backtesting.Attribution;

/// <summary>What a stream earned in a local hour on the worst days and on all days.</summary>
/// <param name="Hour">Local hour, 0 … 23; null for money that falls on no hour.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="OnWorstDays">Sum over the worst days, currency.</param>
/// <param name="OnAllDays">Sum over all days, currency.</param>
/// <param name="ShortfallPerDay">Mean of an average day − mean of a worst day, currency a day; &gt; 0 where the worst days lose against the average.</param>
public sealed record TailCell(int? Hour, string Stream, decimal OnWorstDays, decimal OnAllDays, double ShortfallPerDay);
