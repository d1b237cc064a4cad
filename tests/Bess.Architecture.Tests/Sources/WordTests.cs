namespace Bess.Architecture.Tests.Sources;

/// <summary>Optimization is mathematics: it knows no word of energy.</summary>
public sealed class WordTests
{
    [Fact]
    public void Optimization_NoWordOfEnergy() => Report.None(WordRules.Uses(SourceFile.In("src/Bess.Optimization/"), WordRules.Energy));

    [Theory]
    [InlineData("var stateOfCharge = 1;")]
    [InlineData("throw new InvalidOperationException(\"the battery is empty\");")]
    [InlineData("double powerMW;")]
    [InlineData("double[] EnergyMwh { get; }")]
    public void Optimization_PlantedWord_Fails(string code) =>
        Assert.NotEmpty(WordRules.Uses([new SourceFile("a.cs", code)], WordRules.Energy));

    [Fact]
    public void Optimization_PricesAndComments_AreAllowed() =>
        Assert.Empty(WordRules.Uses([new SourceFile("a.cs", "double surplusPrice; // for example of a battery")], WordRules.Energy));
}
