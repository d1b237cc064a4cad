using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads capacity prices of a reserve product: <c>timestamp_utc</c> and one column like <c>fcr_n_eur_per_mw_h</c>.</summary>
/// <remarks>A blank cell is a step in which nothing can be sold. The rows may reach beyond the grid but must cover it, in its step.</remarks>
public static class ReservePriceCsv
{
    private const string Suffix = "_per_mw_h";

    /// <summary>Reads a file on a grid.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="grid">The intervals wanted.</param>
    /// <param name="currency">The currency wanted.</param>
    /// <param name="product">Name of the product, such as FCR-D up: chooses <c>fcr_d_up_eur_per_mw_h</c> where there are several columns.</param>
    /// <returns>Currency per MW and hour of each interval, NaN where the cell is blank; or all faults.</returns>
    public static Validated<double[]> Read(string path, TimeGrid grid, Currency currency, string product)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentException.ThrowIfNullOrEmpty(product);
        var table = CsvTable.Read(path);
        var have = PriceCsvReader.Grid(table, grid.Step);
        var ending = $"_{currency.Code}{Suffix}".ToLowerInvariant();
        var own = product.ToLowerInvariant().Replace(' ', '_').Replace('-', '_') + ending;
        int[] columns = [.. Enumerable.Range(0, table.Header.Length).Where(k => table.Header[k].EndsWith(ending, StringComparison.OrdinalIgnoreCase))];
        if (columns.Length > 1)
            columns = [.. columns.Where(k => table.Header[k].Equals(own, StringComparison.OrdinalIgnoreCase))];
        if (columns.Length != 1 && table.Header.Length > 0)
            table.Faults.Add(new Fault(table.At(table.HeaderLine), "header", $"a column {own}, or one alone that ends in {ending}", string.Join(", ", table.Header)));
        double[] prices = columns.Length != 1 ? [] : [.. table.Rows.Select(row => table.Number(row.Line, table.Header[columns[0]], row.Cells[columns[0]], blankAllowed: true))];
        var offset = have?.OffsetOf(grid) ?? -1;
        if (have is not null && offset < 0)
            table.Faults.Add(new Fault(table.Source, StampColumn.Name, $"rows for {grid}", $"{have}"));
        return table.Faults.Count > 0
            ? Validated<double[]>.FromFaults(PriceCsvReader.InFileOrder(table.Faults))
            : Validated<double[]>.FromValue(prices.AsSpan(offset, grid.Count).ToArray());
    }
}
