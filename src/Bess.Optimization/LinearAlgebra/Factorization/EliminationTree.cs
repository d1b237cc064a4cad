namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Elimination tree of a symmetric matrix, its postorder and the column counts of the factor.</summary>
/// <remarks>J. W. H. Liu, The role of elimination trees in sparse factorization, SIAM J. Matrix Anal. Appl. 11 (1990).</remarks>
internal static class EliminationTree
{
    private const int None = -1;

    /// <summary>Computes the parents from the upper triangle by columns; −1 marks a root.</summary>
    /// <param name="pointers">Column starts.</param>
    /// <param name="rows">Rows, each above the diagonal, in any order.</param>
    public static int[] Parents(ReadOnlySpan<int> pointers, ReadOnlySpan<int> rows)
    {
        int n = pointers.Length - 1;
        var parent = new int[n];
        var ancestor = new int[n];
        for (int k = 0; k < n; k++)
        {
            parent[k] = None;
            ancestor[k] = None;
            for (int p = pointers[k]; p < pointers[k + 1]; p++)
            {
                int i = rows[p];
                while (i < k && i != None)
                {
                    int up = ancestor[i];
                    ancestor[i] = k;
                    if (up == None) parent[i] = k;
                    i = up;
                }
            }
        }

        return parent;
    }

    /// <summary>Lists the nodes so that children precede parents and every subtree is contiguous.</summary>
    public static int[] Postorder(ReadOnlySpan<int> parent)
    {
        int n = parent.Length;
        var firstChild = new int[n];
        var sibling = new int[n];
        Array.Fill(firstChild, None);
        for (int j = n - 1; j >= 0; j--)
        {
            if (parent[j] == None) continue;
            sibling[j] = firstChild[parent[j]];
            firstChild[parent[j]] = j;
        }

        var order = new int[n];
        int count = 0;
        for (int root = 0; root < n; root++)
        {
            if (parent[root] != None) continue;
            int node = root;
            while (node != None)
            {
                while (firstChild[node] != None)
                {
                    int child = firstChild[node];
                    firstChild[node] = sibling[child];
                    node = child;
                }

                order[count++] = node;
                node = parent[node];
            }
        }

        return order;
    }

    /// <summary>Entries of each column of the factor, diagonal included, of a matrix in postorder, in nearly linear time.</summary>
    /// <param name="parent">Parents, each node numbered after its subtree, subtrees contiguous.</param>
    /// <param name="lower">Lower triangle by columns.</param>
    /// <remarks>
    /// J. R. Gilbert, E. G. Ng, B. W. Peyton, An efficient algorithm to compute row and column counts for sparse Cholesky
    /// factorization, SIAM J. Matrix Anal. Appl. 15 (1994): a column's count is the sum over its subtree of the leaves of row
    /// subtrees, less the places where such subtrees join.
    /// </remarks>
    public static int[] ColumnCounts(ReadOnlySpan<int> parent, in LowerPattern lower)
    {
        int n = parent.Length;
        var count = new int[n];
        var first = new int[n];
        var ancestor = new int[n];
        var greatestFirst = new int[n];
        var previousLeaf = new int[n];
        Array.Fill(first, None);
        Array.Fill(greatestFirst, None);
        Array.Fill(previousLeaf, None);
        for (int j = 0; j < n; j++)
        {
            ancestor[j] = j;
            if (first[j] == None)
            {
                first[j] = j;
                count[j] = 1;
            }

            int up = parent[j];
            if (up != None && first[up] == None) first[up] = first[j];
        }

        for (int j = 0; j < n; j++)
        {
            if (parent[j] != None) count[parent[j]]--;
            for (int p = lower.Pointers[j]; p < lower.Pointers[j + 1]; p++)
            {
                int row = lower.Rows[p];
                if (first[j] <= greatestFirst[row]) continue;
                greatestFirst[row] = first[j];
                count[j]++;
                if (previousLeaf[row] != None) count[Root(ancestor, previousLeaf[row])]--;
                previousLeaf[row] = j;
            }

            if (parent[j] != None) ancestor[j] = parent[j];
        }

        for (int j = 0; j < n; j++)
        {
            if (parent[j] != None) count[parent[j]] += count[j];
        }

        return count;
    }

    /// <summary>Root of a node in the forest of ancestors, with path compression.</summary>
    private static int Root(int[] ancestor, int node)
    {
        int root = node;
        while (ancestor[root] != root) root = ancestor[root];
        while (ancestor[node] != root)
        {
            int next = ancestor[node];
            ancestor[node] = root;
            node = next;
        }

        return root;
    }
}
