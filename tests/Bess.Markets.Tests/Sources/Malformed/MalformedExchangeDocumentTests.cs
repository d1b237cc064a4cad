using System.Text;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Aemo;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.EnergyCharts;
using Bess.Markets.Sources.Ercot;
using Bess.Markets.Sources.Iex;
using Bess.Markets.Sources.OpenMeteo;
using Bess.Markets.Sources.Regelleistung;
using Bess.Markets.Sources.Smard;
using Bess.Markets.Sources.TennetNl;

namespace Bess.Markets.Tests.Sources.Malformed;

/// <summary>Hand-made documents with one flaw each: where it is told, of which field, what was expected and what was there.</summary>
public sealed class MalformedExchangeDocumentTests
{
    private const string Smard = "Datum von;Datum bis;Belgien [€/MWh] Originalauflösungen|";
    private const string SmardRows = "31.03.2024 00:00;x;1,00|31.03.2024 01:00;x;2,00|";
    private const string Snapshot = "Market Snapshot,,,,|Date,Hour,Time Block,MCV (MW),MCP (Rs/MWh) *|24-06-2026,1,00:00 - 00:15,5,10|24-06-2026,1,00:15 - 00:30,7,20|";
    private const string SnapshotFooter = "Date,Summary,MCV ,MCP (Rs/MWh) *,|24-06-2026,Max (MW),7,20,|";
    private const string Day = "Datetime,MCP (Rs/MWh) *|";
    private const string Aemo = "REGION,SETTLEMENTDATE,TOTALDEMAND,RRP,PERIODTYPE|VIC1,2025/06/12 00:05:00,1,2,TRADE|";
    private const string Spp = "Interval Start,Interval End,Location,Market,SPP|";
    private const string Fcr = "DATE_FROM;DATE_TO;PRODUCT_TYPE;TENDER_NUMBER;PRODUCTNAME;GERMANY_SETTLEMENTCAPACITY_PRICE_[EUR/MW]|";
    private const string Tennet = "Timeinterval Start Loc;Isp;Currency Unit Name;Price Measurement Unit Name;Price Dispatch Up;Price Dispatch Down;Price Shortage;Price Surplus;Regulation State|";
    private const string Meteo = "latitude,longitude,utc_offset_seconds|1,2,0||time,temperature_2m (°C)|";

    // Publisher, text (a bar stands for a line break), and the only fault: location, field, and words of expectation and finding.
    [Theory]
    [InlineData("smard", "", "a.csv", "", "a header line", "an empty document")]
    [InlineData("smard", Smard, "a.csv", "", "at least one row", "none")]
    [InlineData("smard", "Start date;End date;Belgien [€/MWh]|1;2;3|", "a.csv: line 1", "header", "Datum von", "Start date")]
    [InlineData("smard", Smard + SmardRows + "31.03.2024 02:00;x;3,00|", "a.csv: line 4", "Datum von", "local times in order", "2024-03-31 02:00, a time that the change of the clock skips")]
    [InlineData("smard", Smard + SmardRows + "31.03.2024 01:00;x;3,00|", "a.csv: line 4", "Datum von", "local times in order", "not after the row before")]
    [InlineData("smard", Smard + SmardRows + "2024-03-31 03:00;x;3,00|", "a.csv: line 4", "Datum von", "27.10.2024 02:00", "'2024-03-31 03:00'")]
    [InlineData("smard", Smard + SmardRows + "31.03.2024 03:00;x;3.5|", "a.csv: line 4", "Belgien [€/MWh] Originalauflösungen", "1.234,56", "'3.5'")]
    [InlineData("smard", Smard + SmardRows + "31.03.2024 03:00;x|", "a.csv: line 4", "", "3 cells", "2")]
    [InlineData("smard", Smard + SmardRows + "31.03.2024 03:00;x;3,00|31.03.2024 04:10;x;3,00|", "a.csv: line 5", "Datum von", "steps of 60 min", "2024-03-31T02:10:00Z")]
    [InlineData("smard", "Datum von;Datum bis;Belgien [ct/kWh]|31.03.2024 00:00;x;1|31.03.2024 01:00;x;1|", "a.csv: line 1", "Belgien [ct/kWh]", "[€/MWh]", "[ct/kWh]")]
    [InlineData("smard", "Datum von;Datum bis;Photovoltaik [MWh]|31.03.2024 00:00;x;1|31.03.2024 01:00;x;1|", "a.csv: line 1", "header", "the kind of download", "Photovoltaik")]
    [InlineData("smard-week", "{\"series\":[[1711839600000,1.0],[1711839600000,2.0]]}", "a.csv: line 1", "series[1][0]", "after the one before", "2024-03-30T23:00:00Z")]
    [InlineData("smard-week", "{\"series\":[|[1711839600000]]}", "a.csv: line 2", "series[0]", "a start and a value", "an array of 1")]
    [InlineData("smard-index", "{\"timestamps\":[1711839600000,|\"x\"]}", "a.csv: line 2", "timestamps[1]", "milliseconds since 1970", "the text 'x'")]
    [InlineData("energy-charts", "{\"unix_seconds\":[0,3600],|\"price\":[1],\"unit\":\"EUR / MWh\"}", "a.csv: line 2", "price", "2 values as unix_seconds", "1")]
    [InlineData("energy-charts", "{\"unix_seconds\":[0,3600,|3600],\"price\":[1,2,3],\"unit\":\"EUR / MWh\"}", "a.csv: line 2", "unix_seconds[2]", "an instant after 1970-01-01T01:00:00Z", "1970-01-01T01:00:00Z")]
    [InlineData("energy-charts", "{\"unix_seconds\":[0,3600],\"price\":[1,|\"2\"],\"unit\":\"EUR / MWh\"}", "a.csv: line 2", "price[1]", "a number or null", "the text '2'")]
    [InlineData("energy-charts", "{\"unix_seconds\":[0,3600],\"price\":[1,2],|\"unit\":\"ct / kWh\"}", "a.csv: line 2", "unit", "EUR / MWh", "ct / kWh")]
    [InlineData("energy-charts", "{\"price\":[1,2],\"unit\":\"EUR / MWh\"}", "a.csv: line 1", "unix_seconds", "an array", "nothing")]
    [InlineData("energy-charts", "{\"unix_seconds\":[0,86400],\"price\":[1,2],\"unit\":\"EUR / MWh\"}", "a.csv: line 1", "unix_seconds", "60 minutes apart", "1440 minutes")]
    [InlineData("energy-charts", "<html>|maintenance</html>", "a.csv: line 1", "", "JSON", "'<'")]
    [InlineData("meteo-csv", "latitude,longitude|1,2|", "a.csv: line 1", "header", "a second block that begins with time", "latitude")]
    [InlineData("meteo-csv", "latitude,longitude,utc_offset_seconds|1,2,19800||time,temperature_2m (°C)|2024-05-01T00:00,1|", "a.csv: line 2", "utc_offset_seconds", "whole hours", "'19800'")]
    [InlineData("meteo-csv", "latitude,longitude,utc_offset_seconds|1,2,0||time,temperature_2m (°R)|2024-05-01T00:00,1|", "a.csv: line 4", "temperature_2m (°R)", "°C", "'°R'")]
    [InlineData("meteo-csv", Meteo + "2024-05-01T00:00,1|2024-05-01T00:00,1|", "a.csv: line 6", "time", "a time after 2024-05-01T00:00", "'2024-05-01T00:00'")]
    [InlineData("meteo-csv", Meteo + "2024-05-01T00:30,1|", "a.csv: line 5", "time", "a full hour", "'2024-05-01T00:30'")]
    [InlineData("meteo-json", "{\"error\":true,|\"reason\":\"Parameter 'start_date' is out of allowed range\"}", "a.csv: line 1", "error", "an answer", "out of allowed range")]
    [InlineData("meteo-json", "{\"utc_offset_seconds\":0,\"hourly_units\":{\"time\":\"iso8601\"},|\"hourly\":{\"time\":[\"2024-05-01T00:00\"],\"rain\":[1]}}", "a.csv: line 1", "hourly_units.rain", "a text", "nothing")]
    [InlineData("meteo-json", "{\"utc_offset_seconds\":0,\"hourly_units\":{\"rain\":\"mm\"},|\"hourly\":{\"time\":[\"2024-05-01T00:00\"],\"rain\":[1,2]}}", "a.csv: line 2", "hourly.rain", "an array of 1 or fewer, as hourly.time", "an array of 2")]
    [InlineData("iex-snapshot", "Market Snapshot,,|Date: 24-06-2026,,|", "a.csv: line 1", "header", "a row with Date and Time Block", "none")]
    [InlineData("iex-snapshot", Snapshot + "24-06-2026,1,00:30 - 01:00,5,10|", "a.csv: line 5", "Time Block", "a quarter hour", "'00:30 - 01:00'")]
    [InlineData("iex-snapshot", Snapshot + "24-06-2026,2,00:30 - 00:45,5,10|", "a.csv: line 5", "Hour", "1 as the block 00:30 - 00:45", "'2'")]
    [InlineData("iex-snapshot", Snapshot + "24-06-2026,1,00:30 - 00:45,6,30|" + SnapshotFooter, "a.csv: line 7", "Max (MW) of MCP (Rs/MWh) *", "30.00 from the rows above", "'20'")]
    [InlineData("iex-snapshot", Snapshot + "24-06-2026,1,00:15 - 00:30,7,21|", "a.csv: line 5", "MCP (Rs/MWh) *", "one value for 2026-06-23T18:45:00Z, 20 of line 4", "21")]
    [InlineData("iex-day", Day + "2025-03-10 00:00:00,1|2025-03-10 00:00:00,2|", "a.csv: line 3", "MCP (Rs/MWh) *", "one value for 2025-03-09T18:30:00Z, 1 of line 2", "2")]
    [InlineData("iex-day", Day + "2025-03-10 00:07:00,1|", "a.csv: line 2", "Datetime", "a quarter hour", "'2025-03-10 00:07:00'")]
    [InlineData("iex-day", "Datetime,MCV (MW)|2025-03-10 00:00:00,1|", "a.csv: line 1", "header", "MCP (Rs/MWh)", "Datetime, MCV (MW)")]
    [InlineData("iex-json", "{\"Status\":false,\"Message\":\"No data found\",\"Delivery_Date_Details\":[]}", "a.csv: line 1", "Status", "true", "No data found")]
    [InlineData("iex-json", "{\"Delivery_Date_Details\":[{\"DeliveryDate\":\"18/10/2022\",|\"Token_Wise\":[{\"Token_NO\":97,\"All_India_DAM_GDAM_RTM\":{\"Clearing_Price\":1,\"Cleared_Volume\":1}}]}]}", "a.csv: line 2", "Delivery_Date_Details[0].Token_Wise[0].Token_NO", "1 to 96", "97")]
    [InlineData("iex-json", "{\"Delivery_Date_Details\":[{\"DeliveryDate\":\"2022-10-18\",\"Token_Wise\":[]}]}", "a.csv: line 1", "Delivery_Date_Details[0].DeliveryDate", "18/10/2022", "2022-10-18")]
    [InlineData("aemo", Aemo + "VIC2,2025/06/12 00:10:00,1,2,TRADE|VIC1,2025/06/12 00:10:00,1,2,TRADE|", "a.csv: line 3", "REGION", "VIC1", "'VIC2'")]
    [InlineData("aemo", Aemo + "VIC1,2025/06/12 00:05:00,1,2,TRADE|", "a.csv: line 3", "SETTLEMENTDATE", "an end after that of line 2", "'2025/06/12 00:05:00'")]
    [InlineData("aemo", Aemo + "VIC1,2025/06/12 00:10:00,1,n/a,TRADE|", "a.csv: line 3", "RRP", "1234.56", "'n/a'")]
    [InlineData("ercot", Spp + "2023-11-05T05:00:00Z,2023-11-05T05:00:00Z,HB_NORTH,DAY_AHEAD_HOURLY,1|", "a.csv: line 2", "Interval End", "at most one hour after", "'2023-11-05T05:00:00Z'")]
    [InlineData("ercot", Spp + "2023-11-05T05:00:00Z,2023-11-05T06:00:00Z,HB_NORTH,DAY_AHEAD,1|", "a.csv: line 2", "Market", "DAY_AHEAD_HOURLY", "'DAY_AHEAD'")]
    [InlineData("ercot", Spp + "2023-11-05 05:00,2023-11-05T06:00:00Z,HB_NORTH,DAY_AHEAD_HOURLY,1|", "a.csv: line 2", "Interval Start", "in UTC", "'2023-11-05 05:00'")]
    [InlineData("fcr", Fcr + "31.03.2024;31.03.2024;aFRR;1;NEGPOS_00_04;1,00|", "a.csv: line 2", "PRODUCT_TYPE", "FCR", "'aFRR'")]
    [InlineData("fcr", Fcr + "31.03.2024;31.03.2024;FCR;1;NEGPOS_00_08;1,00|", "a.csv: line 2", "PRODUCTNAME", "NEGPOS_00_04", "'NEGPOS_00_08'")]
    [InlineData("fcr", Fcr + "31.03.2024;01.04.2024;FCR;1;NEGPOS_00_04;1,00|", "a.csv: line 2", "DATE_TO", "31.03.2024: daily products", "'01.04.2024'")]
    [InlineData("tennet", Tennet + "2024-03-31T03:00;13;EUR;MWh;;;1;1;0|", "a.csv: line 2", "Timeinterval Start Loc", "2024-03-31T04:00 as interval 13", "'2024-03-31T03:00'")]
    [InlineData("tennet", Tennet + "2024-03-31T23:45;93;EUR;MWh;;;1;1;0|", "a.csv: line 2", "Isp", "1 to 92", "'93'")]
    [InlineData("tennet", Tennet + "2024-03-30T00:00;1;EUR;kWh;;;1;1;0|", "a.csv: line 2", "Price Measurement Unit Name", "MWh", "'kWh'")]
    public void Read_OneFlaw_IsToldWithItsPlace(string publisher, string text, string location, string field, string expected, string actual)
    {
        var fault = Assert.Single(Read(publisher, text));
        Assert.Equal(location, fault.Location);
        Assert.Equal(field, fault.Field);
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.Contains(actual, fault.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyFlaws_AreToldTogetherInTheOrderOfTheirLines()
    {
        var faults = Read("smard", Smard + "31.03.2024 00:00;x;a|31.03.2024 02:30;x;1,00|gestern;x;b|31.03.2024 03:00;x|");
        Assert.Equal(["a.csv: line 3", "a.csv: line 4", "a.csv: line 5"], faults.Select(fault => fault.Location));
        faults = Read("tennet", Tennet + "2024-03-30T00:00;1;GBP;kWh;x;;1;1;0|");
        Assert.Equal(["Currency Unit Name", "Price Measurement Unit Name", "Price Dispatch Up"], faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Read_BytesThatAreNoText_AreRefusedWithTheirLine()
    {
        var bytes = (byte[])[.. Encoding.UTF8.GetBytes("Datum von;Datum bis\n"), 0xE4, (byte)';', (byte)'1'];
        var fault = Assert.Single(SmardCsvReader.Read(new PublishedDocument("a.csv", bytes, DateTimeOffset.UnixEpoch)).Faults);
        Assert.Equal(("a.csv: line 2", "UTF-8 text"), (fault.Location, fault.Expected));
    }

    private static IReadOnlyList<Fault> Read(string publisher, string text)
    {
        var document = new PublishedDocument("a.csv", Encoding.UTF8.GetBytes(text.Replace('|', '\n')), new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        var be = new Domain.Series.SeriesId("BE", "day_ahead_eur_per_mwh");
        return publisher switch
        {
            "smard" => SmardCsvReader.Read(document).Faults,
            "smard-week" => SmardChartReader.ReadWeek(document, be, TimeSpan.FromHours(1)).Faults,
            "smard-index" => SmardChartReader.ReadIndex(document).Faults,
            "energy-charts" => EnergyChartsReader.Read(document, BiddingZone.DeLu).Faults,
            "meteo-csv" => OpenMeteoReader.ReadCsv(document, "X", OpenMeteoKind.Archive).Faults,
            "meteo-json" => OpenMeteoReader.ReadJson(document, "X", OpenMeteoKind.Archive).Faults,
            "iex-snapshot" => IexSnapshotReader.Read(document, IexMarket.DayAhead).Faults,
            "iex-day" => IexDayReader.Read(document, IexMarket.DayAhead).Faults,
            "iex-json" => IexTradeDataReader.Read(document, IexMarket.DayAhead).Faults,
            "aemo" => AemoReader.ReadPriceAndDemand(document).Faults,
            "ercot" => ErcotReader.ReadSettlementPointPrices(document).Faults,
            "fcr" => FcrResultReader.Read(document).Faults,
            _ => SettlementPriceReader.Read(document).Faults,
        };
    }
}
