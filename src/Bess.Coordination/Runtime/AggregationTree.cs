namespace Bess.Coordination.Runtime;

/// <summary>Who sums whose answers: agents in leaves, leaves below nodes, up to one root. The same tree in process and on a cluster.</summary>
/// <remarks>
/// Positions are contiguous, so a node is a range. Sums are formed child after child in the order of the tree; that order, and not
/// who computes it, decides every bit of a sum. With a fan-in that is bounded at each node the root's work does not grow with N.
/// Immutable.
/// </remarks>
public sealed class AggregationTree
{
    /// <summary>Most agents a leaf by default.</summary>
    public const int LargestLeaf = 192;

    /// <summary>Fewest agents a leaf by default: smaller ones cost more in messages than they win in parallel.</summary>
    public const int SmallestLeaf = 8;

    /// <summary>Children a node by default.</summary>
    public const int DefaultFanIn = 16;

    private readonly int[] _levels;

    /// <summary>Creates the tree of a number of positions.</summary>
    /// <param name="positions">Number of agents, ≥ 0; an empty fleet has one empty leaf.</param>
    /// <param name="leafSize">Agents a leaf, ≥ 1.</param>
    /// <param name="fanIn">Children a node, ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public AggregationTree(int positions, int leafSize, int fanIn = DefaultFanIn)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(positions);
        ArgumentOutOfRangeException.ThrowIfLessThan(leafSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 2);
        Positions = positions;
        LeafSize = leafSize;
        FanIn = fanIn;
        var levels = new List<int> { Math.Max(1, Above(positions, leafSize)) };
        while (levels[^1] > 1)
        {
            levels.Add(Above(levels[^1], fanIn));
        }

        _levels = [.. levels];
    }

    /// <summary>Number of agents.</summary>
    public int Positions { get; }

    /// <summary>Agents a leaf.</summary>
    public int LeafSize { get; }

    /// <summary>Children a node.</summary>
    public int FanIn { get; }

    /// <summary>Number of leaves, ≥ 1.</summary>
    public int Leaves => _levels[0];

    /// <summary>Number of levels, ≥ 1: level 0 are the leaves, the last one is the root.</summary>
    public int Depth => _levels.Length;

    /// <summary>Number of nodes of a level.</summary>
    /// <param name="level">From 0, the leaves, to <see cref="Depth"/> − 1.</param>
    /// <returns>At least 1.</returns>
    public int Nodes(int level) => _levels[level];

    /// <summary>Leaf of a position.</summary>
    /// <param name="position">From 0.</param>
    /// <returns>The leaf's index.</returns>
    public int LeafOf(int position) => position / LeafSize;

    /// <summary>Positions of a leaf.</summary>
    /// <param name="leaf">From 0.</param>
    /// <returns>First position and the one after the last.</returns>
    public (int From, int To) PositionsOf(int leaf) => (leaf * LeafSize, Math.Min(Positions, (leaf + 1) * LeafSize));

    /// <summary>Children of a node.</summary>
    /// <param name="level">Level of the node, from 1.</param>
    /// <param name="node">Index in its level.</param>
    /// <returns>First child in the level below and the one after the last.</returns>
    public (int From, int To) ChildrenOf(int level, int node) => (node * FanIn, Math.Min(_levels[level - 1], (node + 1) * FanIn));

    /// <summary>Forms a sum over the tree from those of its leaves.</summary>
    /// <typeparam name="T">A sum.</typeparam>
    /// <param name="leaves">Sums of the leaves, in order.</param>
    /// <param name="combine">Makes the sum of some children, in order.</param>
    /// <returns>The root's sum.</returns>
    public T Fold<T>(IReadOnlyList<T> leaves, Func<IReadOnlyList<T>, T> combine)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        ArgumentNullException.ThrowIfNull(combine);
        var below = leaves;
        for (var level = 1; level < Depth; level++)
        {
            var sums = new T[Nodes(level)];
            for (var node = 0; node < sums.Length; node++)
            {
                var (from, to) = ChildrenOf(level, node);
                sums[node] = combine([.. below.Skip(from).Take(to - from)]);
            }

            below = sums;
        }

        return below[0];
    }

    /// <summary>The leaf size for a fleet: a sixteenth of it, between <see cref="SmallestLeaf"/> and <see cref="LargestLeaf"/>, made to fit.</summary>
    /// <param name="agents">Agents at the start of the round, ≥ 0.</param>
    /// <returns>Agents a leaf.</returns>
    public static int LeafSizeFor(int agents) => FittingLeafSize(Math.Clamp(Above(agents, DefaultFanIn), SmallestLeaf, LargestLeaf), agents);

    /// <summary>The next leaf size that leaves no leaf with one or two agents.</summary>
    /// <remarks>A masked sum of one or two would open them. Open rounds use the same rule: another tree adds in another order, and rounds to other bits.</remarks>
    /// <param name="size">Wanted agents a leaf, ≥ 1.</param>
    /// <param name="agents">Agents at the start of the round, ≥ 0.</param>
    /// <returns>Agents a leaf, ≥ <paramref name="size"/> and ≥ 3.</returns>
    public static int FittingLeafSize(int size, int agents)
    {
        for (size = Math.Max(3, size); agents > size && agents % size is 1 or 2; size++)
        {
        }

        return size;
    }

    private static int Above(int count, int size) => (count + size - 1) / size;
}
