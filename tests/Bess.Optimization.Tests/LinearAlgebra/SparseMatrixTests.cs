using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Tests.LinearAlgebra;

public sealed class SparseMatrixTests
{
    [Fact]
    public void Build_UnsortedWithDuplicates_SortedAndSummed()
    {
        var builder = new SparseMatrixBuilder(3, 2);
        builder.Add(2, 1, 1.0);
        builder.Add(0, 1, 2.0);
        builder.Add(2, 0, 3.0);
        builder.Add(2, 1, 4.0);
        SparseMatrix matrix = builder.Build();
        Assert.Equal([0, 1, 3], matrix.ColumnPointers.ToArray());
        Assert.Equal([2, 0, 2], matrix.RowIndices.ToArray());
        Assert.Equal([3.0, 2.0, 5.0], matrix.Values.ToArray());
    }

    [Fact]
    public void Multiply_RandomMatrices_AgreesWithDenseSums()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            SparseMatrix a = RandomProblems.Matrix(random, 7, 5, 0.5);
            double[] x = [.. Enumerable.Range(0, 5).Select(_ => RandomProblems.Normal(random))];
            double[] y = [.. Enumerable.Range(0, 7).Select(_ => RandomProblems.Normal(random))];
            var product = (double[])y.Clone();
            a.Multiply(x, product, 2.0, -1.0);
            var transposed = (double[])x.Clone();
            a.MultiplyTransposed(y, transposed, 3.0, 0.5);
            double[,] dense = ToDense(a);
            for (int i = 0; i < 7; i++)
                Assert.Equal((2.0 * Enumerable.Range(0, 5).Sum(j => dense[i, j] * x[j])) - y[i], product[i], 10);
            for (int j = 0; j < 5; j++)
                Assert.Equal((3.0 * Enumerable.Range(0, 7).Sum(i => dense[i, j] * y[i])) + (0.5 * x[j]), transposed[j], 10);
        }
    }

    [Fact]
    public void Transpose_Twice_Same()
    {
        SparseMatrix a = RandomProblems.Matrix(new Random(1), 9, 6, 0.4);
        SparseMatrix twice = a.Transpose().Transpose();
        Assert.Equal(a.RowIndices.ToArray(), twice.RowIndices.ToArray());
        Assert.Equal(a.Values.ToArray(), twice.Values.ToArray());
    }

    [Fact]
    public void Multiply_BetaZero_IgnoresOldContent()
    {
        var y = new[] { double.NaN };
        new SparseMatrix(1, 1, [0, 1], [0], [2.0]).Multiply([3.0], y);
        Assert.Equal(6.0, y[0]);
    }

    [Fact]
    public void Constructor_BadArrays_NamesTheFault()
    {
        Assert.Throws<ArgumentException>("rowIndices", () => new SparseMatrix(2, 1, [0, 2], [1, 0], [1, 1]));
        Assert.Throws<ArgumentException>("rowIndices", () => new SparseMatrix(2, 1, [0, 2], [1, 1], [1, 1]));
        Assert.Throws<ArgumentException>("rowIndices", () => new SparseMatrix(2, 1, [0, 1], [2], [1]));
        Assert.Throws<ArgumentException>("values", () => new SparseMatrix(2, 1, [0, 1], [0], [double.NaN]));
        Assert.Throws<ArgumentException>("columnPointers", () => new SparseMatrix(2, 2, [0, 2, 1], [0], [1]));
        Assert.Throws<ArgumentOutOfRangeException>("row", () => new SparseMatrixBuilder(1, 1).Add(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new SparseMatrixBuilder(1, 1).Add(0, 0, double.NaN));
    }

    private static double[,] ToDense(SparseMatrix matrix)
    {
        var dense = new double[matrix.RowCount, matrix.ColumnCount];
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            for (int p = matrix.ColumnPointers[j]; p < matrix.ColumnPointers[j + 1]; p++) dense[matrix.RowIndices[p], j] = matrix.Values[p];
        }

        return dense;
    }
}
