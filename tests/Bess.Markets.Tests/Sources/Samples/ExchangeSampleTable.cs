using System.Globalization;

namespace Bess.Markets.Tests.Sources.Samples;

/// <summary>What stands in the recorded samples, computed from the raw files by a script of its own (not with our readers).</summary>
internal static class ExchangeSampleTable
{
    /// <summary>Sample, series, count, first start, last start, first value, last value, sum; no starts where the publisher has no value.</summary>
    private const string Text = """
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;DE_LU/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;75.7;134.75;13021.72
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;DE_LU_NEIGHBOURS/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;66.66;128.57;10177.44
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;BE/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;84.33;134.75;9947.7
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;DK1/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;75.7;134.75;13083.62
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;DK2/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;75.7;134.76;13084.03
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;FR/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;60.13;134.75;6561.36
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;NL/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;81.81;134.75;12068.99
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;NO2/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;57.18;104.6;10694.13
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;AT/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;56.91;134.75;11409.49
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;PL/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;66.87;134.75;7442.55
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;SE4/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;42.09;97.77;8448.58
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;CH/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;66.95;133.94;7367.96
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;CZ/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;65.63;134.75;11843.41
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;DE_AT_LU/day_ahead_eur_per_mwh;0;;;NaN;NaN;0
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;IT_NORD/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;93.77;134.75;9099.06
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;SI/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;60.13;134.75;11151.42
        smard/day_ahead_prices_dst_and_spike_days_2024.csv;HU/day_ahead_eur_per_mwh;72;2024-03-30T23:00:00Z;2024-12-12T22:00:00Z;59.94;134.75;11746.06
        smard/generation_forecast_dst_days_2024.csv;DE_LU/generation_forecast_da_mw;48;2024-03-30T23:00:00Z;2024-10-27T22:00:00Z;27941.0;32431.0;1681234.0
        smard/generation_forecast_dst_days_2024.csv;DE_LU/wind_solar_forecast_da_mw;48;2024-03-30T23:00:00Z;2024-10-27T22:00:00Z;7687.25;5734.0;680065.5
        smard/generation_forecast_dst_days_2024.csv;DE_LU/wind_offshore_forecast_da_mw;48;2024-03-30T23:00:00Z;2024-10-27T22:00:00Z;939.5;2729.0;81426.25
        smard/generation_forecast_dst_days_2024.csv;DE_LU/wind_onshore_forecast_da_mw;48;2024-03-30T23:00:00Z;2024-10-27T22:00:00Z;6747.75;3005.0;279266.25
        smard/generation_forecast_dst_days_2024.csv;DE_LU/solar_forecast_da_mw;48;2024-03-30T23:00:00Z;2024-10-27T22:00:00Z;0.0;0.0;319373.0
        smard/generation_forecast_dst_days_2024.csv;DE_LU/other_forecast_da_mw;48;2024-03-30T23:00:00Z;2024-10-27T22:00:00Z;20253.75;26697.0;1001168.5
        open_meteo/archive_csv_delhi_2024-05-01_03.csv;DELHI/temperature_2m_c;72;2024-05-01T00:00:00Z;2024-05-03T23:00:00Z;20.5;26.7;2059.1
        open_meteo/archive_csv_delhi_2024-05-01_03.csv;DELHI/cloud_cover_pct;72;2024-05-01T00:00:00Z;2024-05-03T23:00:00Z;0.0;100.0;2754.0
        open_meteo/archive_csv_delhi_2024-05-01_03.csv;DELHI/wind_speed_10m_km_per_h;72;2024-05-01T00:00:00Z;2024-05-03T23:00:00Z;10.9;6.2;1025.4
        open_meteo/archive_csv_delhi_2024-05-01_03.csv;DELHI/shortwave_radiation_w_per_m2;72;2024-04-30T23:00:00Z;2024-05-03T22:00:00Z;0.0;0.0;20511.0
        open_meteo/archive_csv_delhi_2024-05-01_03.csv;DELHI/diffuse_radiation_w_per_m2;72;2024-04-30T23:00:00Z;2024-05-03T22:00:00Z;0.0;0.0;7197.0
        open_meteo/archive_csv_delhi_2024-05-01_03.csv;DELHI/direct_normal_irradiance_w_per_m2;72;2024-04-30T23:00:00Z;2024-05-03T22:00:00Z;0.0;0.0;17634.5
        open_meteo/eu_wind_forecast.json;DE_NORTH/wind_speed_120m_m_per_s;336;2025-12-22T00:00:00Z;2026-01-04T23:00:00Z;9.05;4.34;2561.4
        open_meteo/eu_wind_historical.json;DE_NORTH/wind_speed_100m_m_per_s;168;2025-12-20T00:00:00Z;2025-12-26T23:00:00Z;7.65;3.16;1089.62
        iex/trade_data_dam_2022-10-18_tokens_1_4.json;IN_IEX/dam_inr_per_mwh;4;2022-10-17T18:30:00Z;2022-10-17T19:15:00Z;3739.42;3653.8;14846.61
        iex/trade_data_dam_2022-10-18_tokens_1_4.json;IN_IEX/dam_mcv_mw;4;2022-10-17T18:30:00Z;2022-10-17T19:15:00Z;4484.9;4486.9;17873.2
        iex/trade_data_rtm_2022-10-17_tokens_1_4.json;IN_IEX/rtm_inr_per_mwh;4;2022-10-16T18:30:00Z;2022-10-16T19:15:00Z;3900.56;3733.57;15234.22
        iex/trade_data_rtm_2022-10-17_tokens_1_4.json;IN_IEX/rtm_mcv_mw;4;2022-10-16T18:30:00Z;2022-10-16T19:15:00Z;2519.7;2425.9;9923.25
        iex/dam_market_snapshot_2026-06-24.csv;IN_IEX/dam_purchase_bid_mw;96;2026-06-23T18:30:00Z;2026-06-24T18:15:00Z;17931.4;22044.8;1387057.3
        iex/dam_market_snapshot_2026-06-24.csv;IN_IEX/dam_sell_bid_mw;96;2026-06-23T18:30:00Z;2026-06-24T18:15:00Z;3513.6;2297.1;1832014.0
        iex/dam_market_snapshot_2026-06-24.csv;IN_IEX/dam_mcv_mw;96;2026-06-23T18:30:00Z;2026-06-24T18:15:00Z;3506.78;2290.29;646881.81
        iex/dam_market_snapshot_2026-06-24.csv;IN_IEX/dam_final_scheduled_mw;96;2026-06-23T18:30:00Z;2026-06-24T18:15:00Z;3506.78;2290.29;646881.81
        iex/dam_market_snapshot_2026-06-24.csv;IN_IEX/dam_inr_per_mwh;96;2026-06-23T18:30:00Z;2026-06-24T18:15:00Z;10000.0;10000.0;457696.77
        iex/rtm_market_snapshot_2025-08-12.csv;IN_IEX/rtm_purchase_bid_mw;46;2025-08-11T18:30:00Z;2025-08-12T05:45:00Z;4595.3;7484.8;265654.4
        iex/rtm_market_snapshot_2025-08-12.csv;IN_IEX/rtm_sell_bid_mw;46;2025-08-11T18:30:00Z;2025-08-12T05:45:00Z;7906.8;26382.9;647606.7
        iex/rtm_market_snapshot_2025-08-12.csv;IN_IEX/rtm_mcv_mw;46;2025-08-11T18:30:00Z;2025-08-12T05:45:00Z;4332.19;7434.02;232428.37
        iex/rtm_market_snapshot_2025-08-12.csv;IN_IEX/rtm_final_scheduled_mw;46;2025-08-11T18:30:00Z;2025-08-12T05:45:00Z;4332.19;7434.02;232428.37
        iex/rtm_market_snapshot_2025-08-12.csv;IN_IEX/rtm_inr_per_mwh;46;2025-08-11T18:30:00Z;2025-08-12T05:45:00Z;1776.76;557.56;113843.83
        iex/gdam_market_snapshot_2025-08-12.csv;IN_IEX/gdam_purchase_bid_mw;96;2025-08-11T18:30:00Z;2025-08-12T18:15:00Z;3406.6;4533.1;371507.7
        iex/gdam_market_snapshot_2025-08-12.csv;IN_IEX/gdam_sell_bid_mw;96;2025-08-11T18:30:00Z;2025-08-12T18:15:00Z;1617.0;717.3;149456.9
        iex/gdam_market_snapshot_2025-08-12.csv;IN_IEX/gdam_mcv_mw;96;2025-08-11T18:30:00Z;2025-08-12T18:15:00Z;711.9;717.29;118682.93
        iex/gdam_market_snapshot_2025-08-12.csv;IN_IEX/gdam_final_scheduled_mw;96;2025-08-11T18:30:00Z;2025-08-12T18:15:00Z;711.9;717.29;118682.93
        iex/gdam_market_snapshot_2025-08-12.csv;IN_IEX/gdam_inr_per_mwh;96;2025-08-11T18:30:00Z;2025-08-12T18:15:00Z;4199.21;10000.0;455891.6
        iex/dam_day_2025-03-10_duplicated_rows.csv;IN_IEX/dam_purchase_bid_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;12433.3;12611.3;1438158.3
        iex/dam_day_2025-03-10_duplicated_rows.csv;IN_IEX/dam_sell_bid_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;11470.2;8219.1;1219219.2
        iex/dam_day_2025-03-10_duplicated_rows.csv;IN_IEX/dam_mcv_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;5708.0;4379.1;705713.98
        iex/dam_day_2025-03-10_duplicated_rows.csv;IN_IEX/dam_final_scheduled_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;5708.0;4379.1;705713.98
        iex/dam_day_2025-03-10_duplicated_rows.csv;IN_IEX/dam_inr_per_mwh;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;3573.88;4349.94;474321.14
        iex/rtm_day_2025-03-10.csv;IN_IEX/rtm_purchase_bid_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;6437.0;7406.0;800135.2
        iex/rtm_day_2025-03-10.csv;IN_IEX/rtm_sell_bid_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;7115.3;7675.2;848327.6
        iex/rtm_day_2025-03-10.csv;IN_IEX/rtm_mcv_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;4608.3;5057.2;544199.83
        iex/rtm_day_2025-03-10.csv;IN_IEX/rtm_final_scheduled_mw;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;4608.3;5057.2;544199.83
        iex/rtm_day_2025-03-10.csv;IN_IEX/rtm_inr_per_mwh;96;2025-03-09T18:30:00Z;2025-03-10T18:15:00Z;4377.25;4219.39;459012.98
        aemo/price_and_demand_vic1_2025-06-12.csv;AU_VIC1/spot_aud_per_mwh;288;2025-06-11T13:55:00Z;2025-06-12T13:50:00Z;183.97;229.41;514419.8
        aemo/price_and_demand_vic1_2025-06-12.csv;AU_VIC1/demand_mw;288;2025-06-11T13:55:00Z;2025-06-12T13:50:00Z;5730.11;6083.6;1808297.61
        aemo/nem_price_and_demand_nsw1_2022-09-21_actual_forecast.csv;AU_NSW1/spot_aud_per_mwh;288;2022-09-20T05:45:00Z;2022-09-21T05:40:00Z;3.73;162.00031;50607.0674
        aemo/nem_price_and_demand_nsw1_2022-09-21_actual_forecast.csv;AU_NSW1/demand_mw;288;2022-09-20T05:45:00Z;2022-09-21T05:40:00Z;6831.12;8344.03;2215309.92
        aemo/nem_price_and_demand_nsw1_2022-09-21_actual_forecast.csv;AU_NSW1/spot_forecast_aud_per_mwh;73;2022-09-21T05:30:00Z;2022-09-22T17:30:00Z;162.00031;196.96878;11143.78275
        aemo/nem_price_and_demand_nsw1_2022-09-21_actual_forecast.csv;AU_NSW1/demand_forecast_mw;73;2022-09-21T05:30:00Z;2022-09-22T17:30:00Z;8279.74;6374.87;541352.37
        ercot/as_2023_11_05_raw.csv;US_ERCOT/reg_up_usd_per_mw_h;25;2023-11-05T05:00:00Z;2023-11-06T05:00:00Z;1.83;1.8;81.09
        ercot/as_2023_11_05_raw.csv;US_ERCOT/reg_down_usd_per_mw_h;25;2023-11-05T05:00:00Z;2023-11-06T05:00:00Z;4.98;2.53;70.56
        ercot/as_2023_11_05_raw.csv;US_ERCOT/rrs_usd_per_mw_h;25;2023-11-05T05:00:00Z;2023-11-06T05:00:00Z;1.5;1.49;61.14
        ercot/as_2023_11_05_raw.csv;US_ERCOT/nonspin_usd_per_mw_h;25;2023-11-05T05:00:00Z;2023-11-06T05:00:00Z;0.96;0.99;64.92
        ercot/as_2023_11_05_raw.csv;US_ERCOT/ecrs_usd_per_mw_h;25;2023-11-05T05:00:00Z;2023-11-06T05:00:00Z;0.94;1.44;98.66
        ercot/hb_north_2023_11_05_raw.csv;US_ERCOT/day_ahead_hb_north_usd_per_mwh;25;2023-11-05T05:00:00Z;2023-11-06T05:00:00Z;19.92;13.54;596.22
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;FCR_COOPERATION/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;FCR_COOPERATION/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;AT/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;AT/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;AT/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;72.0;72.0;1728.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;BE/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;219.04;225.08;5333.41
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;BE/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;54.76;56.27;1330.53
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;BE/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;93.0;93.0;2232.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;DK1/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;DK1/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;DK1/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;25.0;25.0;600.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;FR/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;5.77;6.76;148.21
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;FR/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;1.4425;1.69;36.951667
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;FR/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;486.0;486.0;11664.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;DE_LU/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;DE_LU/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;DE_LU/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;564.0;564.0;13536.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;NL/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;NL/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;NL/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;110.0;110.0;2640.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;SI/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;SI/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;SI/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;14.0;14.0;336.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;CH/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;114.8;26.0;1554.52
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;CH/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;28.7;6.5;390.955
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;CH/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;62.0;62.0;1488.0
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;CZ/fcr_eur_per_mw_per_block;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;416.0;26.0;5483.12
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;CZ/fcr_eur_per_mw_h;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;104.0;6.5;1375.925
        regelleistung/fcr_results_2024-01-01_02_and_dst_days.csv;CZ/fcr_demand_mw;24;2023-12-31T23:00:00Z;2024-10-27T19:00:00Z;77.0;77.0;1848.0
        tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv;NL/imbalance_shortage_eur_per_mwh;192;2024-03-30T23:00:00Z;2024-10-27T22:45:00Z;88.69;35.03;4216.8
        tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv;NL/imbalance_surplus_eur_per_mwh;192;2024-03-30T23:00:00Z;2024-10-27T22:45:00Z;65.69;35.03;1356.98
        tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv;NL/dispatch_up_eur_per_mwh;91;2024-03-30T23:00:00Z;2024-10-27T22:45:00Z;88.69;92.5;17489.77
        tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv;NL/dispatch_down_eur_per_mwh;139;2024-03-30T23:00:00Z;2024-10-27T22:45:00Z;65.69;35.03;-10923.8
        tennet_nl/settlement_prices_2024-03-31_and_2024-10-27.csv;NL/regulation_state;192;2024-03-30T23:00:00Z;2024-10-27T22:45:00Z;2.0;-1.0;2.0
        """;

    public static TheoryData<string, string, int, string, string, double, double, double> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, int, string, string, double, double, double>();
            foreach (var cells in Text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split(';')))
            {
                rows.Add(
                    cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], cells[4], Number(cells[5]), Number(cells[6]),
                    Number(cells[7]));
            }

            return rows;
        }
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
