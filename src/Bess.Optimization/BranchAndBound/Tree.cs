namespace Bess.Optimization.BranchAndBound;

/// <summary>The open nodes, the child to dive into, and the bound over all that is open or was closed by its bound.</summary>
internal sealed class Tree
{
    private const int FullNodes = 4000;
    private readonly PriorityQueue<Node, (double Bound, int Depth, int Number)> _open = new();
    private Node? _dive;
    private double _closed = double.PositiveInfinity;
    private double _reported = double.NegativeInfinity;
    private int _number;

    public int Count => _open.Count + (_dive is null ? 0 : 1);

    /// <summary>Adds a node that waits for its turn by bound, deeper ones first among equals.</summary>
    public void Add(Node node)
    {
        // Points of many open nodes would fill the memory.
        if (_open.Count > FullNodes) node = node with { Start = null, Known = null };
        _open.Enqueue(node, (node.Bound, -node.Depth, _number++));
    }

    /// <summary>Adds the node to be taken next.</summary>
    public void Dive(Node node)
    {
        if (_dive is not null) Add(_dive);
        _dive = node;
    }

    public Node? Take()
    {
        Node? node = _dive;
        _dive = null;
        return node ?? (_open.TryDequeue(out Node? best, out _) ? best : null);
    }

    /// <summary>Remembers that a part of the search was given up because nothing in it is below this bound.</summary>
    public void Close(double bound) => _closed = Math.Min(_closed, bound);

    /// <summary>A bound on the optimum that never falls.</summary>
    public double Bound(double incumbent)
    {
        double bound = Math.Min(_closed, incumbent);
        if (_dive is not null) bound = Math.Min(bound, _dive.Bound);
        if (_open.TryPeek(out Node? best, out _)) bound = Math.Min(bound, best.Bound);
        _reported = Math.Min(Math.Max(_reported, bound), incumbent);
        return _reported;
    }
}
