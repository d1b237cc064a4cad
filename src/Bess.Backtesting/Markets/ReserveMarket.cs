using Bess.Domain.Reserve;
using Bess.Domain.Series;

namespace Bess.Backtesting.Markets;

/// <summary>A reserve capacity market: its product and the series of its price.</summary>
/// <param name="Product">The rules.</param>
/// <param name="PricePerMwHour">Capacity price, currency per MW and hour; may be negative.</param>
public sealed record ReserveMarket(ReserveProduct Product, SeriesId PricePerMwHour);
