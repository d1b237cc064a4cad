namespace Bess.Backtesting.Attribution;

/// <summary>The worst days of a month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Days">Days of the run in it.</param>
/// <param name="WorstDays">Worst days of the run in it.</param>
/// <param name="OnWorstDays">Net of those, currency.</param>
public sealed record TailMonth(DateOnly Month, int Days, int WorstDays, decimal OnWorstDays);
