namespace Bess.Backtesting.Desk;

/// <summary>The certificate.</summary>
/// <param name="Statement">What was checked, in words.</param>
/// <param name="IsClean">Whether no leak was found on at least one checked day.</param>
/// <param name="CheckedDays">Days whose decision was made again.</param>
/// <param name="LeakingDays">Those whose decision changed.</param>
public sealed record LeakageDocument(string Statement, bool IsClean, IReadOnlyList<DateOnly> CheckedDays, IReadOnlyList<DateOnly> LeakingDays);
