using Bess.Markets.Store.Transfer;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Store.Transfer;

/// <summary>Every recorded sample can be imported by a form.</summary>
public sealed class PublisherFormTests(ITestOutputHelper output)
{
    private const string Variable = "BESS_API_SAMPLES_DIR";

    private static readonly DateTimeOffset ReceivedAt = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("aemo", "aemo/price_and_demand_vic1_2025-06-12.csv", null)]
    [InlineData("elexon-csv", "elexon/best_view_prices_2024-03-31_and_2024-10-27.csv", null)]
    [InlineData("elexon-csv", "elexon/mid_2024-10-27_latin1.csv", null)]
    [InlineData("elexon-demand-forecast", "elexon/ndf_tsdf_2024-10-26_27_dst_end.json", null)]
    [InlineData("elprisetjustnu", "elprisetjustnu/prices_2025-10-26_SE3_dst_end_quarter_hourly.json", "SE3")]
    [InlineData("entsoe", "entsoe/a44_de_60m_15m_overlap.xml", null)]
    [InlineData("entsoe", "entsoe/a65_load_day_ahead_2020-11-19.xml", null)]
    [InlineData("ercot-ancillary", "ercot/as_2023_11_05_raw.csv", null)]
    [InlineData("ercot-prices", "ercot/hb_north_2023_11_05_raw.csv", null)]
    [InlineData("esett", "esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", null)]
    [InlineData("iex-dam", "iex/dam_day_2025-03-10_duplicated_rows.csv", null)]
    [InlineData("iex-dam", "iex/dam_market_snapshot_2026-06-24.csv", null)]
    [InlineData("iex-rtm", "iex/rtm_day_2025-03-10.csv", null)]
    [InlineData("iex-rtm", "iex/trade_data_rtm_2022-10-17_tokens_1_4.json", null)]
    [InlineData("mimer", "svk_mimer/fcr_2024_dst_days_normalised.csv", null)]
    [InlineData("neso-demand", "neso_demand/demanddata_2024-10-27.csv", null)]
    [InlineData("neso-eac", "neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", null)]
    [InlineData("nordpool", "nordpool/dayahead_prices_se3_2024-11-05.json", null)]
    [InlineData("open-meteo", "open_meteo/archive_csv_delhi_2024-05-01_03.csv", "IN_IEX")]
    [InlineData("regelleistung-fcr", "regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv", null)]
    [InlineData("smard", "smard/day_ahead_prices_dst_and_spike_days_2024.csv", null)]
    [InlineData("tennet-nl", "tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv", null)]
    public void Read_RecordedSample_SeriesWithValues(string form, string file, string? zone)
    {
        if (SharedData.Find(Variable, "api-samples") is not { } folder)
        {
            output.WriteLine(SharedData.AbsentMessage(Variable));
            return;
        }

        var read = PublisherForm.All.Single(one => one.Name == form).Read(Path.Combine(folder, file), zone, ReceivedAt);
        Assert.True(read.IsValid, string.Join('\n', read.Faults));
        Assert.All(read.Value.Series, series => output.WriteLine($"{series.Id}: {series.Count}"));
        Assert.NotEmpty(read.Value.Series);
        Assert.Contains(read.Value.Series, series => series.Count > 0);
        Assert.All(read.Value.Series, series => Assert.All(series.Observations.ToArray(), one => Assert.True(one.KnownAt <= ReceivedAt)));
    }

    [Fact]
    public void All_Names_InOrderAndOnce()
    {
        var names = PublisherForm.All.Select(one => one.Name).ToArray();
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("energy-charts", "nothing.json", "DE_LU", "no such file")]
    [InlineData("energy-charts", "nothing.json", "ATLANTIS", "'ATLANTIS'")]
    [InlineData("elprisetjustnu", "nothing.json", null, "zone")]
    public void Read_NoFileOrZone_Fault(string form, string file, string? zone, string words)
    {
        using var folder = new TemporaryFolder();
        var read = PublisherForm.All.Single(one => one.Name == form).Read(folder.File(file), zone, ReceivedAt);
        Assert.Contains(words, Assert.Single(read.Faults).ToString(), StringComparison.Ordinal);
    }
}
