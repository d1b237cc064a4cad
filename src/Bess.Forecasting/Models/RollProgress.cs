namespace Bess.Forecasting.Models;

/// <summary>How far a roll is.</summary>
/// <param name="Day">The day that was forecast last.</param>
/// <param name="Done">Days forecast so far, those of the warm-up included.</param>
/// <param name="Total">All days.</param>
public readonly record struct RollProgress(DateOnly Day, int Done, int Total);
