using System.Globalization;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store.Transfer;

namespace Bess.Markets.Tests.Store.Transfer;

public sealed class ObservationCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_StepChangesAtMidnight_EachDayItsOwn()
    {
        var clock = MarketClock.CentralEuropean;
        var hours = clock.Day(new(2025, 9, 30), TimeSpan.FromHours(1));
        var quarters = clock.Day(new(2025, 10, 1), TimeSpan.FromMinutes(15));
        var series = Assert.Single(ReadRows("se3/day_ahead.csv", "day_ahead_eur_per_mwh", [.. Starts(hours), .. Starts(quarters)]).Series);
        Assert.Equal(24, series.Observations.ToArray().Count(one => one.Step == TimeSpan.FromHours(1)));
        Assert.Equal(96, series.Observations.ToArray().Count(one => one.Step == TimeSpan.FromMinutes(15)));
        Assert.Equal(clock.InstantOf(new(2025, 9, 30), new(12, 45)), series.Observations[^1].KnownAt);
    }

    [Theory]
    [InlineData("2025-03-30", 3)]
    [InlineData("2025-10-26", 5)]
    public void Read_BlocksOfFourHoursOnClockChange_FirstBlockShorterOrLonger(string day, int firstHours)
    {
        var clock = MarketClock.CentralEuropean;
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var starts = Enumerable.Range(-3, 7).SelectMany(d => Enumerable.Range(0, 6).Select(b => clock.InstantOf(date.AddDays(d), new TimeOnly(4 * b, 0)))).ToArray();
        var series = Assert.Single(ReadRows("de_lu/fcr.csv", "fcr_de_eur_per_mw_h", starts).Series);
        var odd = Assert.Single(series.Observations.ToArray(), one => one.Step != TimeSpan.FromHours(4));
        Assert.Equal((clock.StartOfDay(date), TimeSpan.FromHours(firstHours)), (odd.Start, odd.Step));
    }

    [Fact]
    public void Read_RowsMissing_GapsStayGaps()
    {
        var grid = MarketClock.GreatBritain.Days(new(2025, 1, 1), new(2025, 1, 3), TimeSpan.FromMinutes(30));
        var series = Assert.Single(ReadRows("gb/prices.csv", "system_price_gbp_per_mwh", [.. Starts(grid).Where((_, t) => t % 40 != 7)]).Series);
        Assert.All(series.Observations.ToArray(), one => Assert.Equal(TimeSpan.FromMinutes(30), one.Step));
    }

    [Fact]
    public void Read_RowBetweenTwoSteps_ToldWithItsLine()
    {
        var grid = MarketClock.CentralEuropean.Day(new(2025, 1, 1), TimeSpan.FromHours(1));
        DateTimeOffset[] starts = [.. Starts(grid).Take(10), grid.StartOf(9).AddMinutes(20), .. Starts(grid).Skip(10)];
        var read = ObservationCsvReader.Read(Put("se3/a.csv", "load_actual_mw", starts), null);
        Assert.Equal(["a.csv: line 12", "a.csv: line 13"], read.Faults.Select(fault => fault.Location));
    }

    [Fact]
    public void Read_ColumnsOfTheIndianExchange_NamedByTheirMarket()
    {
        _folder.Put(
            "in_iex/rtm_quarter_hourly.csv",
            "timestamp_utc,session_id,purchase_bid_mw,mcp_inr_per_mwh\n2025-03-01T00:00:00Z,1,2,3\n2025-03-01T00:15:00Z,1,2,3\n2025-03-01T00:30:00Z,1,2,3\n");
        var file = ObservationCsvReader.Read(_folder.File("in_iex/rtm_quarter_hourly.csv"), null).Value;
        Assert.Equal(["IN_IEX/rtm_purchase_bid_mw", "IN_IEX/rtm_inr_per_mwh"], file.Series.Select(one => one.Id.ToString()));
    }

    [Fact]
    public void WriteRevisions_ReadBack_SameBitsAndSyntheticStays()
    {
        var random = new Random(3);
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var values = Enumerable.Range(0, 500).Select(t => new Observation(
            start.AddMinutes(15 * (t / 2)), TimeSpan.FromMinutes(15), BitConverter.Int64BitsToDouble(random.NextInt64() & 0x7fefffffffffffff) * (t % 3 == 0 ? -1 : 1), start.AddTicks((t * 1000L) + (t % 2))));
        var series = new ObservedSeries(new SeriesId("SE3", "a_mw"), values, new Provenance("one", "two", Synthetic: true));
        var path = _folder.File("out.csv.gz");
        ObservationCsvWriter.WriteFile(path, writer => ObservationCsvWriter.WriteRevisions([series], writer));
        var read = Assert.Single(ObservationCsvReader.Read(path, null).Value.Series);
        Assert.Equal(
            series.Observations.ToArray().Select(one => (one, BitConverter.DoubleToInt64Bits(one.Value))),
            read.Observations.ToArray().Select(one => (one, BitConverter.DoubleToInt64Bits(one.Value))));
        Assert.True(read.Provenance.Synthetic);
    }

    [Fact]
    public void GridOf_SeveralSteps_RefusedUnlessOneIsGiven()
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var series = new ObservedSeries(
            new SeriesId("SE3", "a_mw"),
            [new(start, TimeSpan.FromHours(1), 1, start), new(start.AddHours(1), TimeSpan.FromMinutes(15), 1, start)], new Provenance("x", null, false));
        Assert.Contains("60 min", Assert.Single(ObservationCsvWriter.GridOf([series], null, null).Faults).Actual, StringComparison.Ordinal);
        Assert.Equal(5, ObservationCsvWriter.GridOf([series], null, TimeSpan.FromMinutes(15)).Value.Count);
    }

    private static IEnumerable<DateTimeOffset> Starts(TimeGrid grid) => Enumerable.Range(0, grid.Count).Select(grid.StartOf);

    private ImportedFile ReadRows(string file, string column, DateTimeOffset[] starts) => ObservationCsvReader.Read(Put(file, column, starts), null).Value;

    private string Put(string file, string column, DateTimeOffset[] starts) => _folder.Put(
        file, $"timestamp_utc,{column}\n" + string.Concat(starts.Select((start, t) => $"{UtcText.Of(start)},{t}\n")));
}
