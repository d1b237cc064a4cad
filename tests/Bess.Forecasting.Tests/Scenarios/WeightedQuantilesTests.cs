using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Tests.Scenarios;

public sealed class WeightedQuantilesTests
{
    private static readonly ScenarioSet Set = new(
        "three", Currency.Eur, new TimeGrid(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), 2), [10, 1, 30, 3, 20, 2], [0.2, 0.5, 0.3],
        DateTimeOffset.UnixEpoch, new Provenance("made up", null, true));

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(0.2, 10)]
    [InlineData(0.21, 20)]
    [InlineData(0.5, 20)]
    [InlineData(0.51, 30)]
    [InlineData(0.99, 30)]
    public void Of_Level_IsTheLeastValueWithThatMass(double level, double expected)
    {
        Assert.Equal(expected, WeightedQuantiles.Of(Set, level)[0]);
        Assert.Equal(expected / 10, WeightedQuantiles.Of(Set, level)[1]);
    }

    [Fact]
    public void Of_LevelOutsideTheRange_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => WeightedQuantiles.Of(Set, 1));
}
