using System.Runtime.InteropServices;

namespace Bess.Optimization.LinearAlgebra.Sparse;

/// <summary>Collects entries in any order and builds a <see cref="SparseMatrix"/>; entries of the same place are summed.</summary>
/// <remarks>Not thread-safe. The builder stays usable after <see cref="Build"/>.</remarks>
public sealed class SparseMatrixBuilder
{
    private readonly List<(int Row, int Column, double Value)> _entries = [];

    /// <summary>Starts an empty matrix.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Number of columns, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public SparseMatrixBuilder(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        RowCount = rows;
        ColumnCount = columns;
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Adds a value at a place; values added at the same place are summed.</summary>
    /// <param name="row">In [0, rows).</param>
    /// <param name="column">In [0, columns).</param>
    /// <param name="value">Finite. Zeros are kept, so that a pattern can be reserved.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place outside the matrix, or a value that is not finite.</exception>
    public void Add(int row, int column, double value)
    {
        if ((uint)row >= (uint)RowCount) throw new ArgumentOutOfRangeException(nameof(row), row, $"Expected a row in [0, {RowCount}).");
        if ((uint)column >= (uint)ColumnCount)
            throw new ArgumentOutOfRangeException(nameof(column), column, $"Expected a column in [0, {ColumnCount}).");
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a finite number.");
        _entries.Add((row, column, value));
    }

    /// <summary>Builds the matrix from the entries so far.</summary>
    /// <returns>A matrix with sorted columns and no duplicates.</returns>
    public SparseMatrix Build()
    {
        // Two stable bucket passes (by row, then by column) sort the triplets in time linear in their number.
        ReadOnlySpan<(int Row, int Column, double Value)> entries = CollectionsMarshal.AsSpan(_entries);
        var byRow = new int[entries.Length];
        var order = new int[entries.Length];
        var next = new int[Math.Max(RowCount, ColumnCount) + 1];
        foreach (ref readonly var entry in entries) next[entry.Row + 1]++;
        for (int i = 0; i < RowCount; i++) next[i + 1] += next[i];
        for (int k = 0; k < entries.Length; k++) byRow[next[entries[k].Row]++] = k;
        Array.Clear(next);
        foreach (ref readonly var entry in entries) next[entry.Column + 1]++;
        for (int j = 0; j < ColumnCount; j++) next[j + 1] += next[j];
        foreach (int k in byRow) order[next[entries[k].Column]++] = k;
        var pointers = new int[ColumnCount + 1];
        var rows = new List<int>(_entries.Count);
        var values = new List<double>(_entries.Count);
        int lastRow = -1;
        int lastColumn = -1;
        foreach (int index in order)
        {
            var (row, column, value) = entries[index];
            if (row == lastRow && column == lastColumn)
            {
                values[^1] += value;
                continue;
            }

            rows.Add(row);
            values.Add(value);
            pointers[column + 1]++;
            (lastRow, lastColumn) = (row, column);
        }

        for (int j = 0; j < ColumnCount; j++) pointers[j + 1] += pointers[j];
        return new SparseMatrix(RowCount, ColumnCount, pointers, rows.ToArray(), values.ToArray());
    }
}
