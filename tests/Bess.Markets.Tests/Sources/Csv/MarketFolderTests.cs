using System.Globalization;
using System.Text;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class MarketFolderTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    [Fact]
    public void Constructor_NoSuchFolder_Throws() =>
        Assert.Throws<DirectoryNotFoundException>(() => new MarketFolder(Path.Combine(Path.GetTempPath(), "bess-no-such-folder")));

    [Fact]
    public void ReadDayAhead_TwoSteps_TakesTheFinerUnlessAsked()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "de_lu/day_ahead_hourly.csv", Day, Day.AddDays(2), 60);
        Put(folder, "de_lu/day_ahead_quarter.csv", Day.AddDays(1), Day.AddDays(2), 15);
        Put(folder, "de_lu/load.csv", Day, Day, 60);
        var market = new MarketFolder(folder.Path);
        Assert.Equal(["de_lu"], market.Zones);
        Assert.Equal(96, market.ReadDayAhead(new DayAheadQuery("DE_LU", Day.AddDays(1), Day.AddDays(1))).Value.Grid.Count);
        Assert.Equal(24, market.ReadDayAhead(new DayAheadQuery("de-lu", Day, Day)).Value.Grid.Count);
        var hourly = market.ReadDayAhead(new DayAheadQuery("DE_LU", Day.AddDays(1), Day.AddDays(1)) { Step = TimeSpan.FromHours(1) }).Value;
        Assert.Equal(24, hourly.Grid.Count);
        Assert.Equal(BiddingZone.DeLu, hourly.Zone);
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 11, 45, 0, TimeSpan.Zero), hourly.KnownAt(23));
    }

    [Fact]
    public void ReadDayAhead_DaysBeyondTheFile_ListsWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "de_lu/day_ahead_hourly.csv", Day, Day, 60);
        var fault = Assert.Single(new MarketFolder(folder.Path).ReadDayAhead(new DayAheadQuery("DE_LU", Day, Day.AddDays(1))).Faults);
        Assert.Equal("day_ahead_hourly.csv", fault.Location);
        Assert.Contains("missing [2026-03-10T23:00:00Z, 2026-03-11T23:00:00Z)", fault.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadDayAhead_BlankPrice_IsMissingOrAFault()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "se3/day_ahead_hourly.csv", Day, Day, 60, blank: 5);
        var market = new MarketFolder(folder.Path);
        Assert.Equal(1, market.ReadDayAhead(new DayAheadQuery("SE3", Day, Day)).Value.MissingCount);
        var fault = Assert.Single(market.ReadDayAhead(new DayAheadQuery("SE3", Day, Day) { RequireComplete = true }).Faults);
        Assert.Contains("2026-03-10T04:00:00Z", fault.Field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XX", "zone")]
    [InlineData("NL", "zone")]
    [InlineData("AT", "zone")]
    public void ReadDayAhead_ZoneWithoutFile_IsRefused(string zone, string field)
    {
        using var folder = new TemporaryFolder();
        Put(folder, "de_lu/day_ahead_hourly.csv", Day, Day, 60);
        Directory.CreateDirectory(folder.File("at"));
        var fault = Assert.Single(new MarketFolder(folder.Path).ReadDayAhead(new DayAheadQuery(zone, Day, Day)).Faults);
        Assert.Equal(field, fault.Field);
        Assert.Contains("de_lu", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadDayAhead_ReversedDaysOrUnknownStepOrCurrency_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "de_lu/day_ahead_hourly.csv", Day, Day, 60);
        var market = new MarketFolder(folder.Path);
        Assert.Equal("to", market.ReadDayAhead(new DayAheadQuery("DE_LU", Day, Day.AddDays(-1))).Faults[0].Field);
        Assert.Equal("step", market.ReadDayAhead(new DayAheadQuery("DE_LU", Day, Day) { Step = TimeSpan.FromMinutes(30) }).Faults[0].Field);
        Assert.Contains("GBP", market.ReadDayAhead(new DayAheadQuery("DE_LU", Day, Day) { Currency = Currency.Gbp }).Faults[0].Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadDayAhead_BrokenFile_IsRefusedWithItsLine()
    {
        using var folder = new TemporaryFolder();
        folder.Put("de_lu/day_ahead.csv", "timestamp_utc,day_ahead_eur_per_mwh\n2026-03-09T23:00:00Z,1\n2026-03-10T00:00:00Z,x\n");
        var fault = Assert.Single(new MarketFolder(folder.Path).ReadDayAhead(new DayAheadQuery("DE_LU", Day, Day)).Faults);
        Assert.Equal("day_ahead.csv: line 3", fault.Location);
    }

    private static void Put(TemporaryFolder folder, string name, DateOnly from, DateOnly to, int stepMinutes, int blank = -1)
    {
        var grid = MarketClock.CentralEuropean.Days(from, to, TimeSpan.FromMinutes(stepMinutes));
        var text = new StringBuilder("timestamp_utc,day_ahead_eur_per_mwh\n");
        for (var i = 0; i < grid.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{UtcText.Of(grid.StartOf(i))},{(i == blank ? "" : $"{i}")}\n");
        folder.Put(name, text.ToString());
    }
}
