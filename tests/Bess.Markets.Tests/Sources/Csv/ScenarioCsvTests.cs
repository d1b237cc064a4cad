using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class ScenarioCsvTests
{
    private const string Head = "scenario,probability,timestamp_utc,price_eur_per_mwh|";
    private const string A = "a,0.25,2026-03-10T00:00:00Z,1|a,0.25,2026-03-10T01:00:00Z,2|";
    private const string B = "b,0.75,2026-03-10T00:00:00Z,3|b,0.75,2026-03-10T01:00:00Z,-4|";

    [Fact]
    public void Read_TwoScenarios_GivesTheSet()
    {
        var set = Read("# known_at: 2026-03-09T11:45:00Z|# synthetic: by hand|" + Head + A + B).Value;
        Assert.Equal(2, set.Count);
        Assert.Equal([0.25, 0.75], set.Probabilities.ToArray());
        Assert.Equal([3.0, -4], set.PricesPerMwh(1).ToArray());
        Assert.Equal(2, set.Grid.Count);
        Assert.Equal(Currency.Eur, set.Currency);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 11, 45, 0, TimeSpan.Zero), set.KnownAt);
        Assert.True(set.Provenance.Synthetic);
    }

    [Fact]
    public void Read_NoKnownAt_TakesTheStartOfTheFirstInterval()
    {
        var set = Read(Head + A + B).Value;
        Assert.Equal(set.Grid.Start, set.KnownAt);
    }

    [Fact]
    public void Read_RowsByTimeInsteadOfByScenario_GivesTheSameSet()
    {
        var rows = (A + B).Split('|', StringSplitOptions.RemoveEmptyEntries);
        var mixed = Read(Head + string.Join('|', rows[0], rows[2], rows[1], rows[3])).Value;
        Assert.Equal([1.0, 2], mixed.PricesPerMwh(0).ToArray());
        Assert.Equal([3.0, -4], mixed.PricesPerMwh(1).ToArray());
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameSetAndBytes()
    {
        using var folder = new TemporaryFolder();
        var grid = new TimeGrid(new DateTimeOffset(2026, 3, 9, 23, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(15), 3);
        var set = new ScenarioSet(
            "s", Currency.Sek, grid, [0.1, 1.0 / 3, -5, 2, 1e-7, 3], [1.0 / 3, 2.0 / 3], grid.Start.AddHours(-9), new Provenance("test", "x", true));
        ScenarioCsv.Write(set, folder.File("s.csv"));
        ScenarioCsv.Write(set, folder.File("t.csv"));
        Assert.Equal(File.ReadAllBytes(folder.File("s.csv")), File.ReadAllBytes(folder.File("t.csv")));
        var again = ScenarioCsv.Read(folder.File("s.csv")).Value;
        Assert.Equal(set.Grid, again.Grid);
        Assert.Equal(set.KnownAt, again.KnownAt);
        Assert.Equal(set.Currency, again.Currency);
        Assert.Equal(set.Probabilities.ToArray(), again.Probabilities.ToArray());
        for (var s = 0; s < 2; s++)
            Assert.Equal(set.PricesPerMwh(s).ToArray(), again.PricesPerMwh(s).ToArray());
        Assert.True(again.Provenance.Synthetic);
    }

    [Theory]
    [InlineData(Head, "row")]
    [InlineData(Head + A, "sum of 1")]
    [InlineData(Head + A + "b,0.7,2026-03-10T00:00:00Z,3|b,0.7,2026-03-10T01:00:00Z,4|", "0.95")]
    [InlineData(Head + "b,1.25,2026-03-10T00:00:00Z,3|b,1.25,2026-03-10T01:00:00Z,4|a,-0.25,2026-03-10T00:00:00Z,1|a,-0.25,2026-03-10T01:00:00Z,2|", "> 0")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,3|b,0.7,2026-03-10T01:00:00Z,4|", "as in line 4")]
    [InlineData(Head + A + "b,x,2026-03-10T00:00:00Z,3|b,0.75,2026-03-10T01:00:00Z,4|", "'x'")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,3|", "intervals of scenario 'a'")]
    [InlineData(Head + A + "b,0.75,2026-03-10T01:00:00Z,3|b,0.75,2026-03-10T02:00:00Z,4|", "intervals of scenario 'a'")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,3|b,0.75,2026-03-10T00:30:00Z,4|", "step 60 min")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,3|b,0.75,2026-03-10T02:00:00Z,4|", "missing")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,3|b,0.75,2026-03-10T00:00:00Z,4|", "duplicate")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,|b,0.75,2026-03-10T01:00:00Z,4|", "finite number")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00Z,NaN|b,0.75,2026-03-10T01:00:00Z,4|", "'NaN'")]
    [InlineData(Head + A + ",0.75,2026-03-10T00:00:00Z,1|,0.75,2026-03-10T01:00:00Z,4|", "a name or number")]
    [InlineData(Head + A + "b,0.75,2026-03-10T00:00:00,3|b,0.75,2026-03-10T01:00:00Z,4|", "UTC")]
    [InlineData("probability,timestamp_utc,price_eur_per_mwh|1,2026-03-10T00:00:00Z,1|", "a column scenario")]
    [InlineData("scenario,timestamp_utc,price_eur_per_mwh|1,2026-03-10T00:00:00Z,1|", "a column probability")]
    [InlineData("scenario,probability,timestamp_utc,price|1,1,2026-03-10T00:00:00Z,1|", "a price column")]
    [InlineData("scenario,probability,timestamp_utc,price_eur_per_mwh,price_gbp_per_mwh|1,1,2026-03-10T00:00:00Z,1,1|", "one currency")]
    [InlineData("# known_at: yesterday|" + Head + A + B, "known_at")]
    public void Read_MalformedText_SaysWhy(string text, string word)
    {
        var result = Read(text);
        Assert.False(result.IsValid);
        Assert.Contains(result.Faults, fault => fault.ToString().Contains(word, StringComparison.Ordinal));
        Assert.All(result.Faults, fault => Assert.StartsWith("s.csv", fault.Location, StringComparison.Ordinal));
    }

    private static Validated<ScenarioSet> Read(string text)
    {
        using var reader = new StringReader(text.Replace('|', '\n'));
        return ScenarioCsv.Read(reader, "s.csv");
    }
}
