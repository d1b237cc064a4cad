namespace Bess.Backtesting.Running;

/// <summary>Reserve sold on a day.</summary>
/// <param name="Product">Name of the product.</param>
/// <param name="CapacityMw">Sold capacity of each step, MW.</param>
/// <param name="PricePerMwHour">Cleared capacity price of each step, currency per MW and hour.</param>
public sealed record ReserveSale(string Product, IReadOnlyList<double> CapacityMw, IReadOnlyList<double> PricePerMwHour)
{
    /// <summary>Capacity that could have been delivered in each step, MW; less than sold where stored energy was missing.</summary>
    public IReadOnlyList<double> HeldMw { get; init; } = CapacityMw;
}
