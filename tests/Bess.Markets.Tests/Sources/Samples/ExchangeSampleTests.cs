using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Sources.Samples;

public sealed class ExchangeSampleTests(ITestOutputHelper output)
{
    public static TheoryData<string, string, int, string, string, double, double, double> Table => ExchangeSampleTable.Rows;

    [Theory]
    [MemberData(nameof(Table))]
    public void Read_Sample_HasWhatTheRawFileHolds(
        string sample, string series, int count, string first, string last, double firstValue, double lastValue, double sum)
    {
        if (Series(sample, series) is not { } answer)
            return;
        var values = answer.Series.Observations.ToArray();
        Assert.Equal(count, values.Length);
        Assert.Equal(count, values.Select(one => one.Start).Distinct().Count());
        if (count == 0)
            return;
        Assert.Equal(first, UtcText.Of(values[0].Start));
        Assert.Equal(last, UtcText.Of(values[^1].Start));
        Assert.Equal(firstValue, values[0].Value);
        Assert.Equal(lastValue, values[^1].Value);
        Assert.Equal(sum, values.Sum(one => one.Value), 5e-6);
        Assert.All(values, one => Assert.True(one.KnownAt <= ExchangeSamples.Received));
        Assert.False(answer.Series.Provenance.Synthetic);
    }

    [Fact]
    public void Read_EverySample_GivesExactlyTheSeriesOfTheTable()
    {
        if (ExchangeSamples.Names() is not { } names)
        {
            output.WriteLine(SharedData.AbsentMessage(ExchangeSamples.Variable));
            return;
        }

        var table = ExchangeSampleTable.Rows.Select(row => ((string)row[0], (string)row[1])).Order().ToArray();
        Assert.Equal(table, names.SelectMany(name => ExchangeSamples.Read(name)!.Value.Select(one => (name, one.Series.Id.ToString()))).Order());
    }

    [Theory]
    [InlineData("smard/day_ahead_prices_dst_and_spike_days_2024.csv", "DE_LU/day_ahead_eur_per_mwh", "2024-03-31", 60, 23)]
    [InlineData("smard/day_ahead_prices_dst_and_spike_days_2024.csv", "DE_LU/day_ahead_eur_per_mwh", "2024-10-27", 60, 25)]
    [InlineData("smard/day_ahead_prices_dst_and_spike_days_2024.csv", "DE_LU/day_ahead_eur_per_mwh", "2024-12-12", 60, 24)]
    [InlineData("smard/generation_forecast_dst_days_2024.csv", "DE_LU/solar_forecast_da_mw", "2024-03-31", 60, 23)]
    [InlineData("smard/generation_forecast_dst_days_2024.csv", "DE_LU/solar_forecast_da_mw", "2024-10-27", 60, 25)]
    [InlineData("tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv", "NL/imbalance_shortage_eur_per_mwh", "2024-03-31", 15, 92)]
    [InlineData("tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv", "NL/imbalance_shortage_eur_per_mwh", "2024-10-27", 15, 100)]
    [InlineData("iex/dam_day_2025-03-10_duplicated_rows.csv", "IN_IEX/dam_inr_per_mwh", "2025-03-10", 15, 96)]
    [InlineData("ercot/hb_north_2023_11_05_raw.csv", "US_ERCOT/day_ahead_hb_north_usd_per_mwh", "2023-11-05", 60, 25)]
    public void Read_DayOfTheChange_CoversItsGridWithoutGap(string sample, string series, string day, int minutes, int count)
    {
        if (Series(sample, series) is not { } answer)
            return;
        Assert.True(BiddingZone.TryFind(answer.Series.Id.Zone, out var zone));
        var grid = zone.Clock.Day(DateOnly.ParseExact(day, "yyyy-MM-dd", null), TimeSpan.FromMinutes(minutes));
        Assert.Equal(count, grid.Count);
        Assert.DoesNotContain(answer.Series.On(grid), double.IsNaN);
        Assert.All(answer.Series.Within(grid.Span).Observations.ToArray(), one => Assert.Equal(grid.Step, one.Step));
    }

    [Fact]
    public void Read_SmardAutumnHour_KeepsBothOccurrencesInOrder()
    {
        if (Series("smard/day_ahead_prices_dst_and_spike_days_2024.csv", "DE_LU/day_ahead_eur_per_mwh") is not { } answer)
            return;
        var hours = new TimeGrid(new DateTimeOffset(2024, 10, 27, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 2);
        Assert.Equal([82.23, 80.43], answer.Series.On(hours));
        Assert.Equal("2024-10-26T10:45:00Z", UtcText.Of(answer.Series.Within(hours.Span).Observations[0].KnownAt));
    }

    [Fact]
    public void Read_TennetAutumnRowsInterleaved_FollowsTheNumberOfTheInterval()
    {
        if (Series("tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv", "NL/imbalance_surplus_eur_per_mwh") is not { } answer)
            return;
        var quarters = new TimeGrid(new DateTimeOffset(2024, 10, 27, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(15), 8);
        Assert.Equal([98.22, 71.61, 72.81, 98.61, 98.22, 97.88, 83.61, 98.61], answer.Series.On(quarters));
    }

    [Fact]
    public void Read_FcrBlocksOfTheChange_HaveThreeAndFiveHours()
    {
        if (Series("regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv", "DE_LU/fcr_eur_per_mw_h") is not { } answer)
            return;
        var values = answer.Series.Observations.ToArray();
        var (spring, autumn) = (values.Single(one => one.Step.TotalHours == 3), values.Single(one => one.Step.TotalHours == 5));
        Assert.Equal(("2024-03-30T23:00:00Z", 39.48 / 3), (UtcText.Of(spring.Start), spring.Value));
        Assert.Equal(("2024-10-26T22:00:00Z", 19.30 / 5), (UtcText.Of(autumn.Start), autumn.Value));
        Assert.Equal(22, values.Count(one => one.Step.TotalHours == 4));
        Assert.Contains("6 row(s) of further tenders are not read", answer.Notes);
    }

    [Fact]
    public void Read_Duplicates_AreSkippedAndTold()
    {
        if (Series("iex/dam_day_2025-03-10_duplicated_rows.csv", "IN_IEX/dam_inr_per_mwh") is { } answer)
            Assert.Contains("96 repeated value(s) with equal numbers skipped", answer.Notes);
    }

    [Fact]
    public void Read_DaysCutOff_AreTold()
    {
        if (Series("iex/trade_data_dam_2022-10-18_tokens_1_4.json", "IN_IEX/dam_inr_per_mwh") is { } token)
            Assert.Contains("4 of 96 blocks on 2022-10-18", token.Notes);
        if (Series("iex/rtm_market_snapshot_2025-08-12.csv", "IN_IEX/rtm_inr_per_mwh") is { } half)
            Assert.Contains("46 blocks: no whole number of days of 96", half.Notes);
        if (Series("smard/day_ahead_prices_dst_and_spike_days_2024.csv", "DE_AT_LU/day_ahead_eur_per_mwh") is { } blank)
            Assert.Contains("72 value(s) missing at the publisher", blank.Notes);
        if (Series("open_meteo/eu_wind_forecast.json", "DE_NORTH/wind_speed_120m_m_per_s") is { } forecast)
            Assert.Contains("24 value(s) missing at the publisher", forecast.Notes);
    }

    [Theory]
    [InlineData("open_meteo/eu_wind_forecast.json", "DE_NORTH/wind_speed_120m_m_per_s", "2026-11-01T00:00:00Z")]
    [InlineData("open_meteo/eu_wind_historical.json", "DE_NORTH/wind_speed_100m_m_per_s", "2025-12-25T01:00:00Z")]
    [InlineData("aemo/nem_price_and_demand_nsw1_2022-09-21_actual_forecast.csv", "AU_NSW1/spot_forecast_aud_per_mwh", "2026-11-01T00:00:00Z")]
    [InlineData("aemo/price_and_demand_vic1_2025-06-12.csv", "AU_VIC1/spot_aud_per_mwh", "2025-06-11T14:00:00Z")]
    [InlineData("iex/dam_market_snapshot_2026-06-24.csv", "IN_IEX/dam_inr_per_mwh", "2026-06-23T07:30:00Z")]
    [InlineData("iex/rtm_market_snapshot_2025-08-12.csv", "IN_IEX/rtm_inr_per_mwh", "2025-08-11T18:00:00Z")]
    [InlineData("smard/generation_forecast_dst_days_2024.csv", "DE_LU/solar_forecast_da_mw", "2024-03-30T17:00:00Z")]
    [InlineData("regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv", "DE_LU/fcr_eur_per_mw_h", "2023-12-31T07:30:00Z")]
    [InlineData("tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv", "NL/imbalance_surplus_eur_per_mwh", "2024-04-01T10:00:00Z")]
    public void Read_FirstValue_IsKnownByTheRuleOfItsPublisher(string sample, string series, string knownAt)
    {
        if (Series(sample, series) is { } answer)
            Assert.Equal(knownAt, UtcText.Of(answer.Series.Observations[0].KnownAt));
    }

    private SourceAnswer? Series(string sample, string series)
    {
        var read = ExchangeSamples.Read(sample);
        if (read is null)
            output.WriteLine(SharedData.AbsentMessage(ExchangeSamples.Variable));
        return read?.Value.Single(one => one.Series.Id.ToString() == series);
    }
}
