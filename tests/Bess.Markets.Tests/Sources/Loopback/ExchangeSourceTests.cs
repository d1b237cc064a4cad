using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Sources.EnergyCharts;
using Bess.Markets.Sources.Iex;
using Bess.Markets.Sources.OpenMeteo;
using Bess.Markets.Sources.Smard;
using Bess.TestKit;

namespace Bess.Markets.Tests.Sources.Loopback;

public sealed class ExchangeSourceTests
{
    private static readonly ManualTimeProvider Clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Smard_SpanOverTwoWeeks_AsksIndexAndTheWeeksItTouches()
    {
        var weeks = new[] { "2024-03-17", "2024-03-24", "2024-03-31" }.Select(day => Utc($"{day}T23:00:00Z") - TimeSpan.FromHours(day == "2024-03-31" ? 1 : 0)).ToArray();
        await using var server = new StandInPublisher(address => address.EndsWith("index_hour.json", StringComparison.Ordinal)
            ? (200, $"{{\"timestamps\":[{string.Join(',', weeks.Select(week => week.ToUnixTimeMilliseconds()))}]}}")
            : (200, Week(long.Parse(address.Split('_')[^1].Split('.')[0], null))));
        var answer = await Fetch(new SmardSource(server.Options, Clock), "DE_LU/day_ahead_eur_per_mwh", "2024-03-31T20:00:00Z", "2024-04-01T02:00:00Z");
        Assert.Equal(
            ["4169/DE/index_hour.json", $"4169/DE/4169_DE_hour_{weeks[1].ToUnixTimeMilliseconds()}.json", $"4169/DE/4169_DE_hour_{weeks[2].ToUnixTimeMilliseconds()}.json"],
            server.Asked);
        Assert.Equal(6, answer.Series.Count);
        Assert.Equal(Utc("2024-03-31T20:00:00Z"), answer.Series.Observations[0].Start);
        Assert.Equal(Utc("2024-03-30T11:45:00Z"), answer.Series.Observations[0].KnownAt);

        // Hours of a week; the last one null as the publisher writes what is still to come.
        static string Week(long start) =>
            $"{{\"meta_data\":{{\"version\":1}},\"series\":[{string.Join(',', Enumerable.Range(0, 167).Select(i => $"[{start + (i * 3_600_000L)},{i}.5]"))},[{start + (167 * 3_600_000L)},null]]}}";
    }

    [Fact]
    public async Task Smard_SpanOverTheChangeOfStep_AsksHoursThenQuarters()
    {
        await using var server = new StandInPublisher(address => address.Contains("index", StringComparison.Ordinal)
            ? (200, "{\"timestamps\":[1759096800000]}")
            : (200, $"{{\"series\":[{string.Join(',', Enumerable.Range(0, 400).Select(i => $"[{1759096800000 + (i * (address.Contains("quarter", StringComparison.Ordinal) ? 900_000L : 3_600_000L))},1]"))}]}}"));
        var answer = await Fetch(new SmardSource(server.Options, Clock), "NL/day_ahead_eur_per_mwh", "2025-09-30T20:00:00Z", "2025-09-30T23:00:00Z");
        Assert.Equal([60.0, 60, 15, 15, 15, 15], answer.Series.Observations.ToArray().Select(one => one.Step.TotalMinutes));
        Assert.Equal(["256/DE/index_hour.json", "256/DE/256_DE_hour_1759096800000.json", "256/DE/index_quarterhour.json", "256/DE/256_DE_quarterhour_1759096800000.json"], server.Asked);
    }

    [Fact]
    public async Task Smard_EnergyOfAnHour_BecomesMeanPower()
    {
        await using var server = new StandInPublisher(address => address.Contains("index", StringComparison.Ordinal)
            ? (200, "{\"timestamps\":[1711839600000]}") : (200, "{\"series\":[[1711839600000,42000.25]]}"));
        var answer = await Fetch(new SmardSource(server.Options, Clock), "DE_LU/load_actual_mw", "2024-03-30T23:00:00Z", "2024-03-31T00:00:00Z");
        Assert.Equal(42000.25, Assert.Single(answer.Series.Observations.ToArray()).Value);
    }

    [Fact]
    public async Task EnergyCharts_Span_IsAskedInUtcByTheNameOfTheZone()
    {
        await using var server = new StandInPublisher(_ => (200, "{\"license_info\":\"CC BY 4.0\",\"unix_seconds\":[1767222000,1767222900,1767223800,1767224700,1767225600],\"price\":[1,null,3,4,5],\"unit\":\"EUR / MWh\"}"));
        var answer = await Fetch(new EnergyChartsSource(server.Options, Clock), "DE_LU/day_ahead_eur_per_mwh", "2025-12-31T23:00:00Z", "2026-01-01T00:00:00Z");
        Assert.Equal(["price?bzn=DE-LU&start=2025-12-31T23:00Z&end=2026-01-01T22:59Z"], server.Asked);
        Assert.Equal([1.0, 3, 4], answer.Series.Observations.ToArray().Select(one => one.Value));
        Assert.Contains("licence: CC BY 4.0", answer.Notes);
        Assert.Contains("1 value(s) missing at the publisher", answer.Notes);
    }

    [Fact]
    public async Task EnergyCharts_LongSpan_IsAskedInWholeMarketDaysAndJoined()
    {
        await using var server = new StandInPublisher(address =>
        {
            var from = Utc(address.Split("start=")[1].Split('&')[0]).ToUnixTimeSeconds();
            return (200, $"{{\"unix_seconds\":[{from},{from + 3600},{from + 7200}],\"price\":[1,2,3],\"unit\":\"EUR / MWh\"}}");
        });
        var answer = await Fetch(new EnergyChartsSource(server.Options, Clock), "NL/day_ahead_eur_per_mwh", "2024-01-15T12:00:00Z", "2025-01-14T23:00:00Z");
        Assert.Equal(
            [
                "price?bzn=NL&start=2024-01-14T23:00Z&end=2024-07-15T21:59Z", "price?bzn=NL&start=2024-07-15T22:00Z&end=2025-01-14T22:59Z",
            ],
            server.Asked);
        Assert.Equal(["2024-07-15T22:00:00Z", "2024-07-15T23:00:00Z", "2024-07-16T00:00:00Z"], answer.Series.Observations.ToArray().Select(one => UtcText.Of(one.Start)));
    }

    [Fact]
    public async Task OpenMeteo_RadiationOfTheArchive_IsShiftedToTheStartOfItsHour()
    {
        await using var server = new StandInPublisher(_ => (200, Meteo("shortwave_radiation", "W/m²")));
        var answer = await Fetch(new OpenMeteoSource(OpenMeteoKind.Archive, server.Options, time: Clock), "IN_IEX/shortwave_radiation_w_per_m2", "2025-12-01T00:00:00Z", "2025-12-01T02:00:00Z");
        Assert.Equal(["archive?latitude=28.647&longitude=77.275&start_date=2025-12-01&end_date=2025-12-01&hourly=shortwave_radiation&timezone=GMT"], server.Asked);
        Assert.Equal([1.0, 2], answer.Series.Observations.ToArray().Select(one => one.Value));
        Assert.Equal(Utc("2025-12-06T01:00:00Z"), answer.Series.Observations[0].KnownAt);
    }

    [Fact]
    public async Task OpenMeteo_Forecast_IsKnownWhenReceivedAndAsksForTheUnit()
    {
        await using var server = new StandInPublisher(_ => (200, Meteo("wind_speed_10m", "m/s")));
        var answer = await Fetch(new OpenMeteoSource(OpenMeteoKind.Forecast, server.Options, [new WeatherPlace("SITE", 1.5, -2.25)], Clock), "SITE/wind_speed_10m_m_per_s", "2025-12-01T00:00:00Z", "2025-12-01T02:00:00Z");
        Assert.Equal(["forecast?latitude=1.5&longitude=-2.25&start_date=2025-12-01&end_date=2025-12-01&hourly=wind_speed_10m&timezone=GMT&wind_speed_unit=ms"], server.Asked);
        Assert.Equal([0.0, 1], answer.Series.Observations.ToArray().Select(one => one.Value));
        Assert.All(answer.Series.Observations.ToArray(), one => Assert.Equal(Clock.GetUtcNow(), one.KnownAt));
    }

    [Fact]
    public async Task OpenMeteo_Refusal_TellsThePublishersReason()
    {
        await using var server = new StandInPublisher(_ => (400, "{\"error\":true,\"reason\":\"no such variable\"}"));
        var refused = await new OpenMeteoSource(OpenMeteoKind.Archive, server.Options, time: Clock)
            .FetchAsync(Request("GB/temperature_2m_c", "2025-12-01T00:00:00Z", "2025-12-01T02:00:00Z"), CancellationToken.None);
        Assert.Contains("no such variable", Assert.Single(refused.Faults).Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Iex_Days_AreAskedByTheIndianCalendarWithoutShowingTheKey()
    {
        await using var server = new StandInPublisher(address => address.Contains("RTM", StringComparison.Ordinal) ? (500, "down") : (200,
            "{\"Delivery_Date_Details\":[{\"DeliveryDate\":\"18/10/2022\",\"Token_Wise\":[{\"Token_NO\":1,\"All_India_DAM_GDAM_RTM\":{\"Clearing_Price\":3739.42,\"Cleared_Volume\":4484.9}}]}],\"Message\":\"Success\",\"Status\":true}"));
        var source = new IexSource(server.Options with { Token = "secret" }, IexSource.DefaultPattern + "&key={token}", Clock);
        var answer = await Fetch(source, "IN_IEX/dam_inr_per_mwh", "2022-10-17T18:30:00Z", "2022-10-18T18:30:00Z");
        Assert.Equal(["IEXGetTradeData?Product=DAM&FromDate=18-10-2022&ToDate=18-10-2022&key=secret"], server.Asked);
        Assert.Equal(3739.42, Assert.Single(answer.Series.Observations.ToArray()).Value);
        Assert.DoesNotContain("secret", answer.Series.Provenance.ToString(), StringComparison.Ordinal);
        var refused = await source.FetchAsync(Request("IN_IEX/rtm_inr_per_mwh", "2022-10-17T18:30:00Z", "2022-10-18T18:30:00Z"), CancellationToken.None);
        Assert.Contains("500", Assert.Single(refused.Faults).Actual, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Faults[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smard", "GB/day_ahead_eur_per_mwh")]
    [InlineData("energy-charts", "GB/day_ahead_gbp_per_mwh")]
    [InlineData("open-meteo", "NOWHERE/temperature_2m_c")]
    [InlineData("open-meteo", "DE_LU/temperature")]
    [InlineData("iex", "IN_IEX/dam_sell_bid_mw")]
    public async Task FetchAsync_SeriesThatThePublisherLacks_IsAFaultWithoutARequest(string name, string series)
    {
        await using var server = new StandInPublisher(_ => null);
        Assert.True(SourceCatalog.TryFind(name, out var entry));
        var refused = await entry.Create(server.Options).FetchAsync(Request(series, "2025-12-01T00:00:00Z", "2025-12-01T02:00:00Z"), CancellationToken.None);
        Assert.Equal(("series", series), (Assert.Single(refused.Faults).Field, refused.Faults[0].Actual));
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("DE_LU/day_ahead_eur_per_mwh", "smard")]
    [InlineData("NL/day_ahead_eur_per_mwh", "energy-charts")]
    [InlineData("DE_LU/solar_forecast_da_mw", "smard")]
    [InlineData("IN_IEX/shortwave_radiation_w_per_m2", "open-meteo")]
    [InlineData("IN_IEX/rtm_inr_per_mwh", "iex")]
    public void Catalog_Series_NamesItsPublisher(string series, string name)
    {
        Assert.True(SeriesId.TryParse(series, out var id));
        Assert.Contains(name, SourceCatalog.Offering(id).Select(entry => entry.Name));
    }

    private static string Meteo(string variable, string unit) =>
        $"{{\"latitude\":1.0,\"longitude\":2.0,\"utc_offset_seconds\":0,\"hourly_units\":{{\"time\":\"iso8601\",\"{variable}\":\"{unit}\"}},"
        + $"\"hourly\":{{\"time\":[{string.Join(',', Enumerable.Range(0, 24).Select(hour => $"\"2025-12-01T{hour:00}:00\""))}],\"{variable}\":[{string.Join(',', Enumerable.Range(0, 24))}]}}}}";

    private static async Task<SourceAnswer> Fetch(ISeriesSource source, string series, string from, string to) =>
        (await source.FetchAsync(Request(series, from, to), CancellationToken.None)).Value;

    private static SourceRequest Request(string series, string from, string to)
    {
        Assert.True(SeriesId.TryParse(series, out var id));
        return new SourceRequest(id, new DeliveryInterval(Utc(from), Utc(to)));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, null).ToUniversalTime();
}
