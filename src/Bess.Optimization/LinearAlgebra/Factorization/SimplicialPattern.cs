using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Pattern of L by columns and by rows, and K's upper triangle in permuted order.</summary>
/// <remarks>Immutable. Row k of L is the union of the tree paths from the entries of column k of K (Liu 1990).</remarks>
internal sealed class SimplicialPattern
{
    private SimplicialPattern(LowerPattern upper, int[] diagonal, int[] columnPointers, int[] rowPointers)
    {
        Upper = upper;
        Diagonal = diagonal;
        ColumnPointers = columnPointers;
        RowPointers = rowPointers;
        RowIndices = new int[columnPointers[^1]];
        RowColumns = new int[columnPointers[^1]];
    }

    /// <summary>Upper triangle of the permuted K by columns.</summary>
    public LowerPattern Upper { get; }

    /// <summary>Index in K's upper triangle of each diagonal entry, by pivot position; −1 where there is none.</summary>
    public int[] Diagonal { get; }

    /// <summary>Column starts of L without its unit diagonal; length n + 1.</summary>
    public int[] ColumnPointers { get; }

    /// <summary>Rows of L, ascending in a column.</summary>
    public int[] RowIndices { get; }

    /// <summary>Row starts of L; length n + 1.</summary>
    public int[] RowPointers { get; }

    /// <summary>Columns of L by row, ascending.</summary>
    public int[] RowColumns { get; }

    /// <summary>Builds the pattern.</summary>
    /// <param name="upper">Upper triangle of K.</param>
    /// <param name="inverse">Pivot position of each index.</param>
    /// <param name="parent">Elimination tree of the permuted K.</param>
    /// <param name="counts">Column counts of L, diagonal included.</param>
    public static SimplicialPattern Build(SparseMatrix upper, int[] inverse, int[] parent, int[] counts)
    {
        int n = inverse.Length;
        var permuted = LowerPattern.Of(upper, inverse, transposed: true);
        var diagonal = new int[n];
        for (int j = 0; j < n; j++)
        {
            int last = upper.ColumnPointers[j + 1] - 1;
            bool present = last >= upper.ColumnPointers[j] && upper.RowIndices[last] == j;
            diagonal[inverse[j]] = present ? last : -1;
        }

        var columnPointers = new int[n + 1];
        for (int j = 0; j < n; j++) columnPointers[j + 1] = columnPointers[j] + counts[j] - 1;
        var pattern = new SimplicialPattern(permuted, diagonal, columnPointers, new int[n + 1]);
        pattern.WalkRows(parent);
        pattern.SortRowColumns();
        return pattern;
    }

    /// <summary>Visits the rows of L in order, which fills the columns of L in ascending order, and counts the rows.</summary>
    private void WalkRows(int[] parent)
    {
        int n = parent.Length;
        var mark = new int[n];
        var next = ColumnPointers.AsSpan(0, n).ToArray();
        Array.Fill(mark, -1);
        int total = 0;
        for (int k = 0; k < n; k++)
        {
            mark[k] = k;
            for (int p = Upper.Pointers[k]; p < Upper.Pointers[k + 1]; p++)
            {
                for (int i = Upper.Rows[p]; mark[i] != k; i = parent[i])
                {
                    mark[i] = k;
                    RowIndices[next[i]++] = k;
                    total++;
                }
            }

            RowPointers[k + 1] = total;
        }
    }

    private void SortRowColumns()
    {
        int n = Diagonal.Length;
        var next = RowPointers.AsSpan(0, n).ToArray();
        for (int j = 0; j < n; j++)
        {
            for (int p = ColumnPointers[j]; p < ColumnPointers[j + 1]; p++) RowColumns[next[RowIndices[p]]++] = j;
        }
    }
}
