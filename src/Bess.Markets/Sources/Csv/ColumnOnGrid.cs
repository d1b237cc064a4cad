using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads one column of numbers on the steps of a plan.</summary>
internal static class ColumnOnGrid
{
    /// <summary>Reads the column.</summary>
    /// <param name="table">The table; takes the faults.</param>
    /// <param name="grid">The intervals wanted; the rows may reach beyond them but must cover them, in their step.</param>
    /// <param name="own">Name of the column, where several have the ending.</param>
    /// <param name="ending">How its name ends.</param>
    /// <param name="blankAllowed">Whether a blank cell is NaN, or a fault.</param>
    /// <param name="check">What a number is expected to be when it is refused; null where it is good. Null for any number.</param>
    public static Validated<double[]> Read(CsvTable table, TimeGrid grid, string own, string ending, bool blankAllowed, Func<double, string?>? check = null)
    {
        var have = PriceCsvReader.Grid(table, grid.Step);
        int[] columns = [.. Enumerable.Range(0, table.Header.Length).Where(k => table.Header[k].EndsWith(ending, StringComparison.OrdinalIgnoreCase))];
        if (columns.Length > 1)
            columns = [.. columns.Where(k => table.Header[k].Equals(own, StringComparison.OrdinalIgnoreCase))];
        if (columns.Length != 1 && table.Header.Length > 0)
            table.Faults.Add(new Fault(table.At(table.HeaderLine), "header", $"a column {own}, or one alone that ends in {ending}", string.Join(", ", table.Header)));
        double[] values = columns.Length != 1 ? [] : [.. table.Rows.Select(row => Number(table, row, columns[0], blankAllowed, check))];
        var offset = have?.OffsetOf(grid) ?? -1;
        if (have is not null && offset < 0)
            table.Faults.Add(new Fault(table.Source, StampColumn.Name, $"rows for {grid}", $"{have}"));
        return table.Faults.Count > 0
            ? Validated<double[]>.FromFaults(PriceCsvReader.InFileOrder(table.Faults))
            : Validated<double[]>.FromValue(values.AsSpan(offset, grid.Count).ToArray());
    }

    private static double Number(CsvTable table, (int Line, string[] Cells) row, int column, bool blankAllowed, Func<double, string?>? check)
    {
        var value = table.Number(row.Line, table.Header[column], row.Cells[column], blankAllowed);
        if (double.IsFinite(value) && check?.Invoke(value) is { } expected)
            table.Faults.Add(new Fault(table.At(row.Line), table.Header[column], expected, row.Cells[column]));
        return value;
    }
}
