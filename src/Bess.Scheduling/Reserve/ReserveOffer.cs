using Bess.Domain.Reserve;

namespace Bess.Scheduling.Reserve;

/// <summary>A reserve product with its prices on the grid of the plan.</summary>
public sealed record ReserveOffer
{
    /// <summary>The rules.</summary>
    public required ReserveProduct Product { get; init; }

    /// <summary>Capacity price of each step, currency per MW and hour; may be negative (a charge); NaN where nothing can be sold.</summary>
    public required IReadOnlyList<double> PricePerMwHour { get; init; }

    /// <summary>Paid for activated upward energy, currency/MWh, per step; null for the mean price of the first venue.</summary>
    public IReadOnlyList<double>? UpwardEnergyPricePerMwh { get; init; }

    /// <summary>Paid by the plant for activated downward energy, currency/MWh, per step; null for the mean price of the first venue.</summary>
    public IReadOnlyList<double>? DownwardEnergyPricePerMwh { get; init; }

    /// <summary>Most that is sold, MW; null for what the power limits allow.</summary>
    public double? MaximumMw { get; init; }
}
