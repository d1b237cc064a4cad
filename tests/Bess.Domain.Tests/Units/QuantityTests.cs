using Bess.Domain.Units;
using FsCheck;
using FsCheck.Fluent;

namespace Bess.Domain.Tests.Units;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Construct_NotFinite_RefusedWithParameterName(double value)
    {
        Assert.Equal("mw", Assert.Throws<ArgumentOutOfRangeException>(() => new Power(value)).ParamName);
        Assert.Equal("mwh", Assert.Throws<ArgumentOutOfRangeException>(() => new Energy(value)).ParamName);
        Assert.Equal("perMwh", Assert.Throws<ArgumentOutOfRangeException>(() => new EnergyPrice(value)).ParamName);
    }

    [Fact]
    public void Multiply_PowerByDuration_GivesEnergy()
    {
        Assert.Equal(new Energy(0.45), new Power(1.8) * TimeSpan.FromMinutes(15));
        Assert.Equal(new Power(1.8), new Energy(0.45) / TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void Multiply_NegativePriceByEnergySold_Costs() => Assert.Equal(-20.0, new EnergyPrice(-10) * new Energy(2));

    [Fact]
    public void Operate_Overflow_Refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Power(double.MaxValue) + new Power(double.MaxValue));

    [Fact]
    public void Divide_ByZero_Refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Energy(1) / new Energy(0));

    [Fact]
    public void Arithmetic_FiniteNumbers_AgreesWithDoubles() =>
        Prop.ForAll(
            Gen.Two(Gen.Choose(-1_000_000, 1_000_000)).ToArbitrary(),
            pair =>
            {
                var (a, b) = (pair.Item1 / 64.0, pair.Item2 / 64.0);
                return new Power(a) + new Power(b) == new Power(a + b)
                    && new Energy(a) - new Energy(b) == new Energy(a - b)
                    && -new EnergyPrice(a) == new EnergyPrice(-a)
                    && (new Power(a) < new Power(b)) == (a < b)
                    && new Energy(a).CompareTo(new Energy(b)) == a.CompareTo(b);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void ToString_NamesUnit()
    {
        Assert.Equal("1.5 MW", new Power(1.5).ToString());
        Assert.Equal("-0.1 MWh", new Energy(-0.1).ToString());
        Assert.Equal("40 /MWh", new EnergyPrice(40).ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void Efficiency_OutsideRange_Refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Efficiency(value));

    [Fact]
    public void Efficiency_Default_IsLosslessAndEqualsOne()
    {
        Assert.Equal(1.0, default(Efficiency).Value);
        Assert.Equal(new Efficiency(1), default);
        Assert.Equal(0.81, (new Efficiency(0.9) * new Efficiency(0.9)).Value, 15);
    }

    [Theory]
    [InlineData("eur")]
    [InlineData("EU")]
    [InlineData("EURO")]
    [InlineData("")]
    [InlineData("E1R")]
    public void Currency_NotThreeCapitals_Refused(string code) => Assert.Throws<ArgumentException>(() => new Currency(code));

    [Fact]
    public void Currency_Default_IsNoCurrency()
    {
        Assert.Equal("XXX", default(Currency).Code);
        Assert.Equal(new Currency("XXX"), default);
        Assert.NotEqual(Currency.Eur, Currency.Gbp);
    }
}
