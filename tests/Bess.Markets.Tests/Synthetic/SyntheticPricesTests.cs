using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;
using Bess.Markets.Synthetic;

namespace Bess.Markets.Tests.Synthetic;

public sealed class SyntheticPricesTests
{
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly DateOnly Last = new(2026, 12, 31);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Generate_SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));
    }

    [Theory]
    [InlineData("2026-03-29", 60, 23)]
    [InlineData("2026-10-25", 60, 25)]
    [InlineData("2026-10-25", 15, 100)]
    public void Generate_DayOfAClockChange_HasItsLength(string day, int stepMinutes, int count)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(count, SyntheticPrices.Generate(BiddingZone.DeLu, date, date, TimeSpan.FromMinutes(stepMinutes), 1).Grid.Count);
    }

    [Fact]
    public void Generate_AYear_LooksLikeADayAheadMarket()
    {
        var series = SyntheticPrices.Generate(BiddingZone.DeLu, First, Last, Hour, 1);
        var prices = series.PricesPerMwh.ToArray();
        double MeanAt(int hour, Func<DateTime, bool> which) => Enumerable.Range(0, prices.Length)
            .Where(i => Local(series, i).Hour == hour && which(Local(series, i))).Average(i => prices[i]);
        Assert.InRange(prices.Average(), 50, 110);
        Assert.InRange(prices.Count(price => price < 0), 20, 900);
        Assert.True(prices.Max() > 200);
        Assert.True(MeanAt(19, _ => true) > MeanAt(8, _ => true));
        Assert.True(MeanAt(8, _ => true) > MeanAt(13, _ => true) + 20);
        Assert.True(MeanAt(13, at => at.Month == 6) < MeanAt(13, at => at.Month == 12) - 20);
        Assert.True(MeanAt(19, at => at.DayOfWeek == DayOfWeek.Sunday) < MeanAt(19, at => at.DayOfWeek == DayOfWeek.Wednesday));
    }

    [Fact]
    public void Generate_AnySeries_IsLabelledSyntheticAndKnownOnTheDayBefore()
    {
        var series = SyntheticPrices.Generate(BiddingZone.DeLu, First, First, Hour, 1);
        Assert.True(series.Provenance.Synthetic);
        Assert.Equal(0, series.MissingCount);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 11, 45, 0, TimeSpan.Zero), series.KnownAt(23));
        Assert.StartsWith("# synthetic: ", Text(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ThenWriteAndRead_GivesTheSamePrices()
    {
        var series = SyntheticPrices.Generate(BiddingZone.UsErcot, First, First.AddDays(2), TimeSpan.FromMinutes(15), -5);
        using var writer = new StringWriter();
        PriceCsvWriter.Write(series, writer);
        using var reader = new StringReader(writer.ToString());
        var again = PriceCsvReader.Read(reader, "s.csv", new PriceCsvOptions { Zone = BiddingZone.UsErcot }).Value;
        Assert.Equal(Currency.Usd, again.Currency);
        Assert.Equal(series.Grid, again.Grid);
        Assert.Equal(series.PricesPerMwh.ToArray(), again.PricesPerMwh.ToArray());
        Assert.Equal(series.KnownAt(100), again.KnownAt(100));
        Assert.True(again.Provenance.Synthetic);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-15)]
    [InlineData(45)]
    [InlineData(120)]
    public void Generate_StepThatDoesNotDivideAnHour_Throws(int stepMinutes) => Assert.Throws<ArgumentException>(
        () => SyntheticPrices.Generate(BiddingZone.DeLu, First, First, TimeSpan.FromMinutes(stepMinutes), 1));

    private static DateTime Local(PriceSeries series, int i) => BiddingZone.DeLu.Clock.LocalTime(series.Grid.StartOf(i));

    private static string Text(int seed)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        PriceCsvWriter.Write(SyntheticPrices.Generate(BiddingZone.DeLu, First, First.AddDays(9), Hour, seed), writer);
        return writer.ToString();
    }
}
