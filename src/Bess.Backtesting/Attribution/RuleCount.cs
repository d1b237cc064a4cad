namespace Bess.Backtesting.Attribution;

/// <summary>A rule that was applied because something was missing or failed.</summary>
/// <param name="Rule">In words.</param>
/// <param name="Days">On how many days.</param>
public sealed record RuleCount(string Rule, int Days);
