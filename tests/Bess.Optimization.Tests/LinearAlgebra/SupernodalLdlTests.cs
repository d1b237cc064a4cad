using Bess.Optimization.LinearAlgebra.Factorization;
using Bess.Optimization.LinearAlgebra.Ordering;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.TestKit;

namespace Bess.Optimization.Tests.LinearAlgebra;

public sealed class SupernodalLdlTests
{
    private static readonly PanelKernel[] Kernels = [PanelKernel.Wide512(), PanelKernel.Wide256(), PanelKernel.Scalar()];

    public static TheoryData<string> Patterns => LdlPatterns.Names;

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Solve_EveryPatternMethodAndKernel_AgreesWithDense(string name)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            var (matrix, signs) = LdlPatterns.Make(name, seed);
            double[] rightHandSide = Vector(matrix.ColumnCount, seed);
            double[] expected = SolveDense(matrix, rightHandSide);
            foreach (LdlFactorization factorization in Factorizations(matrix))
            {
                Assert.True(factorization.Factorise(matrix.Values, signs, 1e-13, 1e-7));
                Assert.Equal(0, factorization.RepairedPivotCount);
                AssertClose(expected, Solve(factorization, rightHandSide));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Analyse_EveryPattern_PermutationAndTrueFillInBothMethods(string name)
    {
        var (matrix, _) = LdlPatterns.Make(name);
        int[] ordering = ApproximateMinimumDegree.Order(matrix);
        Assert.Equal(Enumerable.Range(0, matrix.ColumnCount), ordering.Order());
        var simplicial = SymbolicLdl.Analyse(matrix, ordering, LdlMethod.Simplicial);
        var supernodal = SymbolicLdl.Analyse(matrix, ordering, LdlMethod.Supernodal);
        Assert.Equal(Enumerable.Range(0, matrix.ColumnCount), simplicial.Permutation.Order());
        Assert.Equal(Enumerable.Range(0, matrix.ColumnCount), supernodal.Permutation.Order());
        Assert.Equal(DenseFill(matrix, simplicial.Permutation), simplicial.FactorNonZeroCount);
        Assert.Equal(simplicial.FactorNonZeroCount, supernodal.FactorNonZeroCount);
        Assert.Equal(simplicial.FactorNonZeroCount, DenseFill(matrix, supernodal.Permutation));
        Assert.True(supernodal.Supernodal!.ValueStart[^1] >= supernodal.FactorNonZeroCount + matrix.ColumnCount);
    }

    [Theory]
    [InlineData("dense", true)]
    [InlineData("wide", true)]
    [InlineData("chain", false)]
    [InlineData("diagonal", false)]
    public void Analyse_Automatic_PanelsWhereTheyPay(string name, bool panels)
        => Assert.Equal(panels, SymbolicLdl.Analyse(LdlPatterns.Make(name).Matrix).Supernodal is not null);

    [Theory]
    [InlineData("grid")]
    [InlineData("wide")]
    [InlineData("dense rows")]
    public void Factorise_SameValuesTwice_SameBits(string name)
    {
        var (matrix, signs) = LdlPatterns.Make(name);
        double[] rightHandSide = Vector(matrix.ColumnCount, 3);
        double[] other = [.. matrix.Values.ToArray().Select(value => 3.0 * value)];
        foreach (LdlMethod method in new[] { LdlMethod.Simplicial, LdlMethod.Supernodal })
        {
            var symbolic = SymbolicLdl.Analyse(matrix, ApproximateMinimumDegree.Order(matrix), method);
            var first = new LdlFactorization(symbolic);
            var second = new LdlFactorization(symbolic);
            first.Factorise(matrix.Values, signs, 1e-13, 1e-7);
            double[] expected = Solve(first, rightHandSide);
            second.Factorise(other, signs, 1e-13, 1e-7);
            AssertClose([.. expected.Select(value => value / 3.0)], Solve(second, rightHandSide));
            second.Factorise(matrix.Values, signs, 1e-13, 1e-7);
            Assert.Equal(expected, Solve(second, rightHandSide));
            Assert.Equal(expected, Solve(second, rightHandSide));
        }
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("grid")]
    [InlineData("random")]
    public void Factorise_WrongSignsExpected_SameRepairsInBothMethods(string name)
    {
        var (matrix, signs) = LdlPatterns.Make(name);
        int[] ordering = ApproximateMinimumDegree.Order(matrix);
        int last = SymbolicLdl.Analyse(matrix, ordering, LdlMethod.Supernodal).Permutation[^1];
        signs[last] = (sbyte)-signs[last];
        foreach (LdlMethod method in new[] { LdlMethod.Simplicial, LdlMethod.Supernodal })
        {
            var factorization = new LdlFactorization(SymbolicLdl.Analyse(matrix, ordering, method));
            Assert.True(factorization.Factorise(matrix.Values, signs, 1e-13, 1e-7));
            Assert.Equal(1, factorization.RepairedPivotCount);
        }
    }

    [Fact]
    public void Factorise_AllSignsWrong_AllRepairedInAnyKernel()
    {
        var (matrix, signs) = LdlPatterns.Make("diagonal");
        sbyte[] wrong = [.. signs.Select(sign => (sbyte)-sign)];
        foreach (LdlFactorization factorization in Factorizations(matrix))
        {
            Assert.True(factorization.Factorise(matrix.Values, wrong, 1e-13, 1e-7));
            Assert.Equal(matrix.ColumnCount, factorization.RepairedPivotCount);
        }
    }

    [Fact]
    public void Factorise_Overflow_SaysSoAndRecovers()
    {
        var (matrix, signs) = LdlPatterns.Make("wide");
        double[] huge = [.. matrix.Values.ToArray().Select(value => Math.Abs(value) < 1.0 ? value * 1e250 : value)];
        double[] rightHandSide = Vector(matrix.ColumnCount, 4);
        double[] expected = SolveDense(matrix, rightHandSide);
        foreach (LdlFactorization factorization in Factorizations(matrix))
        {
            Assert.False(factorization.Factorise(huge, signs, 1e-13, 1e-7));
            Assert.True(factorization.Factorise(matrix.Values, signs, 1e-13, 1e-7));
            AssertClose(expected, Solve(factorization, rightHandSide));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FactoriseAndSolve_AfterConstruction_AllocateNothing(bool panels)
    {
        LdlMethod method = panels ? LdlMethod.Supernodal : LdlMethod.Simplicial;
        var (matrix, signs) = LdlPatterns.Make("grid");
        var factorization = new LdlFactorization(SymbolicLdl.Analyse(matrix, ApproximateMinimumDegree.Order(matrix), method));
        double[] x = Vector(matrix.ColumnCount, 5);
        double[] values = matrix.Values.ToArray();
        long allocated = Allocation.Least(() =>
        {
            factorization.Factorise(values, signs, 1e-13, 1e-7);
            factorization.Solve(x, x);
        });
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Solve_MissingDiagonal_ReplacedPivot()
    {
        // Entries (0,1) only on three indices: every diagonal is structurally zero.
        var matrix = new SparseMatrix(3, 3, [0, 0, 1, 1], [0], [1.0]);
        foreach (LdlFactorization factorization in Factorizations(matrix))
        {
            Assert.True(factorization.Factorise(matrix.Values, [1, -1, 1], 1e-13, 0.5));
            Assert.Equal(2, factorization.RepairedPivotCount);
        }
    }

    private static IEnumerable<LdlFactorization> Factorizations(SparseMatrix matrix)
    {
        int[] ordering = ApproximateMinimumDegree.Order(matrix);
        yield return new LdlFactorization(SymbolicLdl.Analyse(matrix, ordering, LdlMethod.Simplicial));
        var symbolic = SymbolicLdl.Analyse(matrix, ordering, LdlMethod.Supernodal);
        foreach (PanelKernel kernel in Kernels) yield return new LdlFactorization(symbolic, kernel);
    }

    private static double[] Solve(LdlFactorization factorization, double[] rightHandSide)
    {
        var solution = new double[rightHandSide.Length];
        factorization.Solve(rightHandSide, solution);
        return solution;
    }

    private static double[] Vector(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => RandomProblems.Normal(random))];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        double size = expected.Length == 0 ? 0.0 : expected.Max(Math.Abs);
        for (int k = 0; k < expected.Length; k++)
            Assert.True(Math.Abs(expected[k] - actual[k]) <= 1e-10 * (1.0 + size), $"{k}: {expected[k]:R} against {actual[k]:R}");
    }

    /// <summary>The referee: dense L D Lᵀ in natural order.</summary>
    private static double[] SolveDense(SparseMatrix upper, double[] rightHandSide)
    {
        int n = upper.ColumnCount;
        double[,] a = Dense(upper);
        var x = (double[])rightHandSide.Clone();
        for (int k = 0; k < n; k++)
        {
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i, k] / a[k, k];
                if (factor == 0.0) continue;
                for (int j = k; j < n; j++) a[i, j] -= factor * a[k, j];
                x[i] -= factor * x[k];
            }
        }

        for (int k = n - 1; k >= 0; k--)
        {
            for (int j = k + 1; j < n; j++) x[k] -= a[k, j] * x[j];
            x[k] /= a[k, k];
        }

        return x;
    }

    private static double[,] Dense(SparseMatrix upper)
    {
        var dense = new double[upper.ColumnCount, upper.ColumnCount];
        for (int j = 0; j < upper.ColumnCount; j++)
        {
            for (int p = upper.ColumnPointers[j]; p < upper.ColumnPointers[j + 1]; p++)
            {
                dense[upper.RowIndices[p], j] = upper.Values[p];
                dense[j, upper.RowIndices[p]] = upper.Values[p];
            }
        }

        return dense;
    }

    /// <summary>Entries below the diagonal of L by elimination of the pattern itself.</summary>
    private static int DenseFill(SparseMatrix upper, int[] permutation)
    {
        int n = permutation.Length;
        double[,] values = Dense(upper);
        var pattern = new bool[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) pattern[i, j] = values[permutation[i], permutation[j]] != 0.0;
        }

        int fill = 0;
        for (int k = 0; k < n; k++)
        {
            int[] below = [.. Enumerable.Range(k + 1, n - k - 1).Where(i => pattern[i, k])];
            fill += below.Length;
            foreach (int i in below)
            {
                foreach (int j in below) pattern[i, j] = true;
            }
        }

        return fill;
    }
}
