namespace Bess.Scheduling.Checking;

/// <summary>What a plan says it earns with one reserve product; in the order of the claim's reserves.</summary>
public sealed record ReserveMoney
{
    /// <summary>Capacity price of each step, currency per MW and hour; NaN where nothing can be sold.</summary>
    public required IReadOnlyList<double> PricePerMwHour { get; init; }

    /// <summary>Paid for activated upward energy, currency/MWh, one a step.</summary>
    public required IReadOnlyList<double> UpwardEnergyPricePerMwh { get; init; }

    /// <summary>Paid by the plant for activated downward energy, currency/MWh, one a step.</summary>
    public required IReadOnlyList<double> DownwardEnergyPricePerMwh { get; init; }

    /// <summary>Stated: capacity and expected activation.</summary>
    public required double Revenue { get; init; }
}
