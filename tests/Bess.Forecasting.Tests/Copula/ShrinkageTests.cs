using Bess.Forecasting.Copula;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Bess.Forecasting.Tests.Copula;

public sealed class ShrinkageTests
{
    [Theory]
    [InlineData(8, 5)]
    [InlineData(30, 12)]
    [InlineData(6, 20)]
    public void Shrink_AnySample_IsThePapersFormula(int n, int p)
    {
        var rows = NormalScores.Of(Rows(n, p, 5, common: 0.7));
        var sample = Matrix<double>.Build.Dense(p, p, (i, j) => rows.Average(row => row[i] * row[j]));
        var identity = Matrix<double>.Build.DenseIdentity(p);
        double Square(Matrix<double> matrix) => matrix.Enumerate().Sum(value => value * value) / p;
        var d2 = Square(sample - identity);
        var b2 = Math.Min(d2, rows.Sum(row => Square(Vector<double>.Build.Dense(row).OuterProduct(Vector<double>.Build.Dense(row)) - sample)) / n / n);

        var shrunk = ShrunkCorrelation.Of(rows);

        Assert.Equal(b2 / d2, shrunk.Intensity, 1e-10);
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
                Assert.Equal(i == j ? 1 : (1 - (b2 / d2)) * sample[i, j], shrunk.Matrix[i, j], 1e-10);
        }
    }

    [Fact]
    public void Shrink_ManyDays_ShrinksLittleAndFewDaysMuch()
    {
        var many = ShrunkCorrelation.Of(NormalScores.Of(Rows(3000, 10, 1, common: 0.7)));
        var few = ShrunkCorrelation.Of(NormalScores.Of(Rows(12, 10, 1, common: 0.7)));
        Assert.True(many.Intensity < 0.01, $"{many.Intensity}");
        Assert.True(few.Intensity > 0.05, $"{few.Intensity}");
    }

    [Fact]
    public void Scores_OfRanks_HaveMeanZeroVarianceOneAndIgnoreMonotoneChanges()
    {
        var rows = Rows(41, 3, 2, common: 0.2);
        var scores = NormalScores.Of(rows);
        var bent = NormalScores.Of([.. rows.Select(row => row.Select(Math.Exp).ToArray())]);
        for (var column = 0; column < 3; column++)
        {
            Assert.Equal(0, scores.Average(row => row[column]), 1e-12);
            Assert.Equal(1, scores.Average(row => row[column] * row[column]), 1e-12);
            Assert.Equal(scores.Select(row => row[column]), bent.Select(row => row[column]));
        }
    }

    [Fact]
    public void Scores_OfEqualNumbers_AreZero()
    {
        var scores = NormalScores.Of([[1, 5], [1, 6], [1, 6], [1, 9]]);
        Assert.All(scores, row => Assert.Equal(0, row[0]));
        Assert.Equal(scores[1][1], scores[2][1]);
    }

    [Fact]
    public void Floor_MatrixThatIsNoCorrelation_BecomesOneAndOthersStay()
    {
        var impossible = new double[,] { { 1, 0.9, -0.9 }, { 0.9, 1, 0.9 }, { -0.9, 0.9, 1 } };
        var lifted = CorrelationFactor.Floored(impossible, 1e-3);
        var smallest = Matrix<double>.Build.DenseOfArray(lifted).Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
        Assert.True(smallest > 1e-4, $"{smallest}");
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(1, lifted[i, i]));

        var possible = new[,] { { 1, 0.5 }, { 0.5, 1 } };
        Assert.Same(possible, CorrelationFactor.Floored(possible, 1e-3));
    }

    [Fact]
    public void Factor_TimesItsTranspose_IsTheMatrix()
    {
        var matrix = new double[,] { { 1, 0.8, 0.1 }, { 0.8, 1, 0.3 }, { 0.1, 0.3, 1 } };
        var lower = CorrelationFactor.Of(matrix);
        var product = new double[3];
        for (var j = 0; j < 3; j++)
        {
            double[] column = [.. Enumerable.Range(0, 3).Select(k => lower[j][k])];
            CorrelationFactor.Multiply(lower, column, product);
            for (var i = 0; i < 3; i++)
                Assert.Equal(matrix[i, j], product[i], 1e-14);
        }
    }

    [Theory]
    [InlineData(24, 96)]
    [InlineData(96, 24)]
    [InlineData(24, 48)]
    public void Map_Weights_SumToOneAndKeepTheTimeOfDay(int from, int to)
    {
        var weights = SlotMap.Weights(from, to);
        Assert.Equal(to, weights.Length);
        for (var slot = 0; slot < to; slot++)
        {
            Assert.Equal(1, weights[slot].Sum(one => one.Weight), 1e-12);
            var middle = weights[slot].Sum(one => one.Weight * (one.Slot + 0.5)) / from;
            Assert.InRange(middle, ((slot + 0.5) / to) - (0.5 / from), ((slot + 0.5) / to) + (0.5 / from));
        }
    }

    [Fact]
    public void Map_HoursToQuarters_NeighboursGoTogetherAndTheMatrixHolds()
    {
        var hours = new double[24, 24];
        for (var i = 0; i < 24; i++)
        {
            for (var j = 0; j < 24; j++)
                hours[i, j] = Math.Pow(0.8, Math.Abs(i - j));
        }

        var quarters = SlotMap.Apply(hours, [24], [96], 0.05);
        Assert.Equal(96, quarters.GetLength(0));
        Assert.InRange(quarters[40, 41], 0.9, 0.9501);
        Assert.True(quarters[40, 44] < quarters[40, 41]);
        Assert.NotEmpty(CorrelationFactor.Of(CorrelationFactor.Floored(quarters, 1e-4)));
        Assert.Same(hours, SlotMap.Apply(hours, [24], [24], 0.05));
    }

    private static double[][] Rows(int n, int p, int seed, double common)
    {
        using var uniforms = MadeUpMarket.Uniforms(seed).GetEnumerator();
        double Next()
        {
            do
                uniforms.MoveNext();
            while (uniforms.Current == 0);
            return Normal.InvCDF(0, 1, uniforms.Current);
        }

        return [.. Enumerable.Range(0, n).Select(_ =>
        {
            var shared = Next();
            return Enumerable.Range(0, p).Select(_ => (common * shared) + Next()).ToArray();
        })];
    }
}
