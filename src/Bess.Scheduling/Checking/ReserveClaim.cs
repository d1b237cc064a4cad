using Bess.Domain.Reserve;

namespace Bess.Scheduling.Checking;

/// <summary>What a plan sells of a reserve product.</summary>
/// <param name="Product">The rules that hold in the market, whatever the plan was made with.</param>
/// <param name="SoldMw">Capacity sold, MW, one a step.</param>
public sealed record ReserveClaim(ReserveProduct Product, IReadOnlyList<double> SoldMw);
