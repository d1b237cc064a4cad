using Bess.Optimization.LinearAlgebra.Ordering;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>The pattern of a factorisation P K Pᵀ = L D Lᵀ: done once, used by many numeric factorisations.</summary>
/// <remarks>
/// Immutable. T. A. Davis, Direct Methods for Sparse Linear Systems (2006), chapter 4. The work a numeric factorisation
/// takes, known from the column counts, decides whether it runs entry by entry or on supernodes: as in Y. Chen, T. A. Davis,
/// W. W. Hager, S. Rajamanickam, Algorithm 887: CHOLMOD, ACM TOMS 35 (2008), by operations per entry of L.
/// </remarks>
internal sealed class SymbolicLdl
{
    private const double SupernodalWorkPerEntry = 30.0;

    private SymbolicLdl(int[] permutation, int factorNonZeroCount, SimplicialPattern? simplicial, SupernodalPattern? supernodal)
    {
        Permutation = permutation;
        FactorNonZeroCount = factorNonZeroCount;
        Simplicial = simplicial;
        Supernodal = supernodal;
    }

    /// <summary>Order of K.</summary>
    public int Count => Permutation.Length;

    /// <summary>Original index of the k-th pivot.</summary>
    public int[] Permutation { get; }

    /// <summary>Entries of L without its diagonal and without the zeros that supernodes store.</summary>
    public int FactorNonZeroCount { get; }

    /// <summary>Multiplications that a factorisation of the entries takes.</summary>
    public double Work { get; private init; }

    /// <summary>Pattern by entries, when that method was chosen.</summary>
    public SimplicialPattern? Simplicial { get; }

    /// <summary>Pattern by panels, when that method was chosen.</summary>
    public SupernodalPattern? Supernodal { get; }

    /// <summary>Analyses a pattern with a fill-reducing ordering.</summary>
    /// <param name="upper">Upper triangle, diagonal included.</param>
    public static SymbolicLdl Analyse(SparseMatrix upper) => Analyse(upper, ApproximateMinimumDegree.Order(upper));

    /// <summary>Analyses a pattern with a given ordering, refined by a postorder of its elimination tree (same fill).</summary>
    /// <param name="upper">Upper triangle, diagonal included.</param>
    /// <param name="ordering">Entry k is the original index of pivot k.</param>
    /// <param name="method">Automatic, or the method to force.</param>
    public static SymbolicLdl Analyse(SparseMatrix upper, int[] ordering, LdlMethod method = LdlMethod.Automatic)
    {
        var (postordered, parent) = Postorder(upper, ordering);
        int[] counts = EliminationTree.ColumnCounts(parent, LowerPattern.Of(upper, Invert(postordered)));
        long entries = 0;
        double work = 0.0;
        foreach (int count in counts)
        {
            entries += count - 1;
            work += (double)count * count;
        }

        int factorCount = checked((int)entries);
        if (method == LdlMethod.Automatic)
            method = work >= SupernodalWorkPerEntry * (entries + counts.Length) ? LdlMethod.Supernodal : LdlMethod.Simplicial;
        if (method == LdlMethod.Simplicial)
        {
            var simplicial = SimplicialPattern.Build(upper, Invert(postordered), parent, counts);
            return new SymbolicLdl(postordered, factorCount, simplicial, null) { Work = work };
        }

        var partition = SupernodePartition.Find(parent, counts);
        int[] permutation = Compose(postordered, partition.Order);
        var supernodal = SupernodalPattern.Build(upper, permutation, Invert(permutation), partition);
        return new SymbolicLdl(permutation, factorCount, null, supernodal) { Work = work };
    }

    /// <summary>Refines an ordering by a postorder of its elimination tree; returns the tree in the new numbers.</summary>
    private static (int[] Permutation, int[] Parent) Postorder(SparseMatrix upper, int[] ordering)
    {
        var pattern = LowerPattern.Of(upper, Invert(ordering), transposed: true);
        int[] oldParent = EliminationTree.Parents(pattern.Pointers, pattern.Rows);
        int[] postorder = EliminationTree.Postorder(oldParent);
        int[] place = Invert(postorder);
        var parent = new int[oldParent.Length];
        for (int k = 0; k < parent.Length; k++) parent[k] = oldParent[postorder[k]] < 0 ? -1 : place[oldParent[postorder[k]]];
        return (Compose(ordering, postorder), parent);
    }

    private static int[] Compose(int[] outer, int[] inner)
    {
        var composed = new int[inner.Length];
        for (int k = 0; k < composed.Length; k++) composed[k] = outer[inner[k]];
        return composed;
    }

    private static int[] Invert(int[] permutation)
    {
        var inverse = new int[permutation.Length];
        for (int k = 0; k < permutation.Length; k++) inverse[permutation[k]] = k;
        return inverse;
    }
}
