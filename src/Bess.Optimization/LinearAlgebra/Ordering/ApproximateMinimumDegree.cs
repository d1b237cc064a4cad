using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Ordering;

/// <summary>Approximate minimum degree ordering of a symmetric pattern.</summary>
/// <remarks>
/// P. R. Amestoy, T. A. Davis, I. S. Duff, An approximate minimum degree ordering algorithm, SIAM J. Matrix Anal. Appl. 17
/// (1996) 886-905 and Algorithm 837: AMD, ACM TOMS 30 (2004) 381-388: quotient graph, element absorption (also the
/// aggressive kind), mass elimination, indistinguishable variables by hashing, external degree bound. Deviations: the
/// element lists are never compacted; up to 64 rows far denser than the mean are ordered last, as in P. R. Amestoy, H. S.
/// Dollar, J. K. Reid, J. A. Scott, An approximate minimum degree algorithm for matrices with dense rows, RAL-TR-2004-015,
/// but still count in degrees, as bits of a mask of each node (so their long lists are never scanned); further ones of
/// degree above 10 √n are ordered last and ignored.
/// </remarks>
internal sealed class ApproximateMinimumDegree
{
    private const int None = -1;
    private readonly QuotientGraph _graph;
    private readonly DegreeBuckets _buckets;
    private readonly MergeForest _merged;
    private readonly List<int> _pivots = [];
    private readonly int[] _overlap;
    private readonly int[] _inPivotElement;
    private readonly int[] _bound;
    private readonly int[] _mark;
    private readonly int[] _hashHead;
    private readonly int[] _hashNext;
    private readonly int[] _hash;
    private readonly DenseRows _dense;
    private readonly int[] _sparseDegree;
    private int _stamp;
    private int _markStamp;
    private int _live;

    private ApproximateMinimumDegree(SparseMatrix upper)
    {
        int n = upper.ColumnCount;
        _graph = new QuotientGraph(upper);
        _buckets = new DegreeBuckets(n);
        _merged = new MergeForest(n);
        _overlap = new int[n];
        _inPivotElement = new int[n];
        _bound = new int[n];
        _mark = new int[n];
        _hashHead = new int[n];
        _hashNext = new int[n];
        _hash = new int[n];
        _dense = new DenseRows(_graph);
        _sparseDegree = new int[n];
        Array.Fill(_hashHead, None);
        _live = n;
    }

    /// <summary>Orders the symmetric pattern whose upper triangle (diagonal optional) is given.</summary>
    /// <param name="upper">n × n, upper triangle.</param>
    /// <returns>Length n; entry k is the original index of the k-th pivot.</returns>
    public static int[] Order(SparseMatrix upper) => new ApproximateMinimumDegree(upper).Run();

    private int[] Run()
    {
        var last = InitialiseDegrees();
        while (_live > 0)
        {
            int pivot = _buckets.TakeLeast();
            FormElement(pivot);
            MeasureOverlaps(pivot);
            UpdateDegrees(pivot);
            MergeIndistinguishable(pivot);
            FinishElement(pivot);
            _pivots.Add(pivot);
        }

        return _merged.Expand(_pivots, last);
    }

    /// <summary>Files every variable under its degree; dense ones are taken out and returned, to be ordered last.</summary>
    private List<int> InitialiseDegrees()
    {
        foreach (int i in _dense.Rows)
        {
            _graph.Weight[i] = 0;
            _live--;
        }

        for (int i = 0; i < _graph.Count; i++)
        {
            if (_graph.Weight[i] == 0) continue;
            _sparseDegree[i] = _graph.Length[i] - _dense.CountAt(i);
            _buckets.Insert(i, _graph.Length[i]);
        }

        return _dense.Rows;
    }

    /// <summary>Unites the pivot's neighbours and its elements' members into one new element and absorbs those elements.</summary>
    private void FormElement(int pivot)
    {
        _stamp++;
        int pivotWeight = _graph.Weight[pivot];
        _graph.Weight[pivot] = 0;
        _live -= pivotWeight;
        int elements = _graph.ElementCount[pivot];
        int capacity = _graph.Length[pivot];
        foreach (int element in _graph.List(pivot)[..elements])
        {
            if (_graph.IsElement[element]) capacity += _graph.Length[element];
        }

        var target = _graph.Reserve(capacity);
        int count = 0;
        Gather(_graph.List(pivot)[elements..], target, ref count);
        foreach (int element in _graph.List(pivot)[..elements])
        {
            if (!_graph.IsElement[element]) continue;
            Gather(_graph.List(element), target, ref count);
            _dense.Join(pivot, element);
            _graph.IsElement[element] = false;
        }

        _graph.Commit(pivot, count);
    }

    private void Gather(ReadOnlySpan<int> nodes, Span<int> target, ref int count)
    {
        foreach (int node in nodes)
        {
            if (_graph.Weight[node] == 0 || _inPivotElement[node] == _stamp) continue;
            _inPivotElement[node] = _stamp;
            target[count++] = node;
            _buckets.Remove(node);
        }
    }

    /// <summary>For every element e that meets the new element Lp, computes the weight of Le \ Lp (section 4 of the 1996 paper).</summary>
    private void MeasureOverlaps(int pivot)
    {
        int size = 0;
        _markStamp++;
        foreach (int variable in _graph.List(pivot))
        {
            int weight = _graph.Weight[variable];
            size += weight;
            foreach (int element in _graph.List(variable)[.._graph.ElementCount[variable]])
            {
                if (!_graph.IsElement[element]) continue;
                if (_mark[element] != _markStamp)
                {
                    _mark[element] = _markStamp;
                    _overlap[element] = _graph.ElementSize[element];
                }

                _overlap[element] -= weight;
            }
        }

        _graph.ElementSize[pivot] = size;
    }

    /// <summary>Rewrites the list of every member of Lp, bounds its degree outside Lp and hashes it.</summary>
    private void UpdateDegrees(int pivot)
    {
        foreach (int variable in _graph.List(pivot))
        {
            var list = _graph.List(variable);
            int oldElements = _graph.ElementCount[variable];
            int degree = 0;
            uint hash = 0;
            int kept = 0;
            _dense.Begin(variable, pivot);
            for (int k = 0; k < oldElements; k++)
            {
                int element = list[k];
                if (!_graph.IsElement[element]) continue;
                bool reachesOut = _dense.Collect(element);
                if (_overlap[element] == 0 && !reachesOut)
                {
                    // Aggressive absorption: Le lies inside Lp, so e tells nothing more.
                    _graph.IsElement[element] = false;
                    continue;
                }

                degree += _overlap[element];
                hash += (uint)element;
                list[kept++] = element;
            }

            // The list loses at least one entry (the pivot itself or an absorbed element), which makes room for the pivot;
            // the plain neighbours are moved down behind the elements.
            int plain = CompactPlainNeighbours(list, oldElements, kept, ref degree, ref hash);
            list[kept] = pivot;
            _graph.ElementCount[variable] = kept + 1;
            _graph.Length[variable] = kept + 1 + plain;
            if (!_dense.Finish() && degree == 0)
            {
                Absorb(variable, pivot);
                continue;
            }

            _bound[variable] = Math.Min(_sparseDegree[variable], degree);
            int bucket = (int)(hash % (uint)_graph.Count);
            _hash[variable] = bucket;
            _hashNext[variable] = _hashHead[bucket];
            _hashHead[bucket] = variable;
        }
    }

    /// <summary>Keeps the live neighbours outside Lp, placed from <paramref name="kept"/> + 1 on; returns their number.</summary>
    private int CompactPlainNeighbours(Span<int> list, int oldElements, int kept, ref int degree, ref uint hash)
    {
        // When no element was dropped, writing at kept + 1 is one ahead of reading: hold one entry back.
        int write = kept + 1;
        int plain = 0;
        int held = None;
        for (int k = oldElements; k < list.Length; k++)
        {
            int node = list[k];
            if (held != None)
            {
                list[write++] = held;
                held = None;
            }

            int weight = _graph.Weight[node];
            if (weight == 0 || _inPivotElement[node] == _stamp) continue;
            degree += weight;
            hash += (uint)node;
            plain++;
            held = node;
        }

        if (held != None) list[write] = held;
        return plain;
    }

    /// <summary>Mass elimination: a member of Lp without further neighbours is eliminated together with the pivot.</summary>
    private void Absorb(int variable, int pivot)
    {
        _live -= _graph.Weight[variable];
        _graph.ElementSize[pivot] -= _graph.Weight[variable];
        _graph.Weight[variable] = 0;
        _merged.Attach(variable, pivot);
    }

    /// <summary>Merges members of Lp whose lists are equal.</summary>
    private void MergeIndistinguishable(int pivot)
    {
        foreach (int variable in _graph.List(pivot))
        {
            if (_graph.Weight[variable] == 0) continue;
            int bucket = _hash[variable];
            int first = _hashHead[bucket];
            _hashHead[bucket] = None;
            for (; first != None && _hashNext[first] != None; first = _hashNext[first]) MergeIntoFirst(first);
        }
    }

    private void MergeIntoFirst(int first)
    {
        _markStamp++;
        foreach (int node in _graph.List(first)) _mark[node] = _markStamp;
        int previous = first;
        for (int other = _hashNext[first]; other != None; other = _hashNext[other])
        {
            if (!SameList(first, other))
            {
                previous = other;
                continue;
            }

            _graph.Weight[first] += _graph.Weight[other];
            _bound[first] = Math.Min(_bound[first], _bound[other]);
            _graph.Weight[other] = 0;
            _merged.Attach(other, first);
            _hashNext[previous] = _hashNext[other];
        }
    }

    private bool SameList(int first, int other)
    {
        if (!_dense.Same(first, other)) return false;
        if (_graph.Length[first] != _graph.Length[other] || _graph.ElementCount[first] != _graph.ElementCount[other]) return false;
        foreach (int node in _graph.List(other))
        {
            if (_mark[node] != _markStamp) return false;
        }

        return true;
    }

    /// <summary>Drops merged members from Lp and files the others under their new degree bound.</summary>
    private void FinishElement(int pivot)
    {
        var list = _graph.List(pivot);
        int size = _graph.ElementSize[pivot];
        int kept = 0;
        foreach (int variable in list)
        {
            int weight = _graph.Weight[variable];
            if (weight == 0) continue;
            list[kept++] = variable;
            int degree = Math.Max(Math.Min(_bound[variable] + size - weight, _live - weight), 0);
            _sparseDegree[variable] = degree;
            _buckets.Insert(variable, degree + _dense.CountAt(variable));
        }

        _graph.Length[pivot] = kept;
        if (kept == 0) _graph.IsElement[pivot] = false;
    }
}
