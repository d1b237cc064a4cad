using Bess.Domain.Reserve;

namespace Bess.Scheduling.Tests.Markets;

public sealed class FrequencyResponseTests
{
    [Theory]
    [InlineData("DC low", -0.015, 0)]
    [InlineData("DC low", -0.2, 0.05)]
    [InlineData("DC low", -0.35, 0.525)]
    [InlineData("DC low", -0.5, 1)]
    [InlineData("DC low", -0.8, 1)]
    [InlineData("DC low", 0.5, 0)]
    [InlineData("DC high", 0.2, -0.05)]
    [InlineData("DM low", -0.1, 0.05)]
    [InlineData("DM high", 0.15, -0.525)]
    [InlineData("DM low", -0.2, 1)]
    [InlineData("DR low", -0.1075, 0.5)]
    [InlineData("DR high", 0.2, -1)]
    [InlineData("FCR-N", 0, 0)]
    [InlineData("FCR-N", -0.05, 0.5)]
    public void ActivationPerSoldMw_AtADeviation_IsThatOfTheTerms(string product, double deviationHz, double expected)
    {
        var rules = ReserveProducts.All.Single(one => one.Name == product);
        Assert.Equal(expected, rules.Response!.Value.ActivationPerSoldMw(rules.Direction, deviationHz), 9);
    }

    [Theory]
    [InlineData("DC low", 0.25, 0.1)]
    [InlineData("DM high", 0.5, 0.2)]
    [InlineData("DR low", 1, 0.4)]
    public void British_EnduranceAndReservedCapacity_AreThoseOfTheProcurementRules(string product, double hours, double reserved)
    {
        var rules = ReserveProducts.All.Single(one => one.Name == product);
        Assert.Equal(hours, rules.EnduranceHours);
        Assert.Equal(reserved, rules.OppositePowerPerSoldMw, 12);
    }

    [Fact]
    public void Constructor_KneeOutsideTheLine_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequencyResponse(0.015, 0.5, 0.6, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequencyResponse(0.015, 0.5, null, 0.05));
    }
}
