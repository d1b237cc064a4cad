namespace Bess.Backtesting.Running;

/// <summary>On which days a run was decided again with everything later permuted, and whether that changed a decision.</summary>
/// <param name="Statement">What was checked, in words.</param>
/// <param name="CheckedDays">Days whose decision was made again.</param>
/// <param name="LeakingDays">Those whose decision changed: must be empty.</param>
public sealed record LeakageCertificate(string Statement, IReadOnlyList<DateOnly> CheckedDays, IReadOnlyList<DateOnly> LeakingDays)
{
    /// <summary>Whether no leak was found on at least one checked day.</summary>
    public bool IsClean => CheckedDays.Count > 0 && LeakingDays.Count == 0;
}
