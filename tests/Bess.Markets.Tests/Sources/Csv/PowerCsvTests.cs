using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class PowerCsvTests
{
    private const string Rows = "2026-03-10T00:00:00Z,1.5|2026-03-10T01:00:00Z,-2|2026-03-10T02:00:00Z,0|";

    private static readonly TimeGrid Grid = new(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 3);

    [Fact]
    public void Read_PowerAlone_HasNoPrices()
    {
        var table = Read("# synthetic: x|timestamp_utc,power_mw|" + Rows).Value;
        Assert.Equal([1.5, -2, 0], table.PowerMw);
        Assert.Null(table.SurplusPricePerMwh);
        Assert.Null(table.ShortfallPricePerMwh);
        Assert.Null(table.Currency);
        Assert.Equal(Grid, table.Grid);
    }

    [Fact]
    public void Read_MoreRowsThanAskedFor_GivesThoseOfTheGrid()
    {
        var part = new TimeGrid(Grid.StartOf(1), Grid.Step, 1);
        Assert.Equal([-2.0], Read("timestamp_utc,power_mw|" + Rows, part).Value.PowerMw);
    }

    [Fact]
    public void Read_DeviationPrices_AreRead()
    {
        var table = Read("timestamp_utc,power_mw,surplus_price_eur_per_mwh,shortfall_price_eur_per_mwh|"
            + "2026-03-10T00:00:00Z,1,10,20|2026-03-10T01:00:00Z,1,11,21|2026-03-10T02:00:00Z,1,12,22|").Value;
        Assert.Equal([10.0, 11, 12], table.SurplusPricePerMwh!);
        Assert.Equal([20.0, 21, 22], table.ShortfallPricePerMwh!);
        Assert.Equal(Currency.Eur, table.Currency);
    }

    [Theory]
    [InlineData("timestamp_utc,power_kw|" + Rows, "p.csv: line 1", "a column power_mw")]
    [InlineData("time,power_mw|" + Rows, "p.csv: line 1", "a column timestamp_utc")]
    [InlineData("timestamp_utc,power_mw|2026-03-10T00:00:00Z,1|2026-03-10T01:00:00Z,2|", "p.csv", "missing 2026-03-10T02:00:00Z")]
    [InlineData("timestamp_utc,power_mw|2026-03-10T00:30:00Z,1|2026-03-10T01:30:00Z,2|2026-03-10T02:30:00Z,2|", "p.csv", "missing 2026-03-10T00:00:00Z")]
    [InlineData("timestamp_utc,power_mw|2026-03-10T00:00:00Z,1|2026-03-10T00:15:00Z,2|", "p.csv: line 3", "step 60 min")]
    [InlineData("timestamp_utc,power_mw|2026-03-10T00:00:00Z,|2026-03-10T01:00:00Z,2|2026-03-10T02:00:00Z,2|", "p.csv: line 2", "finite number")]
    [InlineData("timestamp_utc,power_mw|2026-03-10T00:00:00Z,nan|2026-03-10T01:00:00Z,2|2026-03-10T02:00:00Z,2|", "p.csv: line 2", "'nan'")]
    [InlineData("timestamp_utc,power_mw,surplus_price_eur_per_mwh|2026-03-10T00:00:00Z,1,1|", "p.csv: line 1", "shortfall_price_eur_per_mwh")]
    [InlineData("timestamp_utc,power_mw,shortfall_price_sek_per_mwh|2026-03-10T00:00:00Z,1,1|", "p.csv: line 1", "surplus_price_sek_per_mwh")]
    [InlineData("timestamp_utc,power_mw,surplus_price_eur_per_mwh,shortfall_price_gbp_per_mwh|2026-03-10T00:00:00Z,1,1,1|", "p.csv: line 1", "one currency")]
    [InlineData("timestamp_utc,power_mw,comment|2026-03-10T00:00:00Z,1,x|", "p.csv: line 1", "'comment'")]
    public void Read_MalformedText_TellsWhereAndWhat(string text, string location, string word)
    {
        var result = Read(text);
        Assert.Contains(
            result.Faults, fault => fault.Location == location && fault.ToString().Contains(word, StringComparison.Ordinal));
    }

    private static Validated<PowerTable> Read(string text, TimeGrid? grid = null)
    {
        using var reader = new StringReader(text.Replace('|', '\n'));
        return PowerCsv.Read(reader, "p.csv", grid ?? Grid);
    }
}
