using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Lower triangle of a permuted symmetric pattern by columns, diagonal left out; rows in no order.</summary>
internal readonly struct LowerPattern
{
    private LowerPattern(int[] pointers, int[] rows, int[] entries)
    {
        Pointers = pointers;
        Rows = rows;
        Entries = entries;
    }

    /// <summary>Column starts; length n + 1.</summary>
    public int[] Pointers { get; }

    /// <summary>Row of each entry, greater than its column.</summary>
    public int[] Rows { get; }

    /// <summary>Index of each entry in the unpermuted upper triangle.</summary>
    public int[] Entries { get; }

    /// <summary>Permutes.</summary>
    /// <param name="upper">Upper triangle.</param>
    /// <param name="inverse">New place of each index.</param>
    /// <param name="transposed">True to file each entry under the greater of its places (upper triangle by columns).</param>
    public static LowerPattern Of(SparseMatrix upper, int[] inverse, bool transposed = false)
    {
        int n = upper.ColumnCount;
        var source = upper.ColumnPointers;
        var sourceRows = upper.RowIndices;
        var pointers = new int[n + 1];
        for (int j = 0; j < n; j++)
        {
            int column = inverse[j];
            for (int p = source[j]; p < source[j + 1]; p++)
            {
                int row = inverse[sourceRows[p]];
                if (row != column) pointers[(row < column) != transposed ? row : column]++;
            }
        }

        // Fill from the ends of the columns down, which leaves the pointers at their starts.
        int sum = 0;
        for (int j = 0; j <= n; j++) pointers[j] = sum += j < n ? pointers[j] : 0;
        var rows = new int[sum];
        var entries = new int[sum];
        for (int j = n - 1; j >= 0; j--)
        {
            int column = inverse[j];
            for (int p = source[j + 1] - 1; p >= source[j]; p--)
            {
                int row = inverse[sourceRows[p]];
                if (row == column) continue;
                bool underRow = (row < column) != transposed;
                int slot = --pointers[underRow ? row : column];
                rows[slot] = underRow ? column : row;
                entries[slot] = p;
            }
        }

        return new LowerPattern(pointers, rows, entries);
    }
}
