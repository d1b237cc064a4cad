using Bess.Optimization.LinearAlgebra.Ordering;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>The pattern of a factorisation P K Pᵀ = L D Lᵀ: done once, used by many numeric factorisations.</summary>
/// <remarks>Immutable. T. A. Davis, Direct Methods for Sparse Linear Systems (2006), chapter 4.</remarks>
internal sealed class SymbolicLdl
{
    private SymbolicLdl(int[] permutation, int[] inverse, SparseMatrix permuted, int[] entryMap, int[] columnPointers, int[] rowIndices)
    {
        Permutation = permutation;
        Inverse = inverse;
        Permuted = permuted;
        EntryMap = entryMap;
        ColumnPointers = columnPointers;
        RowIndices = rowIndices;
        (RowPointers, RowColumns) = TransposePattern(columnPointers, rowIndices);
    }

    /// <summary>Order of K.</summary>
    public int Count => Permutation.Length;

    /// <summary>Original index of the k-th pivot.</summary>
    public int[] Permutation { get; }

    /// <summary>Pivot position of each original index.</summary>
    public int[] Inverse { get; }

    /// <summary>Pattern of the upper triangle of P K Pᵀ (its values are meaningless).</summary>
    public SparseMatrix Permuted { get; }

    /// <summary>Place in <see cref="Permuted"/> of each entry of K's upper triangle.</summary>
    public int[] EntryMap { get; }

    /// <summary>Column starts of L without its unit diagonal; length n + 1.</summary>
    public int[] ColumnPointers { get; }

    /// <summary>Rows of L, ascending in a column.</summary>
    public int[] RowIndices { get; }

    /// <summary>Row starts of L; length n + 1.</summary>
    public int[] RowPointers { get; }

    /// <summary>Columns of L by row, ascending.</summary>
    public int[] RowColumns { get; }

    /// <summary>Entries of L without its diagonal.</summary>
    public int FactorNonZeroCount => RowIndices.Length;

    /// <summary>Analyses a pattern with a fill-reducing ordering.</summary>
    public static SymbolicLdl Analyse(SparseMatrix upper) => Analyse(upper, ApproximateMinimumDegree.Order(upper));

    /// <summary>Analyses a pattern with a given ordering, refined by a postorder of its elimination tree (same fill).</summary>
    /// <param name="upper">Upper triangle, diagonal included.</param>
    /// <param name="ordering">Entry k is the original index of pivot k.</param>
    public static SymbolicLdl Analyse(SparseMatrix upper, int[] ordering)
    {
        var (first, _) = Permute(upper, Invert(ordering));
        int[] postorder = EliminationTree.Postorder(EliminationTree.Parents(first));
        var permutation = new int[ordering.Length];
        for (int k = 0; k < permutation.Length; k++) permutation[k] = ordering[postorder[k]];
        int[] inverse = Invert(permutation);
        var (permuted, map) = Permute(upper, inverse);
        var (pointers, rows) = FactorPattern(permuted, EliminationTree.Parents(permuted));
        return new SymbolicLdl(permutation, inverse, permuted, map, pointers, rows);
    }

    private static int[] Invert(int[] permutation)
    {
        var inverse = new int[permutation.Length];
        for (int k = 0; k < permutation.Length; k++) inverse[permutation[k]] = k;
        return inverse;
    }

    private static (SparseMatrix Permuted, int[] EntryMap) Permute(SparseMatrix upper, int[] inverse)
    {
        int n = upper.ColumnCount;
        var byRowPointers = new int[n + 1];
        var pointers = upper.ColumnPointers;
        var rows = upper.RowIndices;
        for (int j = 0; j < n; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++) byRowPointers[Math.Min(inverse[rows[p]], inverse[j]) + 1]++;
        }

        for (int i = 0; i < n; i++) byRowPointers[i + 1] += byRowPointers[i];
        var next = byRowPointers.AsSpan(0, n).ToArray();
        var columnOf = new int[rows.Length];
        var entryOf = new int[rows.Length];
        for (int j = 0; j < n; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                int slot = next[Math.Min(inverse[rows[p]], inverse[j])]++;
                columnOf[slot] = Math.Max(inverse[rows[p]], inverse[j]);
                entryOf[slot] = p;
            }
        }

        return BucketByColumn(n, byRowPointers, columnOf, entryOf);
    }

    /// <summary>Second half of a bucket sort: entries sorted by row go into their columns, rows ascending.</summary>
    private static (SparseMatrix Permuted, int[] EntryMap) BucketByColumn(int n, int[] rowPointers, int[] columnOf, int[] entryOf)
    {
        var columnPointers = new int[n + 1];
        foreach (int column in columnOf) columnPointers[column + 1]++;
        for (int j = 0; j < n; j++) columnPointers[j + 1] += columnPointers[j];
        var next = columnPointers.AsSpan(0, n).ToArray();
        var rowIndices = new int[columnOf.Length];
        var map = new int[columnOf.Length];
        for (int i = 0; i < n; i++)
        {
            for (int slot = rowPointers[i]; slot < rowPointers[i + 1]; slot++)
            {
                int place = next[columnOf[slot]]++;
                rowIndices[place] = i;
                map[entryOf[slot]] = place;
            }
        }

        return (SparseMatrix.FromTrusted(n, n, columnPointers, rowIndices, new double[rowIndices.Length]), map);
    }

    /// <summary>Row k of L is the union of the tree paths from the entries of column k of the upper triangle.</summary>
    private static (int[] Pointers, int[] Rows) FactorPattern(SparseMatrix upper, int[] parent)
    {
        int n = upper.ColumnCount;
        var pointers = new int[n + 1];
        WalkRows(upper, parent, (_, column) => pointers[column + 1]++);
        for (int j = 0; j < n; j++) pointers[j + 1] = checked(pointers[j + 1] + pointers[j]);
        var rows = new int[pointers[n]];
        var next = pointers.AsSpan(0, n).ToArray();
        WalkRows(upper, parent, (row, column) => rows[next[column]++] = row);
        return (pointers, rows);
    }

    private static void WalkRows(SparseMatrix upper, int[] parent, Action<int, int> visit)
    {
        int n = upper.ColumnCount;
        var mark = new int[n];
        Array.Fill(mark, -1);
        for (int k = 0; k < n; k++)
        {
            mark[k] = k;
            for (int p = upper.ColumnPointers[k]; p < upper.ColumnPointers[k + 1]; p++)
            {
                for (int i = upper.RowIndices[p]; mark[i] != k; i = parent[i])
                {
                    mark[i] = k;
                    visit(k, i);
                }
            }
        }
    }

    private static (int[] Pointers, int[] Columns) TransposePattern(int[] columnPointers, int[] rowIndices)
    {
        int n = columnPointers.Length - 1;
        var pointers = new int[n + 1];
        foreach (int row in rowIndices) pointers[row + 1]++;
        for (int i = 0; i < n; i++) pointers[i + 1] += pointers[i];
        var next = pointers.AsSpan(0, n).ToArray();
        var columns = new int[rowIndices.Length];
        for (int j = 0; j < n; j++)
        {
            for (int p = columnPointers[j]; p < columnPointers[j + 1]; p++) columns[next[rowIndices[p]]++] = j;
        }

        return (pointers, columns);
    }
}
