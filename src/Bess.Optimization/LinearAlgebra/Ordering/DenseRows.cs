using System.Numerics;

namespace Bess.Optimization.LinearAlgebra.Ordering;

/// <summary>The rows that are ordered last because they are dense, and which of them every node of the graph is next to.</summary>
/// <remarks>
/// The first 64 have a bit each. The mask of a variable holds those that it meets outside its elements, the mask of an
/// element those that it contains; the union over a variable and its elements is exact.
/// </remarks>
internal sealed class DenseRows
{
    private const int MaskBits = 64;
    private const double MeanMultiple = 20.0;
    private const int LeastDegree = 16;
    private readonly ulong[] _mask;
    private readonly byte[] _count;
    private ulong _pivotMask;
    private ulong _union;
    private int _variable;

    public DenseRows(QuotientGraph graph)
    {
        int n = graph.Count;
        _mask = new ulong[n];
        _count = new byte[n];
        long total = 0;
        foreach (int length in graph.Length) total += length;
        double ignored = Math.Max(LeastDegree, 10.0 * Math.Sqrt(n));
        double limit = Math.Min(ignored, Math.Max(LeastDegree, MeanMultiple * total / Math.Max(n, 1)));
        for (int i = 0; i < n; i++)
        {
            if (graph.Length[i] > limit) Rows.Add(i);
        }

        Rows.Sort((left, right) => graph.Length[left] != graph.Length[right] ? graph.Length[right] - graph.Length[left] : left - right);
        int kept = Rows.Count;
        while (kept > MaskBits && graph.Length[Rows[kept - 1]] <= ignored) kept--;
        Rows.RemoveRange(kept, Rows.Count - kept);
        for (int bit = 0; bit < Math.Min(kept, MaskBits); bit++)
        {
            foreach (int neighbour in graph.List(Rows[bit])) _mask[neighbour] |= 1UL << bit;
        }

        for (int i = 0; i < n; i++) _count[i] = (byte)BitOperations.PopCount(_mask[i]);
        Rows.Reverse();
    }

    /// <summary>The dense rows, sparsest first.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>How many dense rows a live variable is next to, directly or through elements.</summary>
    public int CountAt(int variable) => _count[variable];

    /// <summary>Adds the dense rows of an element to those of the element that absorbs it.</summary>
    public void Join(int target, int element) => _mask[target] |= _mask[element];

    /// <summary>Starts the update of a variable of the new element; what that element covers leaves the variable's own mask.</summary>
    public void Begin(int variable, int pivot)
    {
        _variable = variable;
        _pivotMask = _mask[pivot];
        _mask[variable] &= ~_pivotMask;
        _union = _pivotMask | _mask[variable];
    }

    /// <summary>Takes in an element of the variable; true when it has dense rows that the new element has not.</summary>
    public bool Collect(int element)
    {
        _union |= _mask[element];
        return (_mask[element] & ~_pivotMask) != 0;
    }

    /// <summary>Ends the update; true when the variable has dense rows that the new element has not.</summary>
    public bool Finish()
    {
        _count[_variable] = (byte)BitOperations.PopCount(_union);
        return _union != _pivotMask;
    }

    /// <summary>Whether two variables meet the same dense rows outside their elements.</summary>
    public bool Same(int first, int second) => _mask[first] == _mask[second];
}
