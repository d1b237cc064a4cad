namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>Spoilt documents: each gives its fault with line and field.</summary>
public sealed class MalformedOperatorDocumentTests
{
    // Document, what is replaced by what; line, field, and words of the expectation and the finding of the first fault.
    [Theory]
    [InlineData("entsoe/a.xml", "</Publication_MarketDocument>", "", 20, "", "well-formed XML", "")]
    [InlineData("entsoe/a.xml", "<type>A44</type>", "", 2, "Publication_MarketDocument.type", "a document type", "nothing")]
    [InlineData("entsoe/a.xml", ">A44<", ">A85<", 2, "Publication_MarketDocument.type", "A44", "A85 of process none")]
    [InlineData("entsoe/a.xml", "10Y1001A1001A82H</in", "10YXX-----------X</in", 6, "Publication_MarketDocument.TimeSeries[1].out_Domain.mRID", "the same zone", "A82H")]
    [InlineData("entsoe/a.xml", "10Y1001A1001A82H", "10YXX----------XX", 5, "Publication_MarketDocument.TimeSeries[1].in_Domain.mRID", "a bidding zone", "10YXX")]
    [InlineData("entsoe/a.xml", ">EUR<", ">euro<", 8, "Publication_MarketDocument.TimeSeries[1].currency_Unit.name", "EUR", "'euro'")]
    [InlineData("entsoe/a.xml", ">MWH<", ">KWH<", 9, "Publication_MarketDocument.TimeSeries[1].price_Measure_Unit.name", "MWH", "'KWH'")]
    [InlineData("entsoe/a.xml", ">A03<", ">A02<", 11, "Publication_MarketDocument.TimeSeries[1].curveType", "A01 or A03", "'A02'")]
    [InlineData("entsoe/a.xml", "<start>2024-03-10T00:00Z", "<start>2024-03-10 00:00", 13, "Publication_MarketDocument.TimeSeries[1].Period[1].timeInterval.start", "an instant", "'2024-03-10 00:00'")]
    [InlineData("entsoe/a.xml", "T03:00Z</end>", "T02:30Z</end>", 13, "Publication_MarketDocument.TimeSeries[1].Period[1].timeInterval", "whole number of steps of 60 min", "2.5")]
    [InlineData("entsoe/a.xml", ">PT60M<", ">hourly<", 14, "Publication_MarketDocument.TimeSeries[1].Period[1].resolution", "PT15M", "'hourly'")]
    [InlineData("entsoe/a.xml", "<position>3<", "<position>4<", 17, "Publication_MarketDocument.TimeSeries[1].Period[1].Point[3].position", "1 … 3", "'4'")]
    [InlineData("entsoe/a.xml", "<position>3<", "<position>2<", 17, "Publication_MarketDocument.TimeSeries[1].Period[1].Point[3].position", "after 2", "2")]
    [InlineData("entsoe/a.xml", ">11<", ">1,1<", 16, "Publication_MarketDocument.TimeSeries[1].Period[1].Point[2].price.amount", "a finite number", "'1,1'")]
    [InlineData("entsoe/a.xml", "<price.amount>11</price.amount>", "", 16, "Publication_MarketDocument.TimeSeries[1].Period[1].Point[2].price.amount", "a number", "nothing")]
    [InlineData("entsoe/load.xml", ">MAW<", ">MWH<", 7, "GL_MarketDocument.TimeSeries[1].quantity_Measure_Unit.name", "MAW", "'MWH'")]
    [InlineData("entsoe/load.xml", "A01</process", "A33</process", 2, "GL_MarketDocument.type", "known process", "A65 of process A33")]
    [InlineData("entsoe/ack.xml", "No matching data found", "Unauthorized", 1, "Reason", "data", "refusal: Unauthorized")]
    [InlineData("elexon/prices.json", "\"settlementPeriod\": 50", "\"settlementPeriod\": 51", 4, "data[1].settlementPeriod", "1 … 50 of 2024-10-27", "51")]
    [InlineData("elexon/prices.json", "\"startTime\": \"2024-10-27T23:30", "\"startTime\": \"2024-10-27T23:00", 4, "data[1].startTime", "2024-10-27T23:30:00Z", "23:00")]
    [InlineData("elexon/prices.json", "\"systemBuyPrice\": 80", "\"systemBuyPrice\": 81", 5, "data[1].systemBuyPrice", "the same as systemSellPrice, 80", "81")]
    [InlineData("elexon/prices.json", "\"createdDateTime\": \"2024-10-27T23:44:00Z\", ", "", 2, "data[0].createdDateTime", "a text", "nothing")]
    [InlineData("elexon/prices.json", "-7.25}", "\"much\"}", 5, "data[1].netImbalanceVolume", "a number or null", "'much'")]
    [InlineData("elexon/prices.json", "]}", "", 6, "data", "JSON", "syntax error")]
    [InlineData("elexon/mid.json", "N2EXMIDP", "OTHER", 3, "data[1].dataProvider", "APXMIDP or N2EXMIDP", "'OTHER'")]
    [InlineData("elexon/ndf.json", "2024-10-26T22:45:00Z", "2024-10-26T22:45:00", 5, "data[1].publishTime", "with its offset", "22:45")]
    [InlineData("elexon/best.csv", "31/03/2024,46,", "31/03/2024,47,", 3, "Settlement Period", "1 … 46 of 2024-03-31", "'47'")]
    [InlineData("elexon/best.csv", "31/03/2024,46,", "03/31/2024,46,", 3, "Settlement Date", "27/10/2024", "'03/31/2024'")]
    [InlineData("elexon/best.csv", "System Buy Price(GBP/MWh)", "Buy", 1, "header", "System Buy Price(GBP/MWh)", "Buy")]
    [InlineData("elexon/best.csv", "-20,-20,14", "-20,-20", 3, "", "5 cells", "4")]
    [InlineData("elexon/best.csv", "31/03/2024,46,", "31/03/2024,45,", 3, "System Sell Price(GBP/MWh)", "59.5", "-20")]
    [InlineData("neso_eac/a.csv", "2024-03-31T06:00:00,", "2024-03-31T01:00:00,", 3, "deliveryEnd", "an end after 2024-03-31T02:00:00Z", "01:00")]
    [InlineData("neso_eac/a.csv", "2,1,DRH", "2,1,DR-H", 3, "auctionProduct", "DCH", "'DR-H'")]
    [InlineData("neso_eac/a.csv", ",-7.84", ",free", 2, "clearingPrice", "a number", "'free'")]
    [InlineData("neso_eac/a.json", "true", "false", 1, "success", "true", "no reason")]
    [InlineData("neso_eac/a.json", "\"clearedVolume\": 180, ", "", 3, "result.records[1].clearedVolume", "a value or null", "nothing")]
    [InlineData("neso_demand/a.csv", "31-MAR-2024,46", "31-MRZ-2024,46", 3, "SETTLEMENT_DATE", "27-OCT-2024", "'31-MRZ-2024'")]
    [InlineData("neso_demand/a.csv", ",TSD,", ",TSDX,", 1, "header", "a column TSD", "TSDX")]
    [InlineData("svk_mimer/export.csv", "2024-10-27 03:00:00", "2024-10-27 01:00:00", 5, "Datum", "in order of time", "01:00")]
    [InlineData("svk_mimer/export.csv", "2024-10-27 02:01:00", "2024-10-27 02:30:00", 4, "Datum", "02:01 for its second time", "02:30")]
    [InlineData("svk_mimer/export.csv", "32,25", "32.25", 4, "FCR-N Pris (EUR/MW)", "1.234,56", "'32.25'")]
    [InlineData("svk_mimer/export.csv", "Total FCRD ned", "Total ned", 1, "header", "Total FCRD ned", "Total ned")]
    [InlineData("svk_mimer/a.csv", "2024-10-27T02:01:00,SN2", "2024-10-27T03:01:00,SN2", 5, "time_start", "second of two equal hours", "03:01")]
    [InlineData("svk_mimer/a.csv", "2024-10-27T02:00:00,SN2", "2024-10-27T02:00:00,FI", 3, "zone", "SN1, SN2, SN3 or SN4", "'FI'")]
    [InlineData("elprisetjustnu/a.json", "2024-10-27T03:00:00+01:00\",\"time_end\":\"2024-10-27T04", "2024-10-27T02:00:00+01:00\",\"time_end\":\"2024-10-27T04", 3, "[2].time_start", "a start after 2024-10-27T01:00:00Z", "02:00")]
    [InlineData("elprisetjustnu/a.json", "\"EUR_per_kWh\":0.02", "\"EUR_per_kWh\":null", 3, "[2].EUR_per_kWh", "a number", "null")]
    [InlineData("elprisetjustnu/a.json", "2024-10-27T03:00:00+01:00\",\"time_end\":\"2024-10-27T04", "2024-10-27T03:00:00\",\"time_end\":\"2024-10-27T04", 3, "[2].time_start", "with its offset", "03:00:00")]
    [InlineData("esett/a.json", "2025-10-26T01:00:00Z", "2025-10-26T01:05:00Z", 3, "[1].timestampUTC", "steps of 15 min", "01:05")]
    [InlineData("esett/a.json", "\"imblPurchasePrice\": -1.0", "\"imblPurchasePrice\": 2", 1, "[0].imblPurchasePrice", "the same as imblSalesPrice", "2")]
    [InlineData("esett/a.json", "\"mba\": \"SE3\", \"imblSalesPrice\": null", "\"mba\": \"XX9\", \"imblSalesPrice\": null", 3, "[1].mba", "SE3", "'XX9'")]
    [InlineData("nordpool/a.json", "2026-01-31T23:30:00Z", "2026-01-31T22:30:00Z", 3, "multiAreaEntries[1].deliveryEnd", "an end after", "22:30")]
    [InlineData("nordpool/a.json", "\"SE3\": -1", "\"SE3\": \"-1\"", 3, "multiAreaEntries[1].entryPerArea.SE3", "a number or null", "'-1'")]
    [InlineData("nordpool/a.json", "\"GER\"", "\"MARS\"", 2, "multiAreaEntries[0].entryPerArea.MARS", "an area that Bess knows", "'MARS'")]
    [InlineData("nordpool/a.json", "\"currency\": \"EUR\", ", "", 1, "currency", "a text", "nothing")]
    public void Read_SpoiltDocument_TellsLineFieldExpectationAndFinding(
        string name, string part, string spoilt, int line, string field, string expected, string actual)
    {
        var text = OperatorTexts.Of(name);
        Assert.Contains(part, text, StringComparison.Ordinal);
        var faults = OperatorSamples.Read(name, text.Replace(part, spoilt, StringComparison.Ordinal)).Faults;
        Assert.NotEmpty(faults);
        Assert.Equal($"{name}: line {line}", faults[0].Location);
        Assert.Contains(field, faults[0].Field, StringComparison.Ordinal);
        Assert.Contains(expected, faults[0].Expected, StringComparison.Ordinal);
        Assert.Contains(actual, faults[0].Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entsoe/a.xml")]
    [InlineData("entsoe/load.xml")]
    [InlineData("entsoe/ack.xml")]
    [InlineData("elexon/prices.json")]
    [InlineData("elexon/mid.json")]
    [InlineData("elexon/ndf.json")]
    [InlineData("elexon/best.csv")]
    [InlineData("neso_eac/a.csv")]
    [InlineData("neso_eac/a.json")]
    [InlineData("neso_demand/a.csv")]
    [InlineData("svk_mimer/export.csv")]
    [InlineData("svk_mimer/a.csv")]
    [InlineData("elprisetjustnu/a.json")]
    [InlineData("esett/a.json")]
    [InlineData("nordpool/a.json")]
    public void Read_WholeCutOrForeignDocument_IsReadOrRefusedAndNeverThrows(string name)
    {
        var text = OperatorTexts.Of(name);
        Assert.True(OperatorSamples.Read(name, text).IsValid, string.Join('\n', OperatorSamples.Read(name, text).Faults));
        for (var length = 0; length < text.Length; length++)
            _ = OperatorSamples.Read(name, text[..length]);
        foreach (var foreign in new[] { "", "\uFEFF", "<html><body>Down</body></html>", "[]", "{}", "null", "a;b\n1;2", "<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>" })
            _ = OperatorSamples.Read(name, foreign);
        _ = OperatorSamples.Read(name, [0xFF, 0xFE, 0x00, 0xD8]);
    }

    [Fact]
    public void Read_SeveralSpoiltPlaces_TellsAllTogether()
    {
        var text = OperatorTexts.Entsoe.Replace(">11<", ">x<", StringComparison.Ordinal).Replace(">12<", ">y<", StringComparison.Ordinal)
            .Replace(">EUR<", ">e<", StringComparison.Ordinal);
        Assert.Equal(3, OperatorSamples.Read("entsoe/a.xml", text).Faults.Count);
    }

    [Fact]
    public void Read_HiddenEntities_IsRefused() =>
        Assert.Equal("well-formed XML", OperatorSamples.Read("entsoe/a.xml", "<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>").Faults[0].Expected);
}
