namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Groups of columns that a supernodal factorisation treats as one dense trapezoid.</summary>
/// <remarks>
/// Fundamental supernodes as in J. W. H. Liu, E. G. Ng, B. W. Peyton, On finding supernodes for sparse matrix computations,
/// SIAM J. Matrix Anal. Appl. 14 (1993); then a child goes into its parent where that stores few zeros: C. Ashcraft,
/// R. Grimes, The influence of relaxed supernode partitions on the multifrontal method, ACM TOMS 15 (1989).
/// </remarks>
internal sealed class SupernodePartition
{
    private const int None = -1;
    private const int SmallWidth = 4;
    private const int MediumWidth = 16;
    private const int LargeWidth = 48;
    private const double SmallShare = 0.2;
    private const double MediumShare = 0.15;
    private const double LargeShare = 0.1;
    private const double HugeShare = 0.05;

    private readonly int[] _width;
    private readonly int[] _below;
    private readonly long[] _zeros;
    private readonly int[] _mergedInto;

    private SupernodePartition(int count)
    {
        _width = new int[count];
        _below = new int[count];
        _zeros = new long[count];
        _mergedInto = new int[count];
        Array.Fill(_mergedInto, None);
        Order = [];
        FirstColumn = [];
        BelowCount = [];
    }

    /// <summary>Columns in their new order; entry k is the old (postorder) index. A topological order of the tree.</summary>
    public int[] Order { get; private set; }

    /// <summary>First column, in the new order, of each group; length groups + 1.</summary>
    public int[] FirstColumn { get; private set; }

    /// <summary>Rows below the columns of each group.</summary>
    public int[] BelowCount { get; private set; }

    /// <summary>Finds the groups.</summary>
    /// <param name="parent">Elimination tree, in postorder.</param>
    /// <param name="counts">Column counts of the factor, diagonal included.</param>
    public static SupernodePartition Find(ReadOnlySpan<int> parent, ReadOnlySpan<int> counts)
    {
        int n = parent.Length;
        var nodeOf = new int[n];
        int nodes = 0;
        for (int j = 0; j < n; j++)
        {
            bool continues = j > 0 && parent[j - 1] == j && counts[j - 1] == counts[j] + 1;
            nodeOf[j] = continues ? nodes - 1 : nodes++;
        }

        var partition = new SupernodePartition(nodes);
        var up = new int[nodes];
        for (int j = 0; j < n; j++)
        {
            int node = nodeOf[j];
            partition._width[node]++;
            partition._below[node] = counts[j] - 1;
            up[node] = parent[j] == None ? None : nodeOf[parent[j]];
        }

        partition.Merge(up);
        partition.Renumber(nodeOf);
        return partition;
    }

    /// <summary>Merges children into parents, from the leaves up.</summary>
    private void Merge(int[] parent)
    {
        int nodes = parent.Length;
        var child = new int[nodes];
        var sibling = new int[nodes];
        Array.Fill(child, None);
        for (int node = 0; node < nodes; node++)
        {
            for (int next = child[node]; next != None; next = sibling[next]) TryMerge(next, node);
            if (parent[node] == None) continue;
            sibling[node] = child[parent[node]];
            child[parent[node]] = node;
        }
    }

    private void TryMerge(int child, int parent)
    {
        int width = _width[child] + _width[parent];
        long zeros = _zeros[child] + _zeros[parent] + ((long)_width[child] * (_width[parent] + _below[parent] - _below[child]));
        long total = ((long)width * (width + 1) / 2) + ((long)width * _below[parent]);
        double share = width <= SmallWidth ? SmallShare : width <= MediumWidth ? MediumShare : width <= LargeWidth ? LargeShare : HugeShare;
        if (zeros > share * total) return;
        _width[parent] = width;
        _zeros[parent] = zeros;
        _mergedInto[child] = parent;
    }

    private void Renumber(int[] nodeOf)
    {
        int nodes = _width.Length;
        var groupOf = new int[nodes];
        int groups = 0;
        for (int node = 0; node < nodes; node++)
        {
            if (_mergedInto[node] == None) groupOf[node] = groups++;
        }

        FirstColumn = new int[groups + 1];
        BelowCount = new int[groups];
        for (int node = nodes - 1; node >= 0; node--)
        {
            if (_mergedInto[node] != None)
            {
                groupOf[node] = groupOf[_mergedInto[node]];
                continue;
            }

            FirstColumn[groupOf[node] + 1] = _width[node];
            BelowCount[groupOf[node]] = _below[node];
        }

        for (int group = 0; group < groups; group++) FirstColumn[group + 1] += FirstColumn[group];
        var next = FirstColumn.AsSpan(0, groups).ToArray();
        Order = new int[nodeOf.Length];
        for (int j = 0; j < nodeOf.Length; j++) Order[next[groupOf[nodeOf[j]]]++] = j;
    }
}
