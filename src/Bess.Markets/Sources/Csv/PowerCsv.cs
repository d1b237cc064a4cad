using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>
/// Reads commitments and injections: <c>timestamp_utc,power_mw</c> and, for priced deviations,
/// <c>surplus_price_eur_per_mwh,shortfall_price_eur_per_mwh</c>.
/// </summary>
/// <remarks>
/// Regular steps in order of time; every cell a finite number; columns of other names are refused. The rows may reach beyond the
/// grid asked for but must cover it. Lines that begin with <c>#</c> are skipped. Faults are told all together, with line numbers.
/// </remarks>
public static class PowerCsv
{
    /// <summary>Name of the column that makes a table one of power.</summary>
    public const string PowerColumn = "power_mw";

    private const string Surplus = "surplus_price";
    private const string Shortfall = "shortfall_price";

    /// <summary>Reads a file on a grid.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="grid">The intervals wanted; null for all rows of the file.</param>
    /// <returns>The powers of exactly the intervals wanted, or all faults.</returns>
    public static Validated<PowerTable> Read(string path, TimeGrid? grid)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(CsvTable.Read(path), grid);
    }

    /// <summary>Reads a text on a grid.</summary>
    /// <param name="reader">The text; read to its end, not closed.</param>
    /// <param name="source">Name of the source for faults.</param>
    /// <param name="grid">The intervals wanted; null for all rows of the file.</param>
    /// <returns>The powers of exactly the intervals wanted, or all faults.</returns>
    public static Validated<PowerTable> Read(TextReader reader, string source, TimeGrid? grid)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return Read(CsvTable.Read(reader, source), grid);
    }

    private static Validated<PowerTable> Read(CsvTable table, TimeGrid? grid)
    {
        var have = PriceCsvReader.Grid(table, grid?.Step);
        var power = table.RequireColumn(PowerColumn);
        var (surplus, shortfall) = DeviationPrices(table);
        RefuseOthers(table, surplus, shortfall);
        var powerMw = Column(table, power);
        var surplusPrices = surplus is null ? null : Column(table, surplus.Index);
        var shortfallPrices = shortfall is null ? null : Column(table, shortfall.Index);
        grid ??= have;
        var offset = grid is null ? -1 : have?.OffsetOf(grid) ?? -1;
        if (have is not null && grid is not null && offset < 0)
            table.Faults.Add(new Fault(table.Source, StampColumn.Name, $"rows for {grid}", $"{have}{Lacking(have, grid)}"));
        if (table.Faults.Count > 0)
            return Validated<PowerTable>.FromFaults(PriceCsvReader.InFileOrder(table.Faults));
        double[] Part(double[] all) => all.AsSpan(offset, grid!.Count).ToArray();
        return Validated<PowerTable>.FromValue(new PowerTable(
            grid!, Part(powerMw), surplusPrices is null ? null : Part(surplusPrices), shortfallPrices is null ? null : Part(shortfallPrices),
            surplus?.Currency));
    }

    private static string Lacking(TimeGrid have, TimeGrid want)
    {
        var lacking = Enumerable.Range(0, want.Count).Select(want.StartOf).Where(at => !have.Contains(at)).Select(UtcText.Of).ToArray();
        return lacking.Length == 0 ? " (starts not aligned)" : $"; missing {string.Join(", ", lacking)}";
    }

    private static double[] Column(CsvTable table, int index) => index < 0
        ? []
        : table.Rows.Select(row => table.Number(row.Line, table.Header[index], row.Cells[index], blankAllowed: false)).ToArray();

    // Both or neither, in one currency.
    private static (PriceColumn? Surplus, PriceColumn? Shortfall) DeviationPrices(CsvTable table)
    {
        var surplus = Priced(table, Surplus);
        var shortfall = Priced(table, Shortfall);
        if (surplus is null && shortfall is null)
            return (null, null);
        if (surplus is null || shortfall is null)
        {
            var (there, absent) = surplus is null ? (shortfall!, Surplus) : (surplus, Shortfall);
            table.Faults.Add(new Fault(
                table.At(table.HeaderLine), "header", $"a column {CsvText.PriceColumn(absent, there.Currency)} beside {there.Name}", "none"));
        }
        else if (surplus.Currency != shortfall.Currency)
        {
            table.Faults.Add(new Fault(table.At(table.HeaderLine), "header", "both deviation prices in one currency", $"{surplus.Name}, {shortfall.Name}"));
        }

        return (surplus, shortfall);
    }

    private static PriceColumn? Priced(CsvTable table, string stem) =>
        PriceColumn.All(table).FirstOrDefault(column => column.Name.Equals(CsvText.PriceColumn(stem, column.Currency), StringComparison.OrdinalIgnoreCase));

    private static void RefuseOthers(CsvTable table, PriceColumn? surplus, PriceColumn? shortfall)
    {
        string?[] known = [StampColumn.Name, PowerColumn, surplus?.Name, shortfall?.Name];
        foreach (var name in table.Header.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            table.Faults.Add(new Fault(
                table.At(table.HeaderLine), "header",
                $"{StampColumn.Name}, {PowerColumn} and at most {Surplus}_eur_per_mwh, {Shortfall}_eur_per_mwh", $"the unknown column '{name}'"));
        }
    }
}
