using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Elexon;
using Bess.Markets.Sources.Elprisetjustnu;
using Bess.Markets.Sources.Entsoe;
using Bess.Markets.Sources.Esett;
using Bess.Markets.Sources.Mimer;
using Bess.Markets.Sources.Neso;
using Bess.Markets.Sources.NordPool;
using Bess.Markets.Tests.Sources.Http;

namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>What the fetchers ask a server on loopback, and what they make of its answers.</summary>
public sealed class OperatorSourceTests
{
    private const string Token = "key-of-the-caller";

    [Fact]
    public async Task Entsoe_LongSpan_IsAskedInPiecesOfLocalDaysAndJoined()
    {
        await using var server = new LoopbackPublisher((address, _) => LoopbackPublisher.Ok(EntsoeTexts.Prices(PriceOf(address))));
        var answer = (await Fetch(new EntsoeSource(server.Options with { Token = Token }), "DE_LU/day_ahead_eur_per_mwh", "2024-12-31T23:00Z", "2025-04-30T22:00Z")).Value;
        Assert.Equal(
            [
                $"/base/api?securityToken={Token}&documentType=A44&in_Domain=10Y1001A1001A82H&out_Domain=10Y1001A1001A82H&periodStart=202412312300&periodEnd=202503312200",
                $"/base/api?securityToken={Token}&documentType=A44&in_Domain=10Y1001A1001A82H&out_Domain=10Y1001A1001A82H&periodStart=202503312200&periodEnd=202504302200",
            ],
            server.Asked);
        Assert.Equal((120 * 24) - 1, answer.Series.Count);
    }

    [Fact]
    public async Task Entsoe_NoMatchingData_IsAGapWithTheReason()
    {
        await using var server = new LoopbackPublisher((_, _) =>
            LoopbackPublisher.Status("400 Bad Request", EntsoeTexts.Acknowledgement($"No matching data found for {Token}")));
        var answer = (await Fetch(new EntsoeSource(server.Options with { Token = Token }), "NL/solar_actual_mw", "2024-12-31T23:00Z", "2025-01-01T23:00Z")).Value;
        Assert.Equal(0, answer.Series.Count);
        Assert.Contains(answer.Notes, note => note.EndsWith("No matching data found for ***", StringComparison.Ordinal));
        Assert.Contains("&documentType=A75&processType=A16&in_Domain=10YNL----------L&psrType=B16&", server.Asked.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entsoe_RefusalThatQuotesTheKey_HidesIt()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status("400 Bad Request", EntsoeTexts.Acknowledgement($"Bad key {Token}")));
        var answer = await Fetch(new EntsoeSource(server.Options with { Token = Token }), "NL/load_forecast_da_mw", "2024-12-31T23:00Z", "2025-01-01T23:00Z");
        Assert.Contains("Bad key ***", Assert.Single(answer.Faults).Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entsoe_WithoutKey_AsksNothing()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(""));
        Assert.Equal("token", (await Fetch(new EntsoeSource(server.Options), "NL/load_actual_mw", "2024-12-31T23:00Z", "2025-01-01T23:00Z")).Faults[0].Field);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Elexon_SystemPrices_AreAskedDayByDayAndCutToTheSpan()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(OperatorTexts.SystemPrices));
        var answer = (await Fetch(new ElexonSource(server.Options), "GB/system_price_gbp_per_mwh", "2024-10-26T23:00Z", "2024-10-27T23:30Z")).Value;
        Assert.Equal(["/base/balancing/settlement/system-prices/2024-10-27?format=json"], server.Asked);
        Assert.Equal(-3.5, Assert.Single(answer.Series.Observations.ToArray()).Value);
    }

    [Theory]
    [InlineData("GB/market_index_gbp_per_mwh", "balancing/pricing/market-index?from=2024-03-31T00:00Z&to=2024-03-31T23:00Z&dataProviders=APXMIDP&format=json", 1)]
    [InlineData("GB/market_index_n2ex_volume_mwh", "balancing/pricing/market-index?from=2024-03-31T00:00Z&to=2024-03-31T23:00Z&dataProviders=N2EXMIDP&format=json", 1)]
    public async Task Elexon_MarketIndex_IsAskedByProvider(string series, string address, int count)
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(OperatorTexts.MarketIndex));
        var answer = (await Fetch(new ElexonSource(server.Options), series, "2024-03-31T00:00Z", "2024-03-31T23:00Z")).Value;
        Assert.Equal($"/base/{address}", server.Asked.Single());
        Assert.Equal(count, answer.Series.Count);
    }

    [Fact]
    public async Task Elexon_Forecast_IsAskedWeekByWeek()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(OperatorTexts.DemandForecast));
        var answer = (await Fetch(new ElexonSource(server.Options), "GB/national_demand_forecast_mw", "2024-10-20T23:00Z", "2024-10-30T00:00Z")).Value;
        Assert.Equal(2, server.Asked.Count);
        Assert.Equal("/base/forecast/demand/day-ahead?from=2024-10-20T23:00Z&to=2024-10-28T00:00Z&format=json", server.Asked.First());
        Assert.Equal(2, answer.Series.Count);
    }

    [Fact]
    public async Task Neso_SeveralPages_AreAskedUntilOneIsNotFull()
    {
        await using var server = new LoopbackPublisher((address, _) => LoopbackPublisher.Ok(
            address.EndsWith("OFFSET 0", StringComparison.Ordinal) ? OperatorTexts.AuctionStore : """{"success": true, "result": {"records": []}}"""));
        var source = new NesoSource(server.Options, time: null, rowsPerPage: 2);
        var answer = (await Fetch(source, "GB/drh_gbp_per_mw_h", "2024-03-30T23:00Z", "2024-03-31T06:00Z")).Value;
        Assert.Equal(2, answer.Series.Count);
        Assert.Equal(2, server.Asked.Count);
        Assert.Equal(
            "/base/datastore_search_sql?sql=SELECT * FROM \"be5c6b0d-a335-4859-93f2-389585b4e9a1\" WHERE \"auctionProduct\" = 'DRH'"
            + " AND \"deliveryStart\" >= '2024-03-30T23:00:00' AND \"deliveryStart\" < '2024-03-31T06:00:00' ORDER BY \"_id\" LIMIT 2 OFFSET 0",
            server.Asked.First());
    }

    [Fact]
    public async Task Neso_SpanOverTheBusinessYear_AsksBothTables()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok("""{"success": true, "result": {"records": []}}"""));
        var answer = (await Fetch(new NesoSource(server.Options), "GB/dch_cleared_mw", "2024-03-31T00:00Z", "2024-04-02T00:00Z")).Value;
        Assert.Contains("be5c6b0d", server.Asked.First(), StringComparison.Ordinal);
        Assert.Contains("ab130833", server.Asked.Last(), StringComparison.Ordinal);
        Assert.Contains("'2024-03-31T22:00:00'", server.Asked.Last(), StringComparison.Ordinal);
        Assert.Contains(answer.Notes, note => note.StartsWith("no value of GB/dch_cleared_mw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neso_Demand_AsksTheTableOfTheYear()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok("""
            {"success": true, "result": {"records": [{"SETTLEMENT_DATE": "2024-10-27T00:00:00", "SETTLEMENT_PERIOD": 50, "ND": 20226, "TSD": 22920,
            "EMBEDDED_WIND_GENERATION": 2441, "EMBEDDED_SOLAR_GENERATION": 0}]}}
            """));
        var answer = (await Fetch(new NesoSource(server.Options), "GB/national_demand_mw", "2024-10-26T23:00Z", "2024-10-28T00:00Z")).Value;
        Assert.Equal("/base/datastore_search?resource_id=f6d02c0f-957b-48cb-82ee-09003f2ba759&limit=32000&offset=0", server.Asked.Single());
        Assert.Equal(new DateTimeOffset(2024, 10, 27, 23, 30, 0, TimeSpan.Zero), answer.Series.Observations[0].Start);
    }

    [Fact]
    public async Task Mimer_Fcr_IsAskedByLocalDays()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(OperatorTexts.MimerExport));
        var answer = (await Fetch(new MimerSource(server.Options), "SE/fcr_n_eur_per_mw_h", "2024-10-26T22:00Z", "2024-10-27T23:00Z")).Value;
        Assert.Equal("/base/PrimaryRegulation/DownloadText?periodFrom=2024-10-27&periodTo=2024-10-27&auctionTypeId=1&productTypeId=0", server.Asked.Single());
        Assert.Equal(4, answer.Series.Count);
    }

    [Fact]
    public async Task Elpriset_DayNotThereYet_IsAGap()
    {
        await using var server = new LoopbackPublisher((address, _) =>
            address.Contains("10-27", StringComparison.Ordinal) ? LoopbackPublisher.Ok(OperatorTexts.Elpriset) : LoopbackPublisher.Status("404 Not Found", "<html>"));
        var answer = (await Fetch(new ElprisetSource(server.Options), "SE3/day_ahead_eur_per_mwh", "2024-10-26T22:00Z", "2024-10-28T23:00Z")).Value;
        Assert.Equal(["/base/2024/10-27_SE3.json", "/base/2024/10-28_SE3.json"], server.Asked);
        Assert.Equal(3, answer.Series.Count);
    }

    [Fact]
    public async Task Esett_Prices_AreAskedByAreaCode()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(OperatorTexts.Esett));
        var answer = (await Fetch(new EsettSource(server.Options), "SE3/up_regulation_eur_per_mwh", "2025-10-25T22:00Z", "2025-10-26T23:00Z")).Value;
        Assert.Equal("/base/EXP14/Prices?start=2025-10-25T22:00:00.000Z&end=2025-10-26T23:00:00.000Z&mba=10Y1001A1001A46L", server.Asked.Single());
        Assert.Equal(12, Assert.Single(answer.Series.Observations.ToArray()).Value);
    }

    [Fact]
    public async Task NordPool_Zone_IsAskedByThePortalsName()
    {
        await using var server = new LoopbackPublisher((_, n) => n == 0 ? LoopbackPublisher.Ok(OperatorTexts.NordPool) : LoopbackPublisher.Status("204 No Content"));
        var answer = (await Fetch(new NordPoolSource(server.Options), "DE_LU/day_ahead_eur_per_mwh", "2026-01-31T23:00Z", "2026-02-02T23:00Z")).Value;
        Assert.Equal("/base/DayAheadPrices?date=2026-02-01&market=DayAhead&deliveryArea=GER&currency=EUR", server.Asked.First());
        Assert.Equal([70.0, 71.0], answer.Series.Observations.ToArray().Select(one => one.Value));
    }

    [Fact]
    public async Task FetchAsync_Trouble_IsOvercomeOrTold()
    {
        await using var flaky = new LoopbackPublisher((_, n) => n switch
        {
            0 => LoopbackPublisher.Status("429 Too Many Requests", "", "Retry-After: 3"),
            1 => LoopbackPublisher.Status("503 Service Unavailable"),
            2 => LoopbackPublisher.Truncated(OperatorTexts.Esett[..40]),
            _ => LoopbackPublisher.Ok(OperatorTexts.Esett),
        });
        var time = new HastyTime(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await Fetch(new EsettSource(flaky.Options, time), "SE3/imbalance_eur_per_mwh", "2025-10-25T22:00Z", "2025-10-26T23:00Z")).Value.Series.Count);
        Assert.Contains(TimeSpan.FromSeconds(3), time.Waits);

        await using var large = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(OperatorTexts.Esett));
        var fault = (await Fetch(new EsettSource(large.Options with { MaximumBytes = 100 }), "SE3/imbalance_eur_per_mwh", "2025-10-25T22:00Z", "2025-10-26T23:00Z")).Faults;
        Assert.Equal("more than 100 bytes after 1 try", Assert.Single(fault).Actual);

        await using var broken = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok("<html>Maintenance</html>"));
        fault = (await Fetch(new EsettSource(broken.Options), "SE3/imbalance_eur_per_mwh", "2025-10-25T22:00Z", "2025-10-26T23:00Z")).Faults;
        Assert.Equal("JSON", Assert.Single(fault).Expected);
    }

    [Theory]
    [InlineData("entsoe", "IN_IEX/day_ahead_eur_per_mwh")]
    [InlineData("elexon", "DE_LU/system_price_gbp_per_mwh")]
    [InlineData("neso", "GB/system_price_gbp_per_mwh")]
    [InlineData("mimer", "SE3/fcr_n_eur_per_mw_h")]
    [InlineData("elprisetjustnu", "NL/day_ahead_eur_per_mwh")]
    [InlineData("esett", "SE3/day_ahead_eur_per_mwh")]
    [InlineData("nordpool", "IN_IEX/day_ahead_eur_per_mwh")]
    public async Task FetchAsync_SeriesOfAnother_IsAFaultAndNoRequest(string name, string series)
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(""));
        Assert.True(SourceCatalog.TryFind(name, out var entry));
        var fault = Assert.Single((await Fetch(entry.Create(server.Options with { Token = Token }), series, "2025-10-25T22:00Z", "2025-10-26T23:00Z")).Faults);
        Assert.Equal(("series", series), (fault.Field, fault.Actual));
        Assert.Empty(server.Asked);
    }

    private static Task<Validated<SourceAnswer>> Fetch(ISeriesSource source, string series, string from, string to)
    {
        Assert.True(SeriesId.TryParse(series, out var id));
        Assert.True(UtcText.TryParse(from, out var start));
        Assert.True(UtcText.TryParse(to, out var end));
        return source.FetchAsync(new SourceRequest(id, new DeliveryInterval(start, end)), default);
    }

    // The platform answers the whole period asked for, here with one price that repeats.
    private static string PriceOf(string address)
    {
        string At(string name)
        {
            var text = address[(address.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1)..][..12];
            return DateTime.ParseExact(text, "yyyyMMddHHmm", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        }

        return EntsoeTexts.Price(At("periodStart"), At("periodEnd"), "PT60M", "A03", sequence: 1, points: [(1, 42)]);
    }
}
