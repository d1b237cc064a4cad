namespace Bess.Backtesting.Desk;

/// <summary>Reserve sold on a day, one value a step.</summary>
/// <param name="Product">Name of the product.</param>
/// <param name="SoldMw">Sold capacity.</param>
/// <param name="HeldMw">What of it could have been delivered.</param>
/// <param name="PricePerMwHour">Capacity price, currency per MW and hour.</param>
public sealed record ReserveLine(string Product, IReadOnlyList<double> SoldMw, IReadOnlyList<double> HeldMw, IReadOnlyList<double> PricePerMwHour);
