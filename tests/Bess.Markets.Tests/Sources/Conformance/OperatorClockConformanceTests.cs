using System.Globalization;
using System.Text;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Elprisetjustnu;
using Bess.Markets.Sources.Entsoe;
using Bess.Markets.Sources.Mimer;
using Bess.Markets.Sources.Neso;
using NodaTime;

namespace Bess.Markets.Tests.Sources.Conformance;

/// <summary>Every day of 2024 to 2026 in the forms of the operators, written by the test by NodaTime's clock and read back.</summary>
public sealed class OperatorClockConformanceTests
{
    private static readonly DateTimeOffset Received = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("10Y1001A1001A82H", 60)]
    [InlineData("10Y1001A1001A82H", 15)]
    [InlineData("10YNL----------L", 60)]
    [InlineData("10Y1001A1001A46L", 15)]
    [InlineData("10YFR-RTE------C", 60)]
    [InlineData("10YBE----------2", 15)]
    [InlineData("10YDK-1--------W", 60)]
    public void Entsoe_EveryDayOfThreeYears_IsReadBack(string eic, int minutes)
    {
        var clock = MarketCalendar.Zone("Europe/Brussels");
        foreach (var year in MarketCalendar.Years)
        {
            var xml = new StringBuilder("<GL_MarketDocument xmlns='urn:x'><type>A65</type><process.processType>A16</process.processType><TimeSeries>")
                .Append(CultureInfo.InvariantCulture, $"<outBiddingZone_Domain.mRID>{eic}</outBiddingZone_Domain.mRID>")
                .Append("<quantity_Measure_Unit.name>MAW</quantity_Measure_Unit.name><curveType>A03</curveType>");
            var value = 0;
            foreach (var day in MarketCalendar.Days(year))
            {
                var starts = MarketCalendar.Starts(clock, day, minutes);
                xml.Append(CultureInfo.InvariantCulture, $"\n<Period><timeInterval><start>{Utc(starts[0])}</start><end>{Utc(starts[^1] + Duration.FromMinutes(minutes))}</end></timeInterval>")
                    .Append(CultureInfo.InvariantCulture, $"<resolution>PT{minutes}M</resolution>");
                for (var i = 0; i < starts.Count; i++)
                    xml.Append(CultureInfo.InvariantCulture, $"<Point><position>{i + 1}</position><quantity>{value++}</quantity></Point>");
                xml.Append("</Period>");
            }

            var read = EntsoeReader.Read(Document(xml.Append("</TimeSeries></GL_MarketDocument>").ToString())).Map(one => one.Series[0]);
            Conformance.Check(read, MarketCalendar.Starts(clock, year, minutes), minutes);
        }
    }

    [Fact]
    public void Elpriset_EveryDayOfThreeYearsAcrossTheChangeOfStep_IsReadBack()
    {
        var clock = MarketCalendar.Zone("Europe/Stockholm");
        foreach (var day in MarketCalendar.Years.SelectMany(MarketCalendar.Days))
        {
            var minutes = day < new LocalDate(2025, 10, 1) ? 60 : 15;
            var starts = MarketCalendar.Starts(clock, day, minutes);
            var rows = starts.Select((at, i) => string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"SEK_per_kWh\":0,\"EUR_per_kWh\":{i / 1000m},\"EXR\":11,\"time_start\":\"{Local(at, clock)}\",\"time_end\":\"{Local(at + Duration.FromMinutes(minutes), clock)}\"}}"));
            var read = ElprisetReader.Read(Document($"[{string.Join(",\n", rows)}]"), BiddingZone.Se3).Map(all => all[0]);
            Conformance.Check(read, starts, minutes);
            Assert.Empty(read.Value.Notes);
        }
    }

    [Fact]
    public void Mimer_EveryDayOfThreeYearsByLocalLabels_IsReadBack()
    {
        var clock = MarketCalendar.Zone("Europe/Stockholm");
        foreach (var year in MarketCalendar.Years)
        {
            var starts = MarketCalendar.Starts(clock, year, 60);
            var csv = new StringBuilder("Datum;FCR-N Pris (EUR/MW);Total;FCR-D upp Pris (EUR/MW);Total FCRD upp;FCR-D ned Pris (EUR/MW);Total FCRD ned");
            LocalDateTime? before = null;
            for (var i = 0; i < starts.Count; i++)
            {
                var wall = starts[i].InZone(clock).LocalDateTime;
                var label = wall == before ? wall.PlusMinutes(1) : wall;
                before = wall;
                csv.Append(CultureInfo.InvariantCulture, $"\n{label.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)};{i},00;200,0;1,5;600,0;1,5;400,0");
            }

            var read = MimerReader.Read(Document(csv.Append("\nSumma;;1;;1;;1\n").ToString())).Map(all => all[0]);
            Conformance.Check(read, starts, 60);
        }
    }

    [Fact]
    public void Neso_EveryDayOfThreeYearsBySettlementPeriod_IsReadBack()
    {
        var clock = MarketCalendar.Zone("Europe/London");
        foreach (var year in MarketCalendar.Years)
        {
            var csv = new StringBuilder("SETTLEMENT_DATE,SETTLEMENT_PERIOD,ND,TSD,EMBEDDED_WIND_GENERATION,EMBEDDED_SOLAR_GENERATION");
            var value = 0;
            foreach (var day in MarketCalendar.Days(year))
            {
                for (var period = 1; period <= MarketCalendar.Starts(clock, day, 30).Count; period++)
                    csv.Append(CultureInfo.InvariantCulture, $"\n{day.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture).ToUpperInvariant()},{period},{value++},0,0,0");
            }

            var read = NesoDemandReader.Read(Document(csv.ToString())).Map(all => all[0]);
            Conformance.Check(read, MarketCalendar.Starts(clock, year, 30), 30);
            Assert.Equal([46, 48, 50], Conformance.DayLengths(read, clock).Keys);
        }
    }

    private static string Utc(Instant at) => at.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Local(Instant at, DateTimeZone zone) => at.InZone(zone).ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static PublishedDocument Document(string text) => new("generated", Encoding.UTF8.GetBytes(text), Received);
}
