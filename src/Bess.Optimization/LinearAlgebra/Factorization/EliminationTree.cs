using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Elimination tree of a symmetric matrix and its postorder.</summary>
/// <remarks>J. W. H. Liu, The role of elimination trees in sparse factorization, SIAM J. Matrix Anal. Appl. 11 (1990).</remarks>
internal static class EliminationTree
{
    private const int None = -1;

    /// <summary>Computes the parents from an upper triangle; −1 marks a root.</summary>
    public static int[] Parents(SparseMatrix upper)
    {
        int n = upper.ColumnCount;
        var parent = new int[n];
        var ancestor = new int[n];
        var pointers = upper.ColumnPointers;
        var rows = upper.RowIndices;
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
        var stack = new Stack<int>();
        int count = 0;
        for (int root = 0; root < n; root++)
        {
            if (parent[root] != None) continue;
            stack.Push(root);
            while (stack.Count > 0)
            {
                int node = stack.Peek();
                int child = firstChild[node];
                if (child == None)
                {
                    order[count++] = stack.Pop();
                }
                else
                {
                    firstChild[node] = sibling[child];
                    stack.Push(child);
                }
            }
        }

        return order;
    }
}
