using Bess.Optimization.LinearAlgebra.Factorization;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Tests.LinearAlgebra;

public sealed class LdlFactorizationTests
{
    [Fact]
    public void Solve_RandomQuasiDefinite_SmallResidual()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var (matrix, signs) = QuasiDefinite(new Random(seed));
            var factorization = new LdlFactorization(SymbolicLdl.Analyse(matrix));
            Assert.True(factorization.Factorise(matrix.Values, signs, 1e-13, 1e-7));
            Assert.Equal(0, factorization.RepairedPivotCount);
            AssertSolves(matrix, factorization, seed);
        }
    }

    [Fact]
    public void Factorise_NewValuesOnSamePattern_SmallResidual()
    {
        var (matrix, signs) = QuasiDefinite(new Random(77));
        var factorization = new LdlFactorization(SymbolicLdl.Analyse(matrix));
        for (double factor = 1.0; factor < 1e4; factor *= 10.0)
        {
            double[] values = [.. matrix.Values.ToArray().Select(value => factor * value)];
            var scaled = new SparseMatrix(matrix.RowCount, matrix.ColumnCount, matrix.ColumnPointers, matrix.RowIndices, values);
            Assert.True(factorization.Factorise(values, signs, 1e-13, 1e-7));
            AssertSolves(scaled, factorization, 1);
        }
    }

    [Fact]
    public void Factorise_PivotOfWrongSign_RepairedAndCounted()
    {
        var matrix = new SparseMatrix(2, 2, [0, 1, 2], [0, 1], [0.0, -1.0]);
        var factorization = new LdlFactorization(SymbolicLdl.Analyse(matrix));
        Assert.True(factorization.Factorise(matrix.Values, [1, 1], 1e-13, 1e-3));
        Assert.Equal(2, factorization.RepairedPivotCount);
    }

    [Fact]
    public void Factorise_Overflow_SaysSo()
    {
        var matrix = new SparseMatrix(2, 2, [0, 1, 3], [0, 0, 1], [1e-5, 1e200, 1.0]);
        var factorization = new LdlFactorization(SymbolicLdl.Analyse(matrix, [0, 1]));
        Assert.False(factorization.Factorise(matrix.Values, [1, -1], 1e-13, 1e-3));
    }

    private static void AssertSolves(SparseMatrix matrix, LdlFactorization factorization, int seed)
    {
        var random = new Random(seed);
        var expected = Enumerable.Range(0, matrix.ColumnCount).Select(_ => RandomProblems.Normal(random)).ToArray();
        var rightHandSide = new double[expected.Length];
        matrix.MultiplySymmetric(expected, rightHandSide);
        var actual = new double[expected.Length];
        factorization.Solve(rightHandSide, actual);
        var residual = (double[])rightHandSide.Clone();
        matrix.MultiplySymmetric(actual, residual, -1.0, 1.0);
        double size = rightHandSide.Max(Math.Abs);
        Assert.True(residual.Max(Math.Abs) <= 1e-10 * (1.0 + size), $"seed {seed}: {residual.Max(Math.Abs):E1} of {size:E1}");
    }

    private static (SparseMatrix Matrix, sbyte[] Signs) QuasiDefinite(Random random)
    {
        int n = 2 + random.Next(40);
        int m = random.Next(30);
        SparseMatrix rows = RandomProblems.Matrix(random, m, n, 0.15);
        var builder = new SparseMatrixBuilder(n + m, n + m);
        SparseMatrix gram = RandomProblems.Gram(random, n);
        for (int j = 0; j < n; j++)
        {
            builder.Add(j, j, 0.1 + random.NextDouble());
            for (int p = gram.ColumnPointers[j]; p < gram.ColumnPointers[j + 1]; p++) builder.Add(gram.RowIndices[p], j, gram.Values[p]);
            for (int p = rows.ColumnPointers[j]; p < rows.ColumnPointers[j + 1]; p++) builder.Add(j, n + rows.RowIndices[p], rows.Values[p]);
        }

        for (int i = 0; i < m; i++) builder.Add(n + i, n + i, -0.1 - random.NextDouble());
        var signs = new sbyte[n + m];
        for (int k = 0; k < signs.Length; k++) signs[k] = k < n ? (sbyte)1 : (sbyte)-1;
        return (builder.Build(), signs);
    }
}
