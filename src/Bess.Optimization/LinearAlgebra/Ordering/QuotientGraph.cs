using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Ordering;

/// <summary>
/// The elimination graph in quotient form: live variables (possibly of weight above 1, when indistinguishable ones were
/// merged) and elements, which stand for the cliques left by eliminated pivots.
/// </summary>
/// <remarks>
/// The list of variable i is one stretch of the pool: its elements first, then its plain neighbours; it only ever shrinks.
/// The list of an element is appended to the pool when the element is formed, so no compaction is needed; the pool stays
/// within the size of the input plus the size of the (merged) factor.
/// </remarks>
internal sealed class QuotientGraph
{
    private int[] _pool;
    private int _poolEnd;

    public QuotientGraph(SparseMatrix upper)
    {
        int n = upper.ColumnCount;
        Start = new int[n];
        ElementCount = new int[n];
        Length = new int[n];
        Weight = new int[n];
        IsElement = new bool[n];
        ElementSize = new int[n];
        Array.Fill(Weight, 1);
        var pointers = upper.ColumnPointers;
        var rows = upper.RowIndices;
        for (int j = 0; j < n; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                if (rows[p] == j) continue;
                Length[j]++;
                Length[rows[p]]++;
            }
        }

        for (int j = 1; j < n; j++) Start[j] = Start[j - 1] + Length[j - 1];
        _poolEnd = n == 0 ? 0 : Start[n - 1] + Length[n - 1];
        _pool = new int[(2 * _poolEnd) + n + 16];
        var next = Start.AsSpan().ToArray();
        for (int j = 0; j < n; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                int i = rows[p];
                if (i == j) continue;
                _pool[next[j]++] = i;
                _pool[next[i]++] = j;
            }
        }
    }

    public int Count => Start.Length;

    /// <summary>Where the list of a variable or element starts in the pool.</summary>
    public int[] Start { get; }

    /// <summary>How many entries at the head of a variable's list are elements.</summary>
    public int[] ElementCount { get; }

    /// <summary>Length of the list.</summary>
    public int[] Length { get; }

    /// <summary>Number of original variables merged here; 0 once absorbed or eliminated.</summary>
    public int[] Weight { get; }

    /// <summary>Whether the node is a live element.</summary>
    public bool[] IsElement { get; }

    /// <summary>Weighted size of a live element.</summary>
    public int[] ElementSize { get; }

    public Span<int> List(int node) => _pool.AsSpan(Start[node], Length[node]);

    /// <summary>Reserves room for a list of at most <paramref name="capacity"/> entries at the end of the pool.</summary>
    public Span<int> Reserve(int capacity)
    {
        if (_poolEnd + capacity > _pool.Length) Array.Resize(ref _pool, Math.Max(_pool.Length * 2, _poolEnd + capacity));
        return _pool.AsSpan(_poolEnd, capacity);
    }

    /// <summary>Makes the first <paramref name="length"/> reserved entries the list of a new element.</summary>
    public void Commit(int element, int length)
    {
        Start[element] = _poolEnd;
        Length[element] = length;
        ElementCount[element] = 0;
        IsElement[element] = true;
        _poolEnd += length;
    }
}
