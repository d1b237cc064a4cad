namespace Bess.Scheduling.Explaining;

/// <summary>What it would cost to do the opposite in one interval, everything else planned again around it.</summary>
/// <remarks>Found by solving the problem again with at least <see cref="PowerMw"/> of <see cref="Action"/> forced in the interval; no formula.</remarks>
public sealed record OppositeAction
{
    /// <summary>What was forced.</summary>
    public required IntervalAction Action { get; init; }

    /// <summary>How much of it, MW, ≥ 0: the plan's own power the other way round where that is possible, otherwise the most that is.</summary>
    public required double PowerMw { get; init; }

    /// <summary>What the best such plan costs more than the plan, currency in sure money, ≥ 0; null when no plan does it.</summary>
    public required double? Cost { get; init; }

    /// <summary>Whether <see cref="Cost"/> is that of a best plan; otherwise a better one may exist and the cost is an upper estimate.</summary>
    public required bool IsExact { get; init; }
}
