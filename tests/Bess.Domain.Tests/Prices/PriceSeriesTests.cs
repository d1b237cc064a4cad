using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Domain.Tests.Prices;

public sealed class PriceSeriesTests
{
    [Fact]
    public void Construct_MissingPrices_CountedNotReplaced()
    {
        var series = Build.Series(1, double.NaN, -3);
        Assert.Equal(1, series.MissingCount);
        Assert.True(series.IsMissing(1));
        Assert.True(double.IsNaN(series.PricesPerMwh[1]));
    }

    [Fact]
    public void Construct_WrongLengthsAndInfinite_AllFaultsTogether()
    {
        var error = Assert.Throws<BessDataException>(() => new PriceSeries(
            "", null, Currency.Eur, Build.Hours(2), [1, double.PositiveInfinity, 3], [Build.Noon], Build.Made));
        Assert.Equal(["name", "pricesPerMwh", "knownAt", "pricesPerMwh[1]"], error.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Construct_ArrayChangedAfterwards_SeriesKeepsItsOwn()
    {
        var prices = new[] { 1.0, 2.0 };
        var series = Build.Series(prices);
        prices[0] = 99;
        Assert.Equal(1.0, series.PricesPerMwh[0]);
    }

    [Fact]
    public void AsOf_Boundary_KnownExactlyThenIsKnown()
    {
        DateTimeOffset[] knownAt = [Build.Noon, Build.Noon.AddHours(1), Build.Noon.AddHours(2)];
        var series = new PriceSeries("p", null, Currency.Eur, Build.Hours(3), [1, 2, 3], knownAt, Build.Made);
        var then = series.AsOf(Build.Noon.AddHours(1));
        Assert.Equal([1, 2, double.NaN], then.PricesPerMwh.ToArray());
        Assert.Equal(1, then.MissingCount);
        Assert.Equal(3, series.AsOf(Build.Noon.AddTicks(-1)).MissingCount);
        Assert.Equal(0, series.MissingCount);
    }

    [Fact]
    public void AsOf_LaterValuesPermuted_NothingChanges()
    {
        DateTimeOffset[] knownAt = [Build.Noon, Build.Noon, Build.Noon.AddHours(9), Build.Noon.AddHours(9)];
        PriceSeries With(params double[] prices) => new("p", null, Currency.Eur, Build.Hours(4), prices, knownAt, Build.Made);
        Assert.Equal(
            With(1, 2, 3, 4).AsOf(Build.Noon).PricesPerMwh.ToArray(), With(1, 2, 4, 3).AsOf(Build.Noon).PricesPerMwh.ToArray());
    }

    [Fact]
    public void Slice_Inside_KeepsPricesAndKnownAt()
    {
        var series = Build.Series(1, 2, 3);
        var part = series.Slice(new TimeGrid(series.Grid.StartOf(1), series.Grid.Step, 2));
        Assert.Equal([2, 3], part.PricesPerMwh.ToArray());
        Assert.Equal(Build.Noon, part.KnownAt(1));
        Assert.Equal(series.Zone, part.Zone);
    }

    [Fact]
    public void Slice_Outside_Refused() => Assert.Throws<ArgumentException>(() => Build.Series(1, 2).Slice(Build.Hours(3)));
}
