namespace Bess.Backtesting.Attribution;

/// <summary>The money of a day.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Net">Net, currency.</param>
/// <param name="Streams">The same by stream; sums to the net.</param>
public sealed record DayMoney(DateOnly Day, decimal Net, IReadOnlyDictionary<string, decimal> Streams);
