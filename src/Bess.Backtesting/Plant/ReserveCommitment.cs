using Bess.Domain.Reserve;

namespace Bess.Backtesting.Plant;

/// <summary>Reserve that a step must hold.</summary>
/// <param name="Product">The rules.</param>
/// <param name="SoldMw">Capacity, MW; ≥ 0.</param>
public readonly record struct ReserveCommitment(ReserveProduct Product, double SoldMw);
