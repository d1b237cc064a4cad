using Bess.Domain;

namespace Bess.Architecture.Tests.DomainApi;

/// <summary>The public face of Domain: units in names, values that hold.</summary>
public sealed class DomainApiTests
{
    private static readonly Type[] Public = typeof(Fault).Assembly.GetExportedTypes();

    [Fact]
    public void Numbers_CarryTheirUnit() => Report.None(UnitRules.BareNumbers(Public, UnitRules.WithoutUnit));

    [Fact]
    public void NumbersWithoutUnit_ListIsNeeded() => Report.None(UnitRules.IdleExceptions(Public, UnitRules.WithoutUnit));

    [Fact]
    public void ValueTypes_Readonly() => Report.None(ValueTypeRules.Mutable(Public));

    [Fact]
    public void ValueTypes_HaveEquality() => Report.None(ValueTypeRules.Incomparable(Public));

    [Fact]
    public void Properties_CannotBeSetLater() => Report.None(ValueTypeRules.Settable(Public));

    [Fact]
    public void Classes_Sealed() => Report.None(ValueTypeRules.Unsealed(Public));

    [Fact]
    public void Arrays_NotExposed() => Report.None(ValueTypeRules.ExposedArrays(Public));

    [Theory]
    [InlineData("Capacity")]
    [InlineData("Ramp")]
    [InlineData("Prices")]
    [InlineData(".ctor(duration)")]
    [InlineData("Scale(factor)")]
    [InlineData("Total")]
    public void Numbers_PlantedBareOne_Fails(string place) =>
        Assert.Contains(UnitRules.BareNumbers([typeof(Bare)], UnitRules.WithoutUnit), violation => violation.Contains($"Bare.{place} ", StringComparison.Ordinal));

    [Fact]
    public void NumbersWithoutUnit_PlantedIdleExcuse_Fails() =>
        Assert.Single(UnitRules.IdleExceptions([typeof(Bare)], new Dictionary<string, string> { ["Bare.PowerMw"] = "none" }));

    [Fact]
    public void ValueTypes_PlantedMutableStruct_Fails()
    {
        Assert.Single(ValueTypeRules.Mutable([typeof(Loose)]));
        Assert.Single(ValueTypeRules.Incomparable([typeof(Loose)]));
        Assert.Single(ValueTypeRules.Settable([typeof(Loose)]));
    }

    [Fact]
    public void Classes_PlantedOpenOneWithArray_Fails()
    {
        Assert.Single(ValueTypeRules.Unsealed([typeof(Uri)]));
        Assert.Single(ValueTypeRules.ExposedArrays([typeof(Open)]));
    }

#pragma warning disable CA1815, CA1036 // Planted on purpose.
    private struct Loose
    {
        public int Number { get; set; }
    }
#pragma warning restore CA1815, CA1036

    private sealed class Open
    {
        public int[] Numbers { get; } = [];
    }

    private sealed class Bare(double duration)
    {
        public double Capacity => duration;

        public double? Ramp => null;

        public ReadOnlyMemory<double> Prices => default;

        public double PowerMw => duration;

        public double Total() => duration;

        public double ScaledMw(double factorHours) => factorHours * duration;

        public Bare Scale(double factor) => new(factor * duration);
    }
}
