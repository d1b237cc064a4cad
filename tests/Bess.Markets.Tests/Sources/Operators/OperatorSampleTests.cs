using System.Globalization;
using Bess.Domain.Series;
using Bess.Markets.Sources;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>Every recorded answer of the operators against numbers that a separate script read from the same files.</summary>
public sealed class OperatorSampleTests(ITestOutputHelper output)
{
    private const double SumTolerance = 1e-5;

    // Document, series, values, first start and value, last start and value, step of the first in minutes, gaps, sum.
    [Theory]
    [InlineData("entsoe/a44_be_60m.xml", "BE/day_ahead_eur_per_mwh", 24, "2024-10-07T22:00Z", 64.98, "2024-10-08T21:00Z", 50.0, 60, 0, 1691.96)]
    [InlineData("entsoe/a44_be_60m_15m_mix.xml", "BE/day_ahead_eur_per_mwh", 216, "2024-10-05T22:00Z", 55.35, "2024-10-08T21:00Z", 50.0, 15, 0, 12452.96)]
    [InlineData("entsoe/a44_de_60m_15m_overlap.xml", "DE_LU/day_ahead_eur_per_mwh", 48, "2024-10-05T22:00Z", 67.04, "2024-10-07T21:00Z", 79.12, 60, 0, 3326.83)]
    [InlineData("entsoe/a44_de_60m_15m_overlap.xml", "DE_LU/day_ahead_sequence_2_eur_per_mwh", 192, "2024-10-05T22:00Z", 98.1, "2024-10-07T21:45Z", 70.39, 15, 0, 13899.56)]
    [InlineData("entsoe/a44_de_lu_2026-02-02_2026-02-03_pt15m_pt60m.xml", "DE_LU/day_ahead_sequence_2_eur_per_mwh", 192, "2026-02-01T23:00Z", 102.1, "2026-02-03T22:45Z", 92.68, 15, 0, 19590.55)]
    [InlineData("entsoe/a44_de_lu_2026-02-02_2026-02-03_pt15m_pt60m.xml", "DE_LU/day_ahead_eur_per_mwh", 192, "2026-02-01T23:00Z", 100.41, "2026-02-03T22:45Z", 88.92, 15, 0, 19797.06)]
    [InlineData("entsoe/a65_load_day_ahead_2020-11-19.xml", "NL/load_forecast_da_mw", 96, "2020-11-18T23:00Z", 12322.0, "2020-11-19T22:45Z", 12520.0, 15, 0, 1353542.0)]
    [InlineData("elexon/best_view_prices_2024-03-31_and_2024-10-27.csv", "GB/system_price_gbp_per_mwh", 96, "2024-03-31T00:00Z", 59.9904, "2024-10-27T23:30Z", 60.76, 30, 1, 4974.78393)]
    [InlineData("elexon/best_view_prices_2024-03-31_and_2024-10-27.csv", "GB/net_imbalance_volume_mwh", 96, "2024-03-31T00:00Z", -7.118, "2024-10-27T23:30Z", -188.765, 30, 1, -10768.636)]
    [InlineData("elexon/mid_2024-10-27_latin1.csv", "GB/market_index_gbp_per_mwh", 21, "2024-10-26T23:00Z", 81.11, "2024-10-27T23:30Z", 39.46, 30, 1, 1353.18)]
    [InlineData("elexon/mid_2024-10-27_latin1.csv", "GB/market_index_volume_mwh", 50, "2024-10-26T23:00Z", 1272.75, "2024-10-27T23:30Z", 1428.55, 30, 0, 13591.7)]
    [InlineData("elexon/mid_2024-10-27_latin1.csv", "GB/market_index_n2ex_gbp_per_mwh", 4, "2024-10-27T05:00Z", 72.23, "2024-10-27T06:30Z", 75.84, 30, 0, 315.07)]
    [InlineData("elexon/mid_2024-10-27_latin1.csv", "GB/market_index_n2ex_volume_mwh", 50, "2024-10-26T23:00Z", 0.0, "2024-10-27T23:30Z", 0.0, 30, 0, 150.0)]
    [InlineData("elexon/ndf_tsdf_2024-10-26_27_dst_end.json", "GB/national_demand_forecast_mw", 51, "2024-10-25T23:00Z", 22800, "2024-10-27T00:00Z", 20700, 30, 0, 1263038)]
    [InlineData("elexon/ndf_tsdf_2024-10-26_27_dst_end.json", "GB/transmission_system_demand_forecast_mw", 51, "2024-10-25T23:00Z", 23607, "2024-10-27T00:00Z", 23259, 30, 0, 1337180)]
    [InlineData("neso_demand/demanddata_2024-10-27.csv", "GB/national_demand_mw", 50, "2024-10-26T23:00Z", 21206.0, "2024-10-27T23:30Z", 20226.0, 30, 0, 1184915.0)]
    [InlineData("neso_demand/demanddata_2024-10-27.csv", "GB/transmission_system_demand_mw", 50, "2024-10-26T23:00Z", 23360.0, "2024-10-27T23:30Z", 22920.0, 30, 0, 1251013.0)]
    [InlineData("neso_demand/demanddata_2024-10-27.csv", "GB/embedded_wind_estimate_mw", 50, "2024-10-26T23:00Z", 1625.0, "2024-10-27T23:30Z", 2441.0, 30, 0, 86416.0)]
    [InlineData("neso_demand/demanddata_2024-10-27.csv", "GB/embedded_solar_estimate_mw", 50, "2024-10-26T23:00Z", 0.0, "2024-10-27T23:30Z", 0.0, 30, 0, 85393.0)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dch_gbp_per_mw_h", 30, "2023-11-02T23:00Z", 3.86, "2023-11-07T19:00Z", -0.37, 240, 0, 47.05)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dch_cleared_mw", 30, "2023-11-02T23:00Z", 1195.0, "2023-11-07T19:00Z", 612.0, 240, 0, 29812.0)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dcl_gbp_per_mw_h", 30, "2023-11-02T23:00Z", 0.26, "2023-11-07T19:00Z", 3.61, 240, 0, 63.71)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dcl_cleared_mw", 30, "2023-11-02T23:00Z", 965.0, "2023-11-07T19:00Z", 942.0, 240, 0, 28953.0)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dmh_gbp_per_mw_h", 30, "2023-11-02T23:00Z", 5.37, "2023-11-07T19:00Z", -0.86, 240, 0, 18.81)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dmh_cleared_mw", 30, "2023-11-02T23:00Z", 150.0, "2023-11-07T19:00Z", 170.0, 240, 0, 4738.0)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dml_gbp_per_mw_h", 30, "2023-11-02T23:00Z", 2.07, "2023-11-07T19:00Z", 4.86, 240, 0, 129.66)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dml_cleared_mw", 30, "2023-11-02T23:00Z", 150.0, "2023-11-07T19:00Z", 150.0, 240, 0, 4485.0)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/drh_gbp_per_mw_h", 30, "2023-11-02T23:00Z", 2.75, "2023-11-07T19:00Z", -4.27, 240, 0, -109.43)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/drh_cleared_mw", 30, "2023-11-02T23:00Z", 175.0, "2023-11-07T19:00Z", 290.0, 240, 0, 8509.0)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/drl_gbp_per_mw_h", 30, "2023-11-02T23:00Z", 3.33, "2023-11-07T19:00Z", 12.39, 240, 0, 347.39)]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/drl_cleared_mw", 30, "2023-11-02T23:00Z", 270.0, "2023-11-07T19:00Z", 217.0, 240, 0, 6832.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE1/afrr_up_eur_per_mw_h", 25, "2024-10-26T22:00Z", 23.52, "2024-10-27T22:00Z", 23.58, 60, 0, 540.67)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE1/afrr_up_volume_mw", 25, "2024-10-26T22:00Z", 15.0, "2024-10-27T22:00Z", 15.0, 60, 0, 295.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE1/afrr_down_eur_per_mw_h", 25, "2024-10-26T22:00Z", 19.0, "2024-10-27T22:00Z", 20.11, 60, 0, 398.22)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE1/afrr_down_volume_mw", 25, "2024-10-26T22:00Z", 10.0, "2024-10-27T22:00Z", 10.0, 60, 0, 180.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE2/afrr_up_eur_per_mw_h", 25, "2024-10-26T22:00Z", 23.52, "2024-10-27T22:00Z", 23.58, 60, 0, 574.93)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE2/afrr_up_volume_mw", 25, "2024-10-26T22:00Z", 25.0, "2024-10-27T22:00Z", 34.0, 60, 0, 747.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE2/afrr_down_eur_per_mw_h", 25, "2024-10-26T22:00Z", 19.0, "2024-10-27T22:00Z", 20.11, 60, 0, 463.76)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE2/afrr_down_volume_mw", 25, "2024-10-26T22:00Z", 60.0, "2024-10-27T22:00Z", 65.0, 60, 0, 1365.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE3/afrr_up_eur_per_mw_h", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE3/afrr_up_volume_mw", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE3/afrr_down_eur_per_mw_h", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE3/afrr_down_volume_mw", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE4/afrr_up_eur_per_mw_h", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE4/afrr_up_volume_mw", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE4/afrr_down_eur_per_mw_h", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "SE4/afrr_down_volume_mw", 25, "2024-10-26T22:00Z", 0.0, "2024-10-27T22:00Z", 0.0, 60, 0, 0.0)]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_n_eur_per_mw_h", 48, "2024-03-30T23:00Z", 53.63654033041788, "2024-10-27T22:00Z", 20.25865711052433, 60, 1, 1752.781909)]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_n_volume_mw", 48, "2024-03-30T23:00Z", 205.8, "2024-10-27T22:00Z", 265.1, 60, 1, 11054.6)]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_d_up_eur_per_mw_h", 48, "2024-03-30T23:00Z", 9.754066985645933, "2024-10-27T22:00Z", 9.107475083056478, 60, 1, 469.554436)]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_d_up_volume_mw", 48, "2024-03-30T23:00Z", 647.9, "2024-10-27T22:00Z", 602.0, 60, 1, 29660.8)]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_d_down_eur_per_mw_h", 48, "2024-03-30T23:00Z", 72.10637254901961, "2024-10-27T22:00Z", 5.198775913129319, 60, 1, 1987.902217)]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_d_down_volume_mw", 48, "2024-03-30T23:00Z", 408.0, "2024-10-27T22:00Z", 506.5, 60, 1, 23056.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE1/mfrr_cm_up_eur_per_mw_h", 25, "2025-10-25T22:00Z", 6.76, "2025-10-26T22:00Z", 8.0, 60, 0, 196.63)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE1/mfrr_cm_up_volume_mw", 25, "2025-10-25T22:00Z", 225.0, "2025-10-26T22:00Z", 263.0, 60, 0, 6152.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE1/mfrr_cm_down_eur_per_mw_h", 25, "2025-10-25T22:00Z", 16.0, "2025-10-26T22:00Z", 35.0, 60, 0, 628.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE1/mfrr_cm_down_volume_mw", 25, "2025-10-25T22:00Z", 331.0, "2025-10-26T22:00Z", 422.0, 60, 0, 9535.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE2/mfrr_cm_up_eur_per_mw_h", 25, "2025-10-25T22:00Z", 6.76, "2025-10-26T22:00Z", 8.0, 60, 0, 225.63)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE2/mfrr_cm_up_volume_mw", 25, "2025-10-25T22:00Z", 115.0, "2025-10-26T22:00Z", 71.0, 60, 0, 2474.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE2/mfrr_cm_down_eur_per_mw_h", 25, "2025-10-25T22:00Z", 16.0, "2025-10-26T22:00Z", 35.0, 60, 0, 545.1)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE2/mfrr_cm_down_volume_mw", 25, "2025-10-25T22:00Z", 353.0, "2025-10-26T22:00Z", 425.0, 60, 0, 10140.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE3/mfrr_cm_up_eur_per_mw_h", 25, "2025-10-25T22:00Z", 6.16, "2025-10-26T22:00Z", 8.0, 60, 0, 284.16)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE3/mfrr_cm_up_volume_mw", 25, "2025-10-25T22:00Z", 671.0, "2025-10-26T22:00Z", 664.0, 60, 0, 16592.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE3/mfrr_cm_down_eur_per_mw_h", 25, "2025-10-25T22:00Z", 16.0, "2025-10-26T22:00Z", 4.6, 60, 0, 177.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE3/mfrr_cm_down_volume_mw", 25, "2025-10-25T22:00Z", 206.0, "2025-10-26T22:00Z", 132.0, 60, 0, 3819.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE4/mfrr_cm_up_eur_per_mw_h", 25, "2025-10-25T22:00Z", 6.16, "2025-10-26T22:00Z", 8.0, 60, 0, 351.24)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE4/mfrr_cm_up_volume_mw", 25, "2025-10-25T22:00Z", 104.0, "2025-10-26T22:00Z", 115.0, 60, 0, 2471.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE4/mfrr_cm_down_eur_per_mw_h", 25, "2025-10-25T22:00Z", 16.0, "2025-10-26T22:00Z", 4.6, 60, 0, 177.0)]
    [InlineData("svk_mimer/mfrr_cm_2025_dst_days_normalised.csv", "SE4/mfrr_cm_down_volume_mw", 25, "2025-10-25T22:00Z", 111.0, "2025-10-26T22:00Z", 68.0, 60, 0, 2167.0)]
    [InlineData("elprisetjustnu/prices_2024-01-05_SE3.json", "SE3/day_ahead_eur_per_mwh", 24, "2024-01-04T23:00Z", 88.83, "2024-01-05T22:00Z", 92.87, 60, 0, 4653.82)]
    [InlineData("elprisetjustnu/prices_2024-01-05_SE3.json", "SE3/day_ahead_sek_per_mwh", 24, "2024-01-04T23:00Z", 994.98, "2024-01-05T22:00Z", 1040.23, 60, 0, 52127.16)]
    [InlineData("elprisetjustnu/prices_2024-01-05_SE3.json", "SE3/sek_per_eur", 24, "2024-01-04T23:00Z", 11.200938, "2024-01-05T22:00Z", 11.200938, 60, 0, 268.822512)]
    [InlineData("elprisetjustnu/prices_2024-10-27_SE3_dst_end_hourly.json", "SE3/day_ahead_eur_per_mwh", 25, "2024-10-26T22:00Z", 0.7, "2024-10-27T22:00Z", -2.0, 60, 0, -9.63)]
    [InlineData("elprisetjustnu/prices_2024-10-27_SE3_dst_end_hourly.json", "SE3/day_ahead_sek_per_mwh", 25, "2024-10-26T22:00Z", 8.03, "2024-10-27T22:00Z", -22.94, 60, 0, -110.48)]
    [InlineData("elprisetjustnu/prices_2024-10-27_SE3_dst_end_hourly.json", "SE3/sek_per_eur", 25, "2024-10-26T22:00Z", 11.470489, "2024-10-27T22:00Z", 11.470489, 60, 0, 286.762225)]
    [InlineData("elprisetjustnu/prices_2025-03-30_SE3_dst_start_hourly.json", "SE3/day_ahead_eur_per_mwh", 23, "2025-03-29T23:00Z", 25.11, "2025-03-30T21:00Z", 31.48, 60, 0, 354.82)]
    [InlineData("elprisetjustnu/prices_2025-03-30_SE3_dst_start_hourly.json", "SE3/day_ahead_sek_per_mwh", 23, "2025-03-29T23:00Z", 274.57, "2025-03-30T21:00Z", 344.22, 60, 0, 3879.83)]
    [InlineData("elprisetjustnu/prices_2025-03-30_SE3_dst_start_hourly.json", "SE3/sek_per_eur", 23, "2025-03-29T23:00Z", 10.934617, "2025-03-30T21:00Z", 10.934617, 60, 0, 251.496191)]
    [InlineData("elprisetjustnu/prices_2025-10-26_SE3_dst_end_quarter_hourly.json", "SE3/day_ahead_eur_per_mwh", 100, "2025-10-25T22:00Z", 2.49, "2025-10-26T22:45Z", 4.4, 15, 0, 938.9)]
    [InlineData("elprisetjustnu/prices_2025-10-26_SE3_dst_end_quarter_hourly.json", "SE3/day_ahead_sek_per_mwh", 100, "2025-10-25T22:00Z", 27.14, "2025-10-26T22:45Z", 47.97, 15, 0, 10235.33)]
    [InlineData("elprisetjustnu/prices_2025-10-26_SE3_dst_end_quarter_hourly.json", "SE3/sek_per_eur", 100, "2025-10-25T22:00Z", 10.901425, "2025-10-26T22:45Z", 10.901425, 15, 0, 1090.1425)]
    [InlineData("elprisetjustnu/prices_2025-12-11_SE3.json", "SE3/day_ahead_eur_per_mwh", 96, "2025-12-10T23:00Z", 18.61, "2025-12-11T22:45Z", 38.87, 15, 0, 4285.39)]
    [InlineData("elprisetjustnu/prices_2025-12-11_SE3.json", "SE3/day_ahead_sek_per_mwh", 96, "2025-12-10T23:00Z", 202.0, "2025-12-11T22:45Z", 421.91, 15, 0, 46515.48)]
    [InlineData("elprisetjustnu/prices_2025-12-11_SE3.json", "SE3/sek_per_eur", 96, "2025-12-10T23:00Z", 10.854441, "2025-12-11T22:45Z", 10.854441, 15, 0, 1042.026336)]
    [InlineData("esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", "SE3/imbalance_eur_per_mwh", 56, "2025-10-25T20:00Z", -1.0, "2025-10-26T09:45Z", 15.0, 15, 0, 221.81)]
    [InlineData("esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", "SE3/up_regulation_eur_per_mwh", 56, "2025-10-25T20:00Z", 12.84, "2025-10-26T09:45Z", 15.0, 15, 0, 453.98)]
    [InlineData("esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", "SE3/down_regulation_eur_per_mwh", 56, "2025-10-25T20:00Z", -1.0, "2025-10-26T09:45Z", 3.52, 15, 0, -43.16)]
    [InlineData("esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", "SE3/main_regulation_direction", 56, "2025-10-25T20:00Z", -1.0, "2025-10-26T09:45Z", 1.0, 15, 0, -8.0)]
    [InlineData("esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", "SE3/imbalance_minus_spot_eur_per_mwh", 56, "2025-10-25T20:00Z", -13.84, "2025-10-26T09:45Z", 11.48, 15, 0, 38.0)]
    [InlineData("nordpool/dayahead_prices_se3_2024-11-05.json", "SE3/day_ahead_eur_per_mwh", 24, "2024-11-04T23:00Z", 21.54, "2024-11-05T22:00Z", 24.84, 60, 0, 1857.17)]
    [InlineData("elexon/system_price_record_2024-02-01_sp1.json", "GB/system_price_gbp_per_mwh", 1, "2024-02-01T00:00Z", 39.23, "2024-02-01T00:00Z", 39.23, 30, 0, 39.23)]
    [InlineData("elexon/system_price_record_2024-02-01_sp1.json", "GB/net_imbalance_volume_mwh", 1, "2024-02-01T00:00Z", -65.67288375, "2024-02-01T00:00Z", -65.67288375, 30, 0, -65.67288375)]
    public void Read_Sample_HasTheValuesOfTheFile(
        string file, string series, int count, string firstStart, double first, string lastStart, double last, int stepMinutes, int gaps, double sum)
    {
        if (Read(file) is not { } answers)
            return;
        var one = Assert.Single(answers, answer => answer.Series.Id.ToString() == series).Series;
        var values = one.Observations.ToArray();
        Assert.Equal(count, values.Length);
        Assert.Equal(count, values.Select(value => value.Start).Distinct().Count());
        Assert.Equal((firstStart, first), (Minute(values[0]), values[0].Value));
        Assert.Equal((lastStart, last), (Minute(values[^1]), values[^1].Value));
        Assert.Equal(TimeSpan.FromMinutes(stepMinutes), values[0].Step);
        Assert.Equal(gaps, values.Zip(values.Skip(1)).Count(pair => pair.First.End != pair.Second.Start));
        Assert.Equal(sum, values.Sum(value => value.Value), SumTolerance);
        Assert.All(values, value => Assert.True(value.KnownAt <= OperatorSamples.ReceivedAt));
    }

    [Theory]
    [InlineData("entsoe", 5, 7)]
    [InlineData("elexon", 4, 10)]
    [InlineData("neso_demand", 1, 4)]
    [InlineData("neso_eac", 1, 12)]
    [InlineData("svk_mimer", 3, 38)]
    [InlineData("elprisetjustnu", 5, 15)]
    [InlineData("esett", 1, 5)]
    [InlineData("nordpool", 1, 1)]
    public void Read_Folder_IsWhollyCovered(string folder, int files, int series)
    {
        if (SharedData.Find(OperatorSamples.Variable, "api-samples") is not { } root)
        {
            output.WriteLine(SharedData.AbsentMessage(OperatorSamples.Variable));
            return;
        }

        var names = Directory.EnumerateFiles(Path.Combine(root, folder)).Select(path => $"{folder}/{Path.GetFileName(path)}").ToArray();
        Assert.Equal(files, names.Length);
        Assert.Equal(series, names.Sum(name => Read(name)!.Count));
    }

    [Theory]
    [InlineData("elprisetjustnu/prices_2024-10-27_SE3_dst_end_hourly.json", "1 time_end(s) that do not fit")]
    [InlineData("elprisetjustnu/prices_2025-10-26_SE3_dst_end_quarter_hourly.json", "1 time_end(s) that do not fit")]
    [InlineData("entsoe/a44_de_lu_2026-02-02_2026-02-03_pt15m_pt60m.xml", "1 omitted position(s) repeat the one before")]
    [InlineData("entsoe/a44_be_60m_15m_mix.xml", "3 period(s) without an auction number taken as the coupled auction")]
    [InlineData("svk_mimer/afrr_2024_dst_days_normalised.csv", "nothing was bought, kept as 0")]
    [InlineData("elexon/mid_2024-10-27_latin1.csv", "29 value(s) missing")]
    [InlineData("nordpool/dayahead_prices_se3_2024-11-05.json", "version 3, updated at 2024-11-04T12:15:03.8832404Z")]
    public void Read_Sample_NotesWhatWasDecided(string file, string note)
    {
        if (Read(file) is { } answers)
            Assert.Contains(answers.SelectMany(answer => answer.Notes), one => one.Contains(note, StringComparison.Ordinal));
    }

    // Document, series, start of one value, when it is known.
    [Theory]
    [InlineData("entsoe/a44_be_60m.xml", "BE/day_ahead_eur_per_mwh", "2024-10-07T22:00Z", "2024-10-07T10:45Z")]
    [InlineData("entsoe/a65_load_day_ahead_2020-11-19.xml", "NL/load_forecast_da_mw", "2020-11-19T22:45Z", "2020-11-18T09:00Z")]
    [InlineData("elexon/system_price_record_2024-02-01_sp1.json", "GB/system_price_gbp_per_mwh", "2024-02-01T00:00Z", "2024-02-02T00:44Z")]
    [InlineData("elexon/ndf_tsdf_2024-10-26_27_dst_end.json", "GB/national_demand_forecast_mw", "2024-10-25T23:00Z", "2024-10-25T22:46Z")]
    [InlineData("elexon/mid_2024-10-27_latin1.csv", "GB/market_index_gbp_per_mwh", "2024-10-26T23:00Z", "2024-10-27T00:00Z")]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dch_gbp_per_mw_h", "2023-11-02T23:00Z", "2023-11-02T16:00Z")]
    [InlineData("neso_eac/eac_results_summary_2023-11-03_2023-11-07.csv", "GB/dch_gbp_per_mw_h", "2023-11-03T19:00Z", "2023-11-02T16:00Z")]
    [InlineData("svk_mimer/fcr_2024_dst_days_normalised.csv", "SE/fcr_n_eur_per_mw_h", "2024-10-27T01:00Z", "2024-10-26T19:00Z")]
    [InlineData("elprisetjustnu/prices_2025-10-26_SE3_dst_end_quarter_hourly.json", "SE3/day_ahead_eur_per_mwh", "2025-10-26T01:00Z", "2025-10-25T10:45Z")]
    [InlineData("esett/imbalance_prices_se3_2025-10-25_26_reserialised.json", "SE3/imbalance_eur_per_mwh", "2025-10-25T20:00Z", "2025-10-26T02:15Z")]
    [InlineData("nordpool/dayahead_prices_se3_2024-11-05.json", "SE3/day_ahead_eur_per_mwh", "2024-11-04T23:00Z", "2024-11-04T11:45Z")]
    public void Read_Sample_IsKnownWhenPublished(string file, string series, string start, string knownAt)
    {
        if (Read(file) is not { } answers)
            return;
        var values = answers.Single(answer => answer.Series.Id.ToString() == series).Series.Observations.ToArray();
        Assert.Equal(knownAt, Minute(values.Single(value => Minute(value) == start).KnownAt));
    }

    private static string Minute(Observation value) => Minute(value.Start);

    private static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private IReadOnlyList<SourceAnswer>? Read(string file)
    {
        var root = SharedData.Find(OperatorSamples.Variable, "api-samples");
        if (root is null)
            output.WriteLine(SharedData.AbsentMessage(OperatorSamples.Variable));
        return root is null ? null : OperatorSamples.Read(file, File.ReadAllBytes(Path.Combine(root, file))).Value;
    }
}
