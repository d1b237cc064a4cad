using Bess.Domain;
using Bess.Domain.Units;

namespace Bess.Markets.Sources.Csv;

/// <summary>A column of energy prices: its name ends in <c>_eur_per_mwh</c> or another currency.</summary>
internal sealed record PriceColumn(string Name, int Index, Currency Currency)
{
    private const string Suffix = "_per_mwh";

    public static PriceColumn? TryParse(string name, int index)
    {
        if (!name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase))
            return null;
        var stem = name[..^Suffix.Length];
        var code = stem[(stem.LastIndexOf('_') + 1)..].ToUpperInvariant();
        return Currency.IsCode(code) && stem.Length > code.Length ? new PriceColumn(name, index, new Currency(code)) : null;
    }

    public static PriceColumn[] All(CsvTable table) =>
        table.Header.Select(TryParse).OfType<PriceColumn>().ToArray();

    /// <summary>The one column asked for, or null with a fault added to the table.</summary>
    public static PriceColumn? Choose(CsvTable table, string? asked, Currency? currency)
    {
        var all = All(table);
        var listed = all.Length == 0 ? "no column named like day_ahead_eur_per_mwh" : string.Join(", ", all.Select(column => column.Name));
        var matches = all.Where(column => Matches(column, asked)).ToArray();
        if (matches.Length == 0)
            return Refuse(table, asked is null ? "a price column" : $"a price column '{asked}'", listed);
        var inCurrency = matches.Where(column => currency is null || column.Currency == currency).ToArray();
        if (inCurrency.Length == 0)
            return Refuse(table, $"prices in {currency}", $"prices in {string.Join(" and ", matches.Select(c => c.Currency.Code).Distinct())}: {listed}");
        if (inCurrency.Length == 1)
            return inCurrency[0];
        var what = inCurrency.Select(column => column.Currency).Distinct().Count() > 1
            ? "one price column in one currency (name the column or the currency)"
            : "one price column (name it)";
        return Refuse(table, what, $"{inCurrency.Length}: {string.Join(", ", inCurrency.Select(column => column.Name))}");
    }

    // A full name, or a name without its unit such as day_ahead.
    private static bool Matches(PriceColumn column, string? asked) =>
        asked is null || column.Name.Equals(asked, StringComparison.OrdinalIgnoreCase)
        || column.Name.Equals($"{asked}_{column.Currency.Code}{Suffix}", StringComparison.OrdinalIgnoreCase);

    private static PriceColumn? Refuse(CsvTable table, string expected, string actual)
    {
        table.Faults.Add(new Fault(table.At(table.HeaderLine), "header", expected, actual));
        return null;
    }
}
