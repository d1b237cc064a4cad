using Bess.Backtesting.Markets;
using Bess.Domain.Units;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Backtesting.Tests.Markets;

public sealed class ZoneMarketLoaderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("de_lu", "DE_LU/day_ahead_eur_per_mwh", null, 0)]
    [InlineData("nl", "NL/day_ahead_eur_per_mwh", "NL/imbalance_shortage_eur_per_mwh", 0)]
    [InlineData("se3", "SE3/day_ahead_eur_per_mwh", "SE3/imbalance_eur_per_mwh", 5)]
    [InlineData("gb", "GB/day_ahead_eur_per_mwh", "GB/system_price_eur_per_mwh", 0)]
    [InlineData("in_iex", "IN_IEX/dam_inr_per_mwh", "IN_IEX/rtm_inr_per_mwh", 0)]
    [InlineData("us_ercot", "US_ERCOT/day_ahead_usd_per_mwh", "US_ERCOT/real_time_usd_per_mwh", 0)]
    [InlineData("au_vic1", "AU_VIC1/spot_aud_per_mwh", null, 0)]
    public void Load_RecordedZone_FindsItsMarkets(string zone, string dayAhead, string? realTime, int reserves)
    {
        if (SharedData.MarketDirectory is not { } folder)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        var market = ZoneMarketLoader.Load(folder, zone).Value;

        foreach (var note in market.Notes)
            output.WriteLine(note);
        Assert.Equal(dayAhead, market.DayAhead.ToString());
        Assert.Equal(realTime, market.RealTime?.ToString());
        Assert.Equal(reserves, market.Reserves.Count);
        Assert.Equal(zone == "nl", market.RealTimeSurplus is not null);
    }

    [Fact]
    public void GridOf_SwitchOfTheAuction_FollowsIt()
    {
        if (SharedData.MarketDirectory is not { } folder)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        foreach (var zone in new[] { "de_lu", "se3" })
        {
            var book = new DayPriceBook(ZoneMarketLoader.Load(folder, zone).Value);
            Assert.Equal(24, book.GridOf(new DateOnly(2025, 9, 30)).Count);
            Assert.Equal(96, book.GridOf(new DateOnly(2025, 10, 1)).Count);
            Assert.Equal(100, book.GridOf(new DateOnly(2025, 10, 26)).Count);
            Assert.Equal(23, book.GridOf(new DateOnly(2025, 3, 30)).Count);
            Assert.DoesNotContain(book.Of(new DateOnly(2025, 10, 26)).DayAheadPerMwh, double.IsNaN);
        }
    }

    [Fact]
    public void Load_OtherCurrencyWithoutRates_IsAFaultThatSaysSo()
    {
        var folder = Zone(("day_ahead.csv", "day_ahead_eur_per_mwh", 50), ("system_price.csv", "system_price_gbp_per_mwh", 40));

        var refused = ZoneMarketLoader.Load(folder, "gb");

        Assert.Contains("gbp_per_eur", Assert.Single(refused.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherCurrencyWithRates_ConvertsAtTheRateOfTheBusinessDayBefore()
    {
        var folder = Zone(("day_ahead.csv", "day_ahead_eur_per_mwh", 50), ("system_price.csv", "system_price_gbp_per_mwh", 40));
        Directory.CreateDirectory(Path.Combine(folder, "fx"));
        File.WriteAllText(Path.Combine(folder, "fx", "rates.csv"), "date,gbp_per_eur\n2024-12-30,0.5\n2025-01-02,0.8\n2025-01-03,0.4\n");

        var market = ZoneMarketLoader.Load(folder, "gb").Value;

        var days = Enumerable.Range(1, 4).Select(day => new DayPriceBook(market).Of(new DateOnly(2025, 1, day)).ShortagePerMwh[12]);
        Assert.Equal([80, 80, 50, 100], days);
        Assert.Equal(Currency.Eur, market.Currency);
        Assert.Contains(market.Notes, note => note.Contains("converted from GBP to EUR", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Load_UnknownZone_FollowsTheSameRules()
    {
        var folder = Zone(("prices.csv", "day_ahead_chf_per_mwh", 50), ("rt.csv", "real_time_chf_per_mwh", 60), ("r.csv", "fcr_n_chf_per_mw_h", 5));
        Directory.Move(Path.Combine(folder, "gb"), Path.Combine(folder, "xx_7"));

        var market = ZoneMarketLoader.Load(folder, "xx_7").Value;

        Assert.Equal("CHF", market.Currency.Code);
        Assert.Equal("real_time_chf_per_mwh", market.RealTime!.Name);
        Assert.Equal("FCR-N", Assert.Single(market.Reserves).Product.Name);
        Assert.Null(ZoneMarketLoader.Load(folder, "xx_7", new ZoneMarketOptions { UsesRealTime = false }).Value.RealTime);
        Assert.Contains("one of", ZoneMarketLoader.Load(folder, "xx_7", new ZoneMarketOptions { RealTime = "no" }).Faults[0].Expected, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A folder with the zone gb: five days of hours, a column a file.</summary>
    private static string Zone(params (string File, string Column, double Value)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("bess-market-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "gb"));
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (file, column, value) in files)
        {
            var rows = Enumerable.Range(0, 120).Select(hour => FormattableString.Invariant($"{start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ},{value}"));
            File.WriteAllText(Path.Combine(folder, "gb", file), $"timestamp_utc,{column}\n{string.Join('\n', rows)}\n");
        }

        return folder;
    }
}
