using System.Globalization;
using System.IO.Compression;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class ZoneFolderTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2025, 6, 9, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_SeveralFilesAndSteps_OneSeriesPerColumn()
    {
        using var folder = new TemporaryFolder();
        folder.Put("de_lu/day_ahead_hourly.csv", Rows("day_ahead_eur_per_mwh", 60, 24));
        folder.Put("de_lu/day_ahead_quarter.csv", Rows("day_ahead_eur_per_mwh", 15, 96, fromHour: 24));
        Zip(folder.File("de_lu/load.csv.gz"), Rows("load_actual_mw", 60, 5));
        var zone = ZoneFolder.Read(folder.Path, "DE_lu").Value;
        Assert.Equal("DE_LU", zone.Name);
        Assert.Equal(["DE_LU/day_ahead_eur_per_mwh", "DE_LU/load_actual_mw"], zone.Series.Select(one => one.Id.ToString()));
        Assert.Equal(120, zone.Series[0].Count);
        Assert.Equal(60, zone.Series[0].Observations[23].Step.TotalMinutes);
        Assert.Equal(15, zone.Series[0].Observations[24].Step.TotalMinutes);
        Assert.Same(zone.Series[0], Assert.Single(zone.DayAhead));
        Assert.Empty(zone.Notes);
    }

    [Fact]
    public void Read_BlanksTextsAndLabels_AreMissingOrPassedOverWithANote()
    {
        using var folder = new TemporaryFolder();
        folder.Put("gb/a.csv", "timestamp_utc,settlement_date,system_price_gbp_per_mwh\n2025-01-01T00:00Z,2025-01-01,5\n2025-01-01T00:30Z,2025-01-01,\n2025-01-01T01:00Z,2025-01-01,-7.5\n");
        folder.Put("gb/monthly.csv", "month,x_mw\n2025-01,1\n2025-02,2\n");
        var zone = ZoneFolder.Read(folder.Path, "gb").Value;
        Assert.Equal([5, -7.5], Assert.Single(zone.Series).Observations.ToArray().Select(one => one.Value));
        Assert.All(zone.Series[0].Observations.ToArray(), one => Assert.Equal(30, one.Step.TotalMinutes));
        Assert.Equal(2, zone.Notes.Count);
    }

    [Fact]
    public void Read_UnknownZone_IsCountedInUtcWithANote()
    {
        using var folder = new TemporaryFolder();
        folder.Put("atlantis/day_ahead.csv", Rows("day_ahead_eur_per_mwh", 60, 48));
        var zone = ZoneFolder.Read(folder.Path, "Atlantis").Value;
        Assert.Equal(("ATLANTIS", null, TimeSpan.Zero), (zone.Name, zone.Zone, zone.Clock.StandardOffset));
        Assert.Contains("UTC", Assert.Single(zone.Notes), StringComparison.Ordinal);
        Assert.Empty(ZoneFolder.Read(folder.Path, "atlantis", MarketClock.India).Value.Notes);
        Assert.Equal("zone", Assert.Single(ZoneFolder.Read(folder.Path, "lemuria").Faults).Field);
    }

    [Theory]
    [InlineData("2025-01-01T00:00Z,1\n2025-01-01T00:00Z,2\n")]
    [InlineData("2025-01-01T01:00Z,1\n2025-01-01T00:00Z,2\n")]
    [InlineData("2025-01-01T00:00Z,1\nyesterday,2\n")]
    [InlineData("2025-01-01T00:00Z,1\n2025-01-01T01:00Z,abc\n")]
    [InlineData("2025-01-01T00:00Z,1\n")]
    [InlineData("2025-01-01T00:00Z,1\n2025-01-01T01:00Z,NaN\n")]
    public void Read_MalformedFile_IsALocatedFault(string rows)
    {
        using var folder = new TemporaryFolder();
        folder.Put("nl/day_ahead.csv", "timestamp_utc,day_ahead_eur_per_mwh\n" + rows);
        Assert.StartsWith("day_ahead.csv", Assert.Single(ZoneFolder.Read(folder.Path, "nl").Faults).Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("day_ahead_eur_per_mwh", "day_ahead.csv", "2025-06-09T10:45:00Z")]
    [InlineData("mcp_eur_per_mwh", "dam_quarter.csv", "2025-06-09T10:45:00Z")]
    [InlineData("load_forecast_da_mw", "x.csv", "2025-06-09T08:00:00Z")]
    [InlineData("wind_onshore_forecast_da_mw", "x.csv", "2025-06-09T16:00:00Z")]
    [InlineData("afrr_up_eur_per_mw_h", "x.csv", "2025-06-09T09:00:00Z")]
    [InlineData("fcr_n_eur_per_mw_h", "x.csv", "2025-06-09T19:00:00Z")]
    [InlineData("dch_gbp_per_mw_h", "x.csv", "2025-06-09T15:00:00Z")]
    [InlineData("wind_onshore_actual_mw", "x.csv", "2025-06-10T12:00:00Z")]
    [InlineData("imbalance_eur_per_mwh", "x.csv", "2025-06-10T17:00:00Z")]
    [InlineData("temperature_2m_c", "x.csv", "2025-06-15T11:00:00Z")]
    public void Publication_OfAnHour_IsByTheTable(string column, string file, string expected)
    {
        var noon = new DateTimeOffset(2025, 6, 10, 10, 0, 0, TimeSpan.Zero);
        var rule = ColumnPublication.Of(column, file, MarketClock.CentralEuropean, BiddingZone.DeLu);
        Assert.Equal(expected, UtcText.Of(rule.KnownAt(new DeliveryInterval(noon, noon.AddHours(1)))));
    }

    [Fact]
    public void Read_RealFolders_AllRowsAndEveryZoneWithADayAheadPrice()
    {
        if (SharedData.MarketDirectory is not { } market)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        foreach (var name in ZoneFolder.NamesIn(market))
        {
            var read = ZoneFolder.Read(market, name);
            output.WriteLine($"{name}: {(read.IsValid ? string.Join(", ", read.Value.Series.Select(one => $"{one.Id.Name} {one.Count}")) : read.Faults[0].ToString())}");
            foreach (var series in read.IsValid ? read.Value.DayAhead : [])
                Assert.All(series.Observations.ToArray(), one => Assert.True(one.KnownAt < one.Start));
        }
    }

    private static string Rows(string column, int minutes, int count, int fromHour = 0) => $"timestamp_utc,{column}\n" + string.Concat(
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{UtcText.Of(Start.AddHours(fromHour).AddMinutes(minutes * i))},{i}\n")));

    private static void Zip(string path, string text)
    {
        using var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }
}
