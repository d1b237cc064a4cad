using System.Globalization;

namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>Small documents in the platform's form.</summary>
internal static class EntsoeTexts
{
    public static string Prices(params string[] series) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Publication_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3">
        <type>A44</type>
        {string.Join('\n', series)}
        </Publication_MarketDocument>
        """;

    public static string Price(string from, string to, string step, string curve, params (int Position, double Price)[] points) =>
        Price(from, to, step, curve, sequence: 0, points);

    public static string Price(string from, string to, string step, string curve, int sequence, (int Position, double Price)[] points) => $"""
        <TimeSeries>
        <in_Domain.mRID codingScheme="A01">10Y1001A1001A82H</in_Domain.mRID>
        <out_Domain.mRID codingScheme="A01">10Y1001A1001A82H</out_Domain.mRID>
        <contract_MarketAgreement.type>A01</contract_MarketAgreement.type>
        <currency_Unit.name>EUR</currency_Unit.name>
        <price_Measure_Unit.name>MWH</price_Measure_Unit.name>
        {(sequence == 0 ? "" : Invariant($"<classificationSequence_AttributeInstanceComponent.position>{sequence}</classificationSequence_AttributeInstanceComponent.position>"))}
        <curveType>{curve}</curveType>
        {Period(from, to, step, "price.amount", points)}
        </TimeSeries>
        """;

    public static string Powers(string type, string process, params string[] series) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <GL_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-6:generationloaddocument:3:0">
        <type>{type}</type>
        <process.processType>{process}</process.processType>
        {string.Join('\n', series)}
        </GL_MarketDocument>
        """;

    public static string Power(string direction, string? production, double powerMw) => $"""
        <TimeSeries>
        <{direction}_Domain.mRID codingScheme="A01">10YNL----------L</{direction}_Domain.mRID>
        <quantity_Measure_Unit.name>MAW</quantity_Measure_Unit.name>
        <curveType>A01</curveType>
        {(production is null ? "" : $"<MktPSRType><psrType>{production}</psrType></MktPSRType>")}
        {Period("2024-03-10T00:00Z", "2024-03-10T01:00Z", "PT60M", "quantity", [(1, powerMw)])}
        </TimeSeries>
        """;

    public static string Acknowledgement(string reason) => $"""
        <Acknowledgement_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-1:acknowledgementdocument:8:1">
        <Reason><code>999</code><text>{reason}</text></Reason>
        </Acknowledgement_MarketDocument>
        """;

    private static string Period(string from, string to, string step, string value, (int Position, double Value)[] points) => $"""
        <Period>
        <timeInterval><start>{from}</start><end>{to}</end></timeInterval>
        <resolution>{step}</resolution>
        {string.Join('\n', points.Select(point => Invariant($"<Point><position>{point.Position}</position><{value}>{point.Value}</{value}></Point>")))}
        </Period>
        """;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
