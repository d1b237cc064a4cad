using Bess.Domain.Prices;
using Bess.Domain.Units;

namespace Bess.Domain.Tests.Prices;

public sealed class ScenarioSetTests
{
    [Fact]
    public void ExpectedPrices_TwoScenarios_WeightedMean()
    {
        var set = new ScenarioSet("s", Currency.Eur, Build.Hours(2), [10, 20, 30, 40], [0.25, 0.75], Build.Noon, Build.Made);
        Assert.Equal([25, 35], set.ExpectedPricesPerMwh());
        Assert.Equal([30, 40], set.PricesPerMwh(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = set.PricesPerMwh(2); });
    }

    [Fact]
    public void Create_WrongProbabilities_AllFaultsTogether()
    {
        var refused = ScenarioSet.Create("s", Currency.Eur, Build.Hours(1), [1, 2, 3], [0, double.NaN, 2], Build.Noon, Build.Made, "f.csv");
        Assert.Equal(["probabilities[0]", "probabilities[1]", "probabilities"], refused.Faults.Select(fault => fault.Field));
        Assert.All(refused.Faults, fault => Assert.Equal("f.csv", fault.Location));
    }

    [Theory]
    [InlineData(0.5 + 5e-10, true)]
    [InlineData(0.5 + 5e-9, false)]
    [InlineData(0.5 - 5e-9, false)]
    public void Create_ProbabilitySum_WithinTolerance(double second, bool accepted) =>
        Assert.Equal(
            accepted, ScenarioSet.Create("s", Currency.Eur, Build.Hours(1), [1, 2], [0.5, second], Build.Noon, Build.Made).IsValid);

    [Fact]
    public void Create_MissingPrice_RefusedAndLocated()
    {
        var fault = Assert.Single(
            ScenarioSet.Create("s", Currency.Eur, Build.Hours(2), [1, 2, 3, double.NaN], [0.5, 0.5], Build.Noon, Build.Made).Faults);
        Assert.Equal("pricesPerMwh[1][2026-03-10T13:00:00Z]", fault.Field);
    }

    [Fact]
    public void Create_NoScenarioOrWrongLength_Refused()
    {
        Assert.False(ScenarioSet.Create("s", Currency.Eur, Build.Hours(1), [], [], Build.Noon, Build.Made).IsValid);
        Assert.False(ScenarioSet.Create("s", Currency.Eur, Build.Hours(2), [1], [1], Build.Noon, Build.Made).IsValid);
        Assert.Throws<BessDataException>(() => new ScenarioSet("s", Currency.Eur, Build.Hours(2), [1], [1], Build.Noon, Build.Made));
    }

    [Fact]
    public void Single_Series_OneScenarioKnownWithItsLastPrice()
    {
        var set = ScenarioSet.Single(Build.Series(1, 2));
        Assert.Equal(1, set.Count);
        Assert.Equal(Build.Noon, set.KnownAt);
        Assert.Equal([1, 2], set.ExpectedPricesPerMwh());
    }

    [Fact]
    public void Single_MissingPrice_Refused() => Assert.Throws<BessDataException>(() => ScenarioSet.Single(Build.Series(1, double.NaN)));
}
