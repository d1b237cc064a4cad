using Bess.Domain.Units;

namespace Bess.Backtesting.Markets;

/// <summary>Parts of the name of a price column: <c>system_price_gbp_per_mwh</c> is <c>system_price</c> in GBP.</summary>
internal static class PriceName
{
    private const string EnergyUnit = "_per_mwh";
    private const string CapacityUnit = "_per_mw_h";

    public static (string? Stem, Currency Currency) Split(string column) => Cut(column, EnergyUnit);

    public static (string? Stem, Currency Currency) SplitCapacity(string column) => Cut(column, CapacityUnit);

    public static string InCurrency(string column, Currency currency)
    {
        var unit = column.EndsWith(EnergyUnit, StringComparison.Ordinal) ? EnergyUnit : CapacityUnit;
        return $"{Cut(column, unit).Stem}_{currency.Code.ToLowerInvariant()}{unit}";
    }

    private static (string? Stem, Currency Currency) Cut(string column, string unit)
    {
        if (!column.EndsWith(unit, StringComparison.Ordinal))
            return default;
        var stem = column[..^unit.Length];
        var cut = stem.LastIndexOf('_');
        var code = stem[(cut + 1)..].ToUpperInvariant();
        return cut > 0 && Currency.IsCode(code) ? (stem[..cut], new Currency(code)) : default;
    }
}
