namespace Bess.Backtesting.Desk;

/// <summary>What a series has and lacks in a calendar month.</summary>
/// <param name="Month">First day of the month, UTC.</param>
/// <param name="Values">Values that are there.</param>
/// <param name="Missing">Steps without a value, at the step that is most frequent in the series.</param>
public sealed record MonthListing(DateOnly Month, int Values, int Missing);
