using Bess.Forecasting.Boosting;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Tests.Boosting;

public sealed class BoostedQuantileTests
{
    private static readonly BoostingOptions Options = new() { LeastLeafRows = 20, RowShare = 0.8, ColumnShare = 1, LearningRate = 0.2 };

    [Fact]
    public void Train_StepFunction_FindsTheQuantileOnEachSide()
    {
        var (x, y) = Steps(2000, missing: 0);
        var model = Train(x, y, 0.9, 60);
        Assert.Equal(0.9, model.Predict([0.2, 0.5]), 0.08);
        Assert.Equal(10.9, model.Predict([0.8, 0.5]), 0.08);
    }

    [Fact]
    public void Train_MissingFeature_GoesItsOwnWay()
    {
        var (x, y) = Steps(3000, missing: 0.3);
        var model = Train(x, y, 0.5, 60);
        Assert.Equal(30.5, model.Predict([double.NaN, 0.5]), 0.2);
        Assert.Equal(0.5, model.Predict([0.2, 0.5]), 0.2);
    }

    [Fact]
    public void Train_SameSeed_SameBitsAndReadsBackTheSame()
    {
        var (x, y) = Steps(500, missing: 0.1);
        var (one, other) = (Train(x, y, 0.25, 30), Train(x, y, 0.25, 30));
        var writer = new ModelWriter();
        one.Write(writer);
        var read = BoostedQuantile.Read(new ModelReader(writer.ToArray(), "test"), 2);
        for (var i = 0; i < 500; i++)
        {
            var row = x.AsSpan(2 * i, 2);
            Assert.Equal(BitConverter.DoubleToInt64Bits(one.Predict(row)), BitConverter.DoubleToInt64Bits(other.Predict(row)));
            Assert.Equal(BitConverter.DoubleToInt64Bits(one.Predict(row)), BitConverter.DoubleToInt64Bits(read.Predict(row)));
        }
    }

    [Fact]
    public void Train_NothingToLearn_StopsEarly()
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, 2000).Select(_ => random.NextDouble()).ToArray();
        var y = Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToArray();
        var rows = Enumerable.Range(0, 1000).ToArray();
        var model = BoostedQuantile.Train(BinnedMatrix.Of(x, 1000, 2), y, 0.5, rows[..700], rows[700..], 400, Options, 1);
        Assert.InRange(model.TreeCount, 0, 60);
    }

    private static BoostedQuantile Train(double[] x, double[] y, double level, int trees) =>
        BoostedQuantile.Train(BinnedMatrix.Of(x, y.Length, 2), y, level, [.. Enumerable.Range(0, y.Length)], [], trees, Options, 7);

    // Uniform noise on 0 for x < ½, on 10 for x ≥ ½, on 30 where x is missing; a second feature says nothing.
    private static (double[] X, double[] Y) Steps(int count, double missing)
    {
        var random = new Random(9);
        var (x, y) = (new double[2 * count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (x[2 * i], x[(2 * i) + 1]) = (random.NextDouble() < missing ? double.NaN : random.NextDouble(), random.NextDouble());
            y[i] = random.NextDouble() + (double.IsNaN(x[2 * i]) ? 30 : x[2 * i] < 0.5 ? 0 : 10);
        }

        return (x, y);
    }
}
