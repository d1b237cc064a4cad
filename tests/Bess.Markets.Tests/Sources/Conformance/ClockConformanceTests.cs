using System.Globalization;
using System.Text;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Elexon;
using Bess.Markets.Sources.EnergyCharts;
using Bess.Markets.Sources.Ercot;
using Bess.Markets.Sources.Iex;
using Bess.Markets.Sources.Regelleistung;
using Bess.Markets.Sources.Smard;
using Bess.Markets.Sources.TennetNl;
using NodaTime;
using NodaTime.Text;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Sources.Conformance;

/// <summary>Every day of 2024 to 2026 in the forms of publishers, written by the test by NodaTime's clock and read back.</summary>
public sealed class ClockConformanceTests(ITestOutputHelper output)
{
    private static readonly LocalDateTimePattern German = LocalDateTimePattern.CreateWithInvariantCulture("dd.MM.yyyy HH:mm");
    private static readonly DateTimeOffset Received = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, int> ZonesAndSteps
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var (zone, tz) in new[]
            {
                ("DE_LU", "Europe/Berlin"), ("NL", "Europe/Amsterdam"), ("SE3", "Europe/Stockholm"), ("GB", "Europe/London"),
                ("FR", "Europe/Paris"), ("AT", "Europe/Vienna"), ("IN_IEX", "Asia/Kolkata"), ("US_ERCOT", "America/Chicago"),
            })
            {
                foreach (var minutes in new[] { 60, 30, 15 })
                    data.Add(zone, tz, minutes);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ZonesAndSteps))]
    public void EnergyCharts_EveryDayOfThreeYears_IsReadBack(string zone, string tz, int minutes)
    {
        Assert.True(BiddingZone.TryFind(zone, out var bidding));
        var clock = MarketCalendar.Zone(tz);
        foreach (var year in MarketCalendar.Years)
        {
            var starts = MarketCalendar.Starts(clock, year, minutes);
            var json = $"{{\"license_info\":\"test\",\"unix_seconds\":[{string.Join(',', starts.Select(at => at.ToUnixTimeSeconds()))}],"
                + $"\"price\":[{string.Join(',', Enumerable.Range(0, starts.Count))}],\"unit\":\"EUR / MWh\",\"deprecated\":false}}";
            var read = EnergyChartsReader.Read(Document("price.json", json), bidding);
            Conformance.Check(read, starts, minutes);
            CheckLengths(Conformance.DayLengths(read, clock), year, minutes, clock.MinOffset != clock.MaxOffset && zone != "IN_IEX");
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(15)]
    public void Smard_EveryDayOfThreeYearsInSixZonesByLocalLabels_IsReadBack(int minutes)
    {
        string[] zones = ["DE_LU", "NL", "FR", "AT", "BE", "DK1"];
        var clock = MarketCalendar.Zone("Europe/Berlin");
        foreach (var year in MarketCalendar.Years)
        {
            var starts = MarketCalendar.Starts(clock, year, minutes);
            var csv = new StringBuilder("\uFEFFDatum von;Datum bis");
            foreach (var column in new[] { "Deutschland/Luxemburg", "Niederlande", "Frankreich", "Österreich", "Belgien", "Dänemark 1" })
                csv.Append(CultureInfo.InvariantCulture, $";{column} [€/MWh] Originalauflösungen");
            for (var i = 0; i < starts.Count; i++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"\n{Label(starts[i], clock)};{Label(starts[i] + Duration.FromMinutes(minutes), clock)}");
                csv.Insert(csv.Length, string.Create(CultureInfo.InvariantCulture, $";{Thousands(i)},00"), zones.Length);
            }

            var read = SmardCsvReader.Read(Document("smard.csv", csv.ToString())).Value;
            Assert.Equal(zones, read.Select(one => one.Series.Id.Zone));
            foreach (var one in read)
            {
                var answer = Domain.Validated<SourceAnswer>.FromValue(one);
                Conformance.Check(answer, starts, minutes);
                CheckLengths(Conformance.DayLengths(answer, clock), year, minutes, hasDaylight: true);
            }
        }
    }

    [Fact]
    public void Tennet_EveryDayOfThreeYearsByNumberWithTheAutumnHourInterleaved_IsReadBack()
    {
        var clock = MarketCalendar.Zone("Europe/Amsterdam");
        foreach (var year in MarketCalendar.Years)
        {
            var csv = new StringBuilder(
                "Timeinterval Start Loc;Timeinterval End Loc;Isp;Currency Unit Name;Price Measurement Unit Name;Incident Reserve Up;Incident Reserve Down;"
                + "Price Dispatch Up;Price Dispatch Down;Price Shortage;Price Surplus;Regulation State;Regulating Condition");
            var value = 0;
            foreach (var day in MarketCalendar.Days(year))
            {
                var rows = MarketCalendar.Starts(clock, day, 15).Select((at, i) => (
                    Label: at.InZone(clock).LocalDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), Isp: i + 1, Value: value + i)).ToArray();
                value += rows.Length;
                foreach (var row in rows.OrderBy(row => row.Label).ThenBy(row => row.Isp))
                    csv.Append(CultureInfo.InvariantCulture, $"\n{row.Label};x;{row.Isp};EUR;MWh;NO;NO;;;{row.Value};{row.Value};1;UP");
            }

            var read = SettlementPriceReader.Read(Document("settlement_prices.csv", csv.ToString())).Map(all => all[0]);
            Conformance.Check(read, MarketCalendar.Starts(clock, year, 15), 15);
            CheckLengths(Conformance.DayLengths(read, clock), year, 15, hasDaylight: true);
        }
    }

    [Fact]
    public void Elexon_EveryDayOfThreeYearsBySettlementPeriod_IsReadBack()
    {
        var clock = MarketCalendar.Zone("Europe/London");
        foreach (var year in MarketCalendar.Years)
        {
            var csv = new StringBuilder("Settlement Date,Settlement Period,System Sell Price(GBP/MWh),System Buy Price(GBP/MWh),Net Imbalance Volume(MWh)");
            var value = 0;
            foreach (var day in MarketCalendar.Days(year))
            {
                for (var period = 1; period <= MarketCalendar.Starts(clock, day, 30).Count; period++, value++)
                    csv.Append(CultureInfo.InvariantCulture, $"\n{day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)},{period},{value},{value},0");
            }

            var read = ElexonCsvReader.Read(Document("best_view_prices.csv", csv.ToString())).Map(all => all.First(one => one.Series.Id.Name.StartsWith("system_price", StringComparison.Ordinal)));
            Conformance.Check(read, MarketCalendar.Starts(clock, year, 30), 30);
            CheckLengths(Conformance.DayLengths(read, clock), year, 30, hasDaylight: true);
        }
    }

    [Fact]
    public void Iex_EveryDayOfThreeYears_IsReadBack()
    {
        var clock = MarketCalendar.Zone("Asia/Kolkata");
        foreach (var year in MarketCalendar.Years)
        {
            var starts = MarketCalendar.Starts(clock, year, 15);
            var csv = new StringBuilder("Datetime,MCP (Rs/MWh) *");
            for (var i = 0; i < starts.Count; i++)
                csv.Append(CultureInfo.InvariantCulture, $"\n{starts[i].InZone(clock).LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)},{i}");
            var read = IexDayReader.Read(Document("dam.csv", csv.ToString()), IexMarket.DayAhead).Map(all => all[0]);
            Conformance.Check(read, starts, 15);
            CheckLengths(Conformance.DayLengths(read, clock), year, 15, hasDaylight: false);
        }
    }

    [Fact]
    public void Ercot_EveryDayOfThreeYears_IsReadBack()
    {
        var clock = MarketCalendar.Zone("America/Chicago");
        foreach (var year in MarketCalendar.Years)
        {
            var starts = MarketCalendar.Starts(clock, year, 60);
            var csv = new StringBuilder("Time,Interval Start,Interval End,Location,Location Type,Market,SPP");
            for (var i = 0; i < starts.Count; i++)
                csv.Append(CultureInfo.InvariantCulture, $"\n{starts[i]},{starts[i]},{starts[i] + Duration.FromHours(1)},HB_NORTH,Trading Hub,DAY_AHEAD_HOURLY,{i}");
            var read = ErcotReader.ReadSettlementPointPrices(Document("spp.csv", csv.ToString())).Map(all => all[0]);
            Conformance.Check(read, starts, 60);
            CheckLengths(Conformance.DayLengths(read, clock), year, 60, hasDaylight: true);
        }
    }

    [Fact]
    public void Regelleistung_EveryDayOfThreeYears_TilesTheYearWithSixBlocksADay()
    {
        var clock = MarketCalendar.Zone("Europe/Berlin");
        foreach (var year in MarketCalendar.Years)
        {
            var csv = new StringBuilder("DATE_FROM;DATE_TO;PRODUCT_TYPE;TENDER_NUMBER;PRODUCTNAME;GERMANY_SETTLEMENTCAPACITY_PRICE_[EUR/MW]");
            foreach (var day in MarketCalendar.Days(year).Select(day => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)))
            {
                for (var hour = 0; hour < 24; hour += 4)
                    csv.Append(CultureInfo.InvariantCulture, $"\n{day};{day};FCR;1;NEGPOS_{hour:00}_{hour + 4:00};60,00");
            }

            var blocks = FcrResultReader.Read(Document("fcr.csv", csv.ToString())).Value[0].Series.Observations.ToArray();
            Assert.Equal(6 * MarketCalendar.Days(year).Count(), blocks.Length);
            Assert.Equal(clock.AtStartOfDay(new LocalDate(year, 1, 1)).ToDateTimeOffset().ToUniversalTime(), blocks[0].Start);
            Assert.Equal(clock.AtStartOfDay(new LocalDate(year + 1, 1, 1)).ToDateTimeOffset().ToUniversalTime(), blocks[^1].End);
            Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
            Assert.Equal([3.0, 5.0], blocks.Select(block => block.Step.TotalHours).Where(hours => hours != 4).Order());
        }
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("shifted")]
    [InlineData("wrong day")]
    public void Check_PlantedFault_Fails(string fault)
    {
        var clock = MarketCalendar.Zone("Europe/Berlin");
        var starts = MarketCalendar.Starts(clock, new LocalDate(2024, 10, 27), 60);
        Conformance.Check(Read(starts), starts, 60);
        var spoilt = fault switch
        {
            "lost" => [.. starts.Where((_, i) => i != 3)],
            "shifted" => starts.Select(at => at + Duration.FromHours(1)).ToList(),
            _ => MarketCalendar.Starts(clock, new LocalDate(2024, 10, 28), 60),
        };
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Conformance.Check(Read(spoilt), starts, 60));

        static Domain.Validated<SourceAnswer> Read(List<Instant> starts) => EnergyChartsReader.Read(
            Document("price.json", $"{{\"unix_seconds\":[{string.Join(',', starts.Select(at => at.ToUnixTimeSeconds()))}],\"price\":[{string.Join(',', Enumerable.Range(0, starts.Count))}],\"unit\":\"EUR/MWh\"}}"),
            BiddingZone.DeLu);
    }

    [Fact]
    public void EnergyCharts_ChangeFromHoursToQuartersInOneAnswer_KeepsBothSteps()
    {
        var clock = MarketCalendar.Zone("Europe/Berlin");
        List<Instant> starts =
        [
            .. MarketCalendar.Starts(clock, new LocalDate(2025, 9, 30), 60), .. MarketCalendar.Starts(clock, new LocalDate(2025, 10, 1), 15),
        ];
        var json = $"{{\"unix_seconds\":[{string.Join(',', starts.Select(at => at.ToUnixTimeSeconds()))}],\"price\":[{string.Join(',', starts.Select(_ => 1))}],\"unit\":\"EUR/MWh\"}}";
        var read = EnergyChartsReader.Read(Document("price.json", json), BiddingZone.DeLu).Value.Series.Observations.ToArray();
        Assert.Equal(24, read.Count(one => one.Step.TotalMinutes == 60));
        Assert.Equal(96, read.Count(one => one.Step.TotalMinutes == 15));
        Assert.All(read.Zip(read.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    private void CheckLengths(SortedDictionary<int, int> lengths, int year, int minutes, bool hasDaylight)
    {
        var perHour = 60 / minutes;
        var days = DateTime.IsLeapYear(year) ? 366 : 365;
        output.WriteLine($"{year}, {minutes} min: {string.Join(", ", lengths.Select(pair => $"{pair.Value} days of {pair.Key}"))}");
        Assert.Equal(
            hasDaylight ? new SortedDictionary<int, int> { [23 * perHour] = 1, [24 * perHour] = days - 2, [25 * perHour] = 1 } : new SortedDictionary<int, int> { [24 * perHour] = days },
            lengths);
    }

    private static string Label(Instant at, DateTimeZone zone) => German.Format(at.InZone(zone).LocalDateTime);

    private static string Thousands(int value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    private static PublishedDocument Document(string name, string text) => new(name, Encoding.UTF8.GetBytes(text), Received);
}
