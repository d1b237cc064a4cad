using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Optimization.Tests.LinearAlgebra;

/// <summary>Dense kernels at every vector width against plain loops.</summary>
public sealed unsafe class DenseTests
{
    public static TheoryData<int> Orders() => [1, 2, 3, 4, 7, 8, 9, 12, 15, 16, 17, 20, 24, 31, 40, 67];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Factorize_AnyWidth_SolvesTheSystem(int order)
    {
        FactorizeAndSolve<LanesScalar>(order);
        FactorizeAndSolve<Lanes256>(order);
        FactorizeAndSolve<Lanes512>(order);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Products_AnyWidth_AreThoseOfPlainLoops(int order)
    {
        Multiply<LanesScalar>(order);
        Multiply<Lanes256>(order);
        Multiply<Lanes512>(order);
    }

    [Fact]
    public void Factorize_RankOnePlusTinyDiagonal_KeepsPivotsAtTheFloor()
    {
        // 1·1ᵀ + 1e-20 I: rounding cancels every pivot but the first.
        const int Order = 6;
        var matrix = stackalloc double[8 * Order];
        var floor = stackalloc double[8];
        for (var i = 0; i < Order; i++)
        {
            for (var j = 0; j < 8; j++)
                matrix[(8 * i) + j] = j < Order ? 1 + (i == j ? 1e-20 : 0) : 0;
            floor[i] = 1e-20;
        }

        var raised = DenseCholesky.Factorize<Lanes512>(matrix, Order, 8, floor);

        Assert.Equal(Order - 1, raised);
        for (var i = 1; i < Order; i++)
            Assert.Equal(1e-10, matrix[(8 * i) + i], 1e-24);
    }

    [Fact]
    public void Factorize_NotPositiveDefiniteWithoutFloor_CountsTheRepairs()
    {
        var matrix = stackalloc double[16];
        (matrix[0], matrix[1], matrix[9]) = (1, 2, 1);
        Assert.Equal(1, DenseCholesky.Factorize(matrix, 2, 8));
    }

    [Fact]
    public void Lanes_ElementByElement_GiveTheSameBits()
    {
        var random = new Random(5);
        var a = stackalloc double[8];
        var b = stackalloc double[8];
        for (var i = 0; i < 8; i++)
            (a[i], b[i]) = ((4 * random.NextDouble()) - 2, (4 * random.NextDouble()) - 2);
        Assert.Equal(Elementwise<LanesScalar>(a, b), Elementwise<Lanes512>(a, b));
        Assert.Equal(Elementwise<LanesScalar>(a, b), Elementwise<Lanes256>(a, b));
    }

    private static double[] Elementwise<TLanes>(double* a, double* b)
        where TLanes : struct, ILanes<TLanes>
    {
        var results = new List<double>();
        var buffer = stackalloc double[8];
        for (var i = 0; i < 8; i += TLanes.Count)
        {
            var (x, y) = (TLanes.Load(a + i), TLanes.Load(b + i));
            var sum = TLanes.MultiplyAdd(x, y, x / y) + TLanes.Min(x, y) - TLanes.Max(x, y);
            sum *= TLanes.WherePositive(x, y, TLanes.Sqrt(TLanes.Max(y, TLanes.Create(0))));
            sum.Store(buffer + i);
            Assert.Equal(Enumerable.Range(i, TLanes.Count).Max(k => a[k]), x.Largest());
            Assert.Equal(Enumerable.Range(i, TLanes.Count).Min(k => a[k]), x.Least());
            Assert.Equal(Enumerable.Range(i, TLanes.Count).Sum(k => a[k]), x.Sum(), 1e-15);
        }

        for (var i = 0; i < 8; i++)
            results.Add(buffer[i]);
        return [.. results];
    }

    private static void FactorizeAndSolve<TLanes>(int order)
        where TLanes : struct, ILanes<TLanes>
    {
        var stride = DenseCholesky.PaddedLength(order);
        var random = new Random(order);
        var root = new double[order, order];
        var full = new double[order, order];
        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j < order; j++)
                root[i, j] = (2 * random.NextDouble()) - 1;
        }

        var buffer = new double[(order + 4) * stride];
        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j < order; j++)
            {
                full[i, j] = i == j ? 0.5 : 0;
                for (var k = 0; k < order; k++)
                    full[i, j] += root[k, i] * root[k, j];
                buffer[(i * stride) + j] = j >= i ? full[i, j] : 1e3;
            }
        }

        double[] expected = [.. Enumerable.Range(0, order).Select(_ => (2 * random.NextDouble()) - 1)];
        var solution = new double[stride];
        var block = new double[order * 8];
        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j < order; j++)
                solution[i] += full[i, j] * expected[j];
            block[8 * i] = solution[i];
        }

        fixed (double* matrix = buffer, vector = solution, many = block)
        {
            Assert.Equal(0, DenseCholesky.Factorize<TLanes>(matrix, order, stride, null));
            DenseCholesky.SolveTransposed<TLanes>(matrix, order, stride, vector);
            DenseCholesky.SolveTransposedBlock<TLanes>(matrix, order, stride, many, 8);
            for (var i = 0; i < order; i++)
                Assert.Equal(vector[i], many[8 * i], 1e-10);
            DenseCholesky.SolveUpper<TLanes>(matrix, order, stride, vector);
        }

        for (var i = 0; i < order; i++)
            Assert.Equal(expected[i], solution[i], 1e-9);
    }

    private static void Multiply<TLanes>(int order)
        where TLanes : struct, ILanes<TLanes>
    {
        var (inner, stride) = (order + 5, DenseCholesky.PaddedLength(order));
        var random = new Random(order);
        var left = new double[inner * stride];
        var right = new double[inner * stride];
        for (var k = 0; k < inner; k++)
        {
            for (var i = 0; i < order; i++)
                (left[(k * stride) + i], right[(k * stride) + i]) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
        }

        var gram = new double[(stride + 4) * stride];
        var product = new double[(stride + 4) * stride];
        fixed (double* x = left, y = right, g = gram, p = product)
        {
            DenseProducts.SymmetricTransposedProduct<TLanes>(x, x, inner, order, stride, g, stride, subtract: false);
            DenseProducts.TransposedProduct<TLanes>(x, y, inner, order, order, stride, stride, p, stride, subtract: true);
        }

        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j < order; j++)
            {
                double square = 0, both = 0;
                for (var k = 0; k < inner; k++)
                {
                    square += left[(k * stride) + i] * left[(k * stride) + j];
                    both += left[(k * stride) + i] * right[(k * stride) + j];
                }

                if (j >= i)
                    Assert.Equal(square, gram[(i * stride) + j], 1e-12);
                Assert.Equal(-both, product[(i * stride) + j], 1e-12);
            }
        }
    }
}
