using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources;

namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>What is particular of each operator, on documents of a few rows.</summary>
public sealed class HandMadeOperatorTests
{
    [Fact]
    public void Elexon_AutumnDay_EndsWithPeriodFifty()
    {
        var price = Series("elexon/prices.json", "GB/system_price_gbp_per_mwh");
        Assert.Equal(["2024-10-27T23:00:00Z -3.5 known 2024-10-27T23:44:00Z", "2024-10-27T23:30:00Z 80 known 2024-10-28T00:14:00Z"], Lines(price));
    }

    [Fact]
    public void Elexon_SpringExport_EndsWithPeriodFortySix() =>
        Assert.Equal(
            ["2024-03-31T22:00:00Z 59.5 known 2024-03-31T23:00:00Z", "2024-03-31T22:30:00Z -20 known 2024-03-31T23:30:00Z"],
            Lines(Series("elexon/best.csv", "GB/system_price_gbp_per_mwh")));

    [Fact]
    public void Elexon_IndexOfNothingTraded_IsMissingAndNotZero()
    {
        var answers = OperatorSamples.Read("elexon/mid.json", OperatorTexts.MarketIndex).Value;
        Assert.Equal(["2024-03-31T00:30:00Z 61.5 known 2024-03-31T01:30:00Z"], Lines(answers[0]));
        var other = answers.Single(one => one.Series.Id.Name == "market_index_n2ex_gbp_per_mwh");
        Assert.Equal(0, other.Series.Count);
        Assert.Contains("1 value(s) missing at the publisher", other.Notes);
    }

    [Fact]
    public void Elexon_TwoForecastsOfOneHalfHour_AreRevisions()
    {
        var forecast = Series("elexon/ndf.json", "GB/national_demand_forecast_mw");
        Assert.Equal(["2024-10-26T23:00:00Z 20000 known 2024-10-26T08:45:00Z", "2024-10-26T23:00:00Z 20100 known 2024-10-26T22:45:00Z"], Lines(forecast));
        Assert.Equal(1, forecast.Series.AsOf(new DateTimeOffset(2024, 10, 26, 12, 0, 0, TimeSpan.Zero)).Count);
    }

    [Theory]
    [InlineData("neso_eac/a.csv")]
    [InlineData("neso_eac/a.json")]
    public void Neso_AuctionBlocks_KeepTheirOwnLengthAndNegativePrices(string name)
    {
        var price = Series(name, "GB/drh_gbp_per_mw_h");
        Assert.Equal(["2024-03-30T23:00:00Z -7.84 known 2024-03-30T16:00:00Z", "2024-03-31T02:00:00Z 2.5 known 2024-03-30T16:00:00Z"], Lines(price));
        Assert.Equal([TimeSpan.FromHours(3), TimeSpan.FromHours(4)], price.Series.Observations.ToArray().Select(one => one.Step));
        Assert.Equal([175.0, 180.0], Series(name, "GB/drh_cleared_mw").Series.Observations.ToArray().Select(one => one.Value));
    }

    [Fact]
    public void Neso_RefusalOfTheStore_QuotesItsReason() =>
        Assert.Equal(
            "false: Not found: Resource", OperatorSamples.Read("neso_eac/a.json", """{"success": false, "error": {"message": "Not found: Resource"}}""").Faults[0].Actual);

    [Fact]
    public void Neso_SpringDay_EndsWithPeriodFortySix() =>
        Assert.Equal("2024-03-31T22:30:00Z 21214 known 2024-04-01T23:00:00Z", Lines(Series("neso_demand/a.csv", "GB/national_demand_mw"))[^1]);

    [Theory]
    [InlineData("2024-10-27 02:01:00")]
    [InlineData("2024-10-27 02:00:00")]
    public void Mimer_Export_ReadsTheRepeatedHourHoweverItIsWritten(string second)
    {
        var answers = OperatorSamples.Read("svk_mimer/export.csv", OperatorTexts.MimerExport.Replace("2024-10-27 02:01:00", second, StringComparison.Ordinal)).Value;
        Assert.Equal(6, answers.Count);
        Assert.Equal(
            [
                "2024-10-26T23:00:00Z 30.25 known 2024-10-26T19:00:00Z", "2024-10-27T00:00:00Z 31.25 known 2024-10-26T19:00:00Z",
                "2024-10-27T01:00:00Z 32.25 known 2024-10-26T19:00:00Z", "2024-10-27T02:00:00Z 33.25 known 2024-10-26T19:00:00Z",
            ],
            Lines(answers.Single(one => one.Series.Id.ToString() == "SE/fcr_n_eur_per_mw_h")));
        Assert.Contains("the last row (Summa) is a sum and was skipped", answers[0].Notes);
        Assert.Equal(1005.5, answers.Single(one => one.Series.Id.Name == "fcr_d_down_eur_per_mw_h").Series.Observations[0].Value);
    }

    [Fact]
    public void Mimer_ExportWithPriceAndVolumeZero_IsMissing()
    {
        var upward = Series("svk_mimer/export.csv", "SE/fcr_d_up_eur_per_mw_h");
        Assert.Equal(3, upward.Series.Count);
        Assert.Contains("1 value(s) missing at the publisher", upward.Notes);
        Assert.Contains("1 cell pair(s) with price 0 and volume 0: missing", upward.Notes);
    }

    [Fact]
    public void Mimer_ZonesInTurn_KeepTheirOwnClock()
    {
        Assert.Equal(
            ["2024-10-27T00:00:00Z 10 known 2024-10-26T09:00:00Z", "2024-10-27T01:00:00Z 12 known 2024-10-26T09:00:00Z"],
            Lines(Series("svk_mimer/a.csv", "SE3/afrr_up_eur_per_mw_h")));
        Assert.Equal([11.0, 13.0], Series("svk_mimer/a.csv", "SE2/afrr_up_eur_per_mw_h").Series.Observations.ToArray().Select(one => one.Value));
    }

    [Fact]
    public void Elpriset_WrongEndInAutumn_StartsCountAndDecimalsStay()
    {
        var price = Series("elprisetjustnu/a.json", "SE3/day_ahead_eur_per_mwh");
        Assert.Equal(
            [
                "2024-10-27T00:00:00Z 88.83 known 2024-10-26T10:45:00Z", "2024-10-27T01:00:00Z -0.01 known 2024-10-26T10:45:00Z",
                "2024-10-27T02:00:00Z 20 known 2024-10-26T10:45:00Z",
            ],
            Lines(price));
        Assert.Contains("1 time_end(s) that do not fit the starts ignored", price.Notes);
    }

    [Fact]
    public void Esett_MinusOne_IsAPriceAndNullIsMissing()
    {
        var price = Series("esett/a.json", "SE3/imbalance_eur_per_mwh");
        Assert.Equal(["2025-10-26T00:45:00Z -1 known 2025-10-26T07:00:00Z"], Lines(price));
        Assert.Contains("1 value(s) missing at the publisher", price.Notes);
    }

    [Fact]
    public void Esett_BeforeQuarterHours_IsHourly()
    {
        var text = OperatorTexts.Esett.Replace("2025-10-26T00:45", "2023-05-21T21:00", StringComparison.Ordinal).Replace("2025-10-26T01:00", "2023-05-21T22:15", StringComparison.Ordinal);
        var values = OperatorSamples.Read("esett/a.json", text).Value[0].Series.Observations.ToArray();
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(values).Step);
    }

    [Fact]
    public void NordPool_SeveralAreas_AreSeveralZones()
    {
        var answers = OperatorSamples.Read("nordpool/a.json", OperatorTexts.NordPool).Value;
        Assert.Equal(["SE3/day_ahead_eur_per_mwh", "DE_LU/day_ahead_eur_per_mwh"], answers.Select(one => one.Series.Id.ToString()));
        Assert.Equal(["2026-01-31T23:00:00Z 20.5 known 2026-01-31T11:45:00Z", "2026-01-31T23:15:00Z -1 known 2026-01-31T11:45:00Z"], Lines(answers[0]));
        Assert.Contains("2 area(s) in state Preliminary", answers[0].Notes);
    }

    [Fact]
    public void Read_EarlierThanTheRule_IsKnownWhenReceived()
    {
        var received = new DateTimeOffset(2024, 10, 26, 9, 0, 0, TimeSpan.Zero);
        var document = OperatorSamples.Document("a.json", OperatorTexts.Elpriset) with { ReceivedAt = received };
        var series = Bess.Markets.Sources.Elprisetjustnu.ElprisetReader.Read(document, BiddingZone.Se3).Value[0].Series;
        Assert.Equal(received, series.Observations[0].KnownAt);
    }

    private static SourceAnswer Series(string name, string series) =>
        OperatorSamples.Read(name, OperatorTexts.Of(name)).Value.Single(one => one.Series.Id.ToString() == series);

    private static string[] Lines(SourceAnswer answer) => answer.Series.Observations.ToArray()
        .Select((Observation one) => FormattableString.Invariant($"{UtcText.Of(one.Start)} {one.Value:R} known {UtcText.Of(one.KnownAt)}")).ToArray();
}
