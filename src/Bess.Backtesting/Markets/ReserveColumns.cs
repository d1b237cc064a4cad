using Bess.Domain.Reserve;

namespace Bess.Backtesting.Markets;

/// <summary>Which columns of capacity prices belong to which product.</summary>
public static class ReserveColumns
{
    /// <summary>Products by the name of their column, without currency and unit.</summary>
    public static IReadOnlyDictionary<string, ReserveProduct> Products { get; } = new Dictionary<string, ReserveProduct>
    {
        ["fcr_n"] = ReserveProducts.FcrN,
        ["fcr_d_up"] = ReserveProducts.FcrDUp,
        ["fcr_d_down"] = ReserveProducts.FcrDDown,
        ["dcl"] = ReserveProducts.DcLow,
        ["dch"] = ReserveProducts.DcHigh,
        ["dml"] = ReserveProducts.DmLow,
        ["dmh"] = ReserveProducts.DmHigh,
        ["drl"] = ReserveProducts.DrLow,
        ["drh"] = ReserveProducts.DrHigh,
        ["afrr_up"] = ReserveProducts.AfrrUp,
        ["afrr_down"] = ReserveProducts.AfrrDown,
    };
}
