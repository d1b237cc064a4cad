namespace Bess.Markets.Settlement;

/// <summary>Reserve of one product on a day, with what of it was held.</summary>
public sealed record ReserveLine
{
    /// <summary>Name of the product.</summary>
    public required string Product { get; init; }

    /// <summary>Sold capacity of each step, MW.</summary>
    public required IReadOnlyList<double> SoldMw { get; init; }

    /// <summary>Capacity that could have been delivered in each step, MW; at most what was sold.</summary>
    public required IReadOnlyList<double> HeldMw { get; init; }

    /// <summary>Capacity price of each step, currency per MW and hour; NaN where there is none.</summary>
    public required IReadOnlyList<double> PricePerMwHour { get; init; }

    /// <summary>The block to which each step belongs; equal numbers are one block.</summary>
    public required IReadOnlyList<long> Blocks { get; init; }

    /// <summary>Expected upward activation, MWh given per MW held and hour.</summary>
    public decimal ActivatedUpPerMw { get; init; }

    /// <summary>Expected downward activation, MWh taken per MW held and hour.</summary>
    public decimal ActivatedDownPerMw { get; init; }

    /// <summary>Further throughput that ages the battery, MWh per MW held and hour.</summary>
    public decimal ThroughputPerMw { get; init; }

    /// <summary>What capacity is paid for in a step: the least that was held in its block; where the price is negative, what was sold.</summary>
    /// <param name="step">The step.</param>
    public decimal PaidMw(int step)
    {
        if (!(PricePerMwHour[step] >= 0))
            return (decimal)SoldMw[step];
        var least = HeldMw[step];
        for (var t = 0; t < HeldMw.Count; t++)
            least = Blocks[t] == Blocks[step] ? Math.Min(least, HeldMw[t]) : least;
        return (decimal)least;
    }
}
