using Bess.Optimization.LinearAlgebra.Factorization;
using Bess.Optimization.LinearAlgebra.Ordering;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Tests.LinearAlgebra;

public sealed class OrderingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Order_TinyPatterns_Permutation(int n) => AssertPermutation(ApproximateMinimumDegree.Order(Diagonal(n)), n);

    [Fact]
    public void Order_RandomPatterns_Permutation()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            int n = 1 + random.Next(120);
            AssertPermutation(ApproximateMinimumDegree.Order(RandomUpper(random, n, 3.0 * random.NextDouble() / n)), n);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    public void Order_Grid_FarLessFillThanNatural(int side)
    {
        SparseMatrix grid = Grid(side);
        int natural = SymbolicLdl.Analyse(grid, [.. Enumerable.Range(0, grid.ColumnCount)]).FactorNonZeroCount;
        int reduced = SymbolicLdl.Analyse(grid).FactorNonZeroCount;
        Assert.True(reduced < natural / 2, $"{side} x {side}: {reduced} against {natural}");
    }

    [Fact]
    public void Order_Arrow_NoFill()
    {
        // The hub is first: eliminated first it would fill everything.
        const int Count = 500;
        var builder = new SparseMatrixBuilder(Count, Count);
        for (int j = 0; j < Count; j++)
        {
            builder.Add(j, j, 1.0);
            if (j > 0) builder.Add(0, j, 1.0);
        }

        Assert.Equal(Count - 1, SymbolicLdl.Analyse(builder.Build()).FactorNonZeroCount);
    }

    [Fact]
    public void Order_Tree_NoFill()
    {
        var random = new Random(5);
        const int Count = 400;
        var builder = new SparseMatrixBuilder(Count, Count);
        for (int j = 0; j < Count; j++)
        {
            builder.Add(j, j, 1.0);
            if (j > 0) builder.Add(random.Next(j), j, 1.0);
        }

        Assert.Equal(Count - 1, SymbolicLdl.Analyse(builder.Build()).FactorNonZeroCount);
    }

    [Fact]
    public void Order_NearExactMinimumDegree_OnRandomPatterns()
    {
        // The approximate degree may cost some fill against exact minimum degree, but not much.
        long exact = 0;
        long approximate = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            SparseMatrix upper = RandomUpper(new Random(seed), 60, 0.04);
            exact += SymbolicLdl.Analyse(upper, ExactMinimumDegree(upper)).FactorNonZeroCount;
            approximate += SymbolicLdl.Analyse(upper).FactorNonZeroCount;
        }

        Assert.True(approximate <= 1.1 * exact, $"{approximate} against {exact}");
    }

    private static int[] ExactMinimumDegree(SparseMatrix upper)
    {
        int n = upper.ColumnCount;
        var neighbours = Enumerable.Range(0, n).Select(_ => new HashSet<int>()).ToArray();
        for (int j = 0; j < n; j++)
        {
            for (int p = upper.ColumnPointers[j]; p < upper.ColumnPointers[j + 1]; p++)
            {
                int i = upper.RowIndices[p];
                if (i == j) continue;
                neighbours[i].Add(j);
                neighbours[j].Add(i);
            }
        }

        var left = Enumerable.Range(0, n).ToHashSet();
        var order = new List<int>();
        while (left.Count > 0)
        {
            int pivot = left.MinBy(node => (neighbours[node].Count, node));
            left.Remove(pivot);
            order.Add(pivot);
            foreach (int node in neighbours[pivot])
            {
                neighbours[node].UnionWith(neighbours[pivot]);
                neighbours[node].Remove(node);
                neighbours[node].Remove(pivot);
            }
        }

        return [.. order];
    }

    private static void AssertPermutation(int[] order, int n)
        => Assert.Equal(Enumerable.Range(0, n), order.Order());

    private static SparseMatrix Diagonal(int n)
    {
        var builder = new SparseMatrixBuilder(n, n);
        for (int j = 0; j < n; j++) builder.Add(j, j, 1.0);
        return builder.Build();
    }

    private static SparseMatrix RandomUpper(Random random, int n, double density)
    {
        var builder = new SparseMatrixBuilder(n, n);
        for (int j = 0; j < n; j++)
        {
            builder.Add(j, j, 1.0);
            for (int i = 0; i < j; i++)
            {
                if (random.NextDouble() < density) builder.Add(i, j, 1.0);
            }
        }

        return builder.Build();
    }

    private static SparseMatrix Grid(int side)
    {
        var builder = new SparseMatrixBuilder(side * side, side * side);
        for (int k = 0; k < side * side; k++)
        {
            builder.Add(k, k, 4.0);
            if (k % side != 0) builder.Add(k - 1, k, -1.0);
            if (k >= side) builder.Add(k - side, k, -1.0);
        }

        return builder.Build();
    }
}
