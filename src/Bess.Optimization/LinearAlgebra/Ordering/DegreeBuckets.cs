namespace Bess.Optimization.LinearAlgebra.Ordering;

/// <summary>Nodes in doubly linked lists by degree, for finding one of least degree.</summary>
internal sealed class DegreeBuckets
{
    private const int None = -1;
    private readonly int[] _head;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _degree;
    private int _least;

    public DegreeBuckets(int count)
    {
        _head = new int[count + 1];
        _next = new int[count];
        _previous = new int[count];
        _degree = new int[count];
        Array.Fill(_head, None);
    }

    public void Insert(int node, int degree)
    {
        int first = _head[degree];
        _next[node] = first;
        _previous[node] = None;
        _degree[node] = degree;
        if (first != None) _previous[first] = node;
        _head[degree] = node;
        _least = Math.Min(_least, degree);
    }

    public void Remove(int node)
    {
        int next = _next[node];
        int previous = _previous[node];
        if (next != None) _previous[next] = previous;
        if (previous != None) _next[previous] = next;
        else _head[_degree[node]] = next;
    }

    /// <summary>Takes out a node of least degree; the caller knows that one is left.</summary>
    public int TakeLeast()
    {
        while (_head[_least] == None) _least++;
        int node = _head[_least];
        Remove(node);
        return node;
    }
}
