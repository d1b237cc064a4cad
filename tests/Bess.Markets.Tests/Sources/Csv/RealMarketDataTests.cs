using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class RealMarketDataTests(ITestOutputHelper output)
{
    [Fact]
    public void ReadDayAhead_DeLuOnTheDearDay_PeaksAt936()
    {
        if (Read("DE_LU", "2024-12-12") is not { } day)
            return;
        var prices = day.PricesPerMwh.ToArray();
        Assert.Equal(24, prices.Length);
        Assert.Equal(936.28, prices.Max());
        Assert.Equal(new DateTimeOffset(2024, 12, 12, 16, 0, 0, TimeSpan.Zero), day.Grid.StartOf(Array.IndexOf(prices, 936.28)));
        Assert.Equal(new DateTimeOffset(2024, 12, 11, 11, 45, 0, TimeSpan.Zero), day.KnownAt(0));
    }

    [Theory]
    [InlineData("DE_LU", "2025-03-30", 23)]
    [InlineData("DE_LU", "2025-10-26", 100)]
    [InlineData("DE_LU", "2024-10-27", 25)]
    [InlineData("DE_LU", "2025-09-30", 24)]
    [InlineData("DE_LU", "2025-10-01", 96)]
    [InlineData("SE3", "2025-03-30", 23)]
    [InlineData("SE3", "2025-10-26", 100)]
    [InlineData("SE3", "2025-12-01", 96)]
    [InlineData("NL", "2025-10-26", 25)]
    [InlineData("GB", "2025-03-30", 23)]
    [InlineData("IN_IEX", "2024-05-01", 24)]
    [InlineData("US_ERCOT", "2024-03-10", 23)]
    public void ReadDayAhead_OneDay_HasAllItsIntervals(string zone, string day, int count)
    {
        if (Read(zone, day) is not { } prices)
            return;
        Assert.Equal(count, prices.Grid.Count);
        Assert.Equal(0, prices.MissingCount);
    }

    [Fact]
    public void ReadDayAhead_HourlyAskedForInTheQuarterHourlyTime_IsTheMeanOfFour()
    {
        if (Read("DE_LU", "2025-10-26") is not { } quarters || Read("DE_LU", "2025-10-26", 60) is not { } hours)
            return;
        Assert.Equal(25, hours.Grid.Count);
        for (var i = 0; i < 25; i++)
            Assert.Equal(quarters.PricesPerMwh.Slice(4 * i, 4).ToArray().Average(), hours.PricesPerMwh[i], 0.006);
    }

    [Fact]
    public void Read_ImbalancePricesOfSe3_CountsTheBlanksOfTheReadme()
    {
        if (Folder() is not { } folder)
            return;
        var file = Path.Combine(folder, "se3", "imbalance_quarter_hourly_2024_2025.csv.gz");
        var series = PriceCsvReader.Read(file, new PriceCsvOptions { Column = "imbalance_eur_per_mwh", Zone = BiddingZone.Se3 }).Value;
        Assert.Equal(70176, series.Grid.Count);
        Assert.Equal(26, series.MissingCount);
        Assert.Equal(series.Grid[7].End, series.KnownAt(7));
    }

    [Fact]
    public void Read_HouseholdWithLocalStamps_IsRefused()
    {
        if (Folder() is not { } folder)
            return;
        var file = Path.Combine(folder, "household", "ausgrid_customer12_load_pv_half_hourly_2011_2012.csv");
        Assert.Contains(PriceCsvReader.Read(file).Faults, fault => fault.Expected == "a column timestamp_utc");
    }

    private PriceSeries? Read(string zone, string day, int? stepMinutes = null)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Folder() is { } folder
            ? new MarketFolder(folder).ReadDayAhead(new DayAheadQuery(zone, date, date)
            {
                Step = stepMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            }).Value
            : null;
    }

    private string? Folder()
    {
        var folder = SharedData.MarketDirectory;
        if (folder is null)
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
        return folder;
    }
}
