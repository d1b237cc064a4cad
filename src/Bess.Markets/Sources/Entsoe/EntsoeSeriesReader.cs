using System.Globalization;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>Reads the time series of a publication or load document.</summary>
internal static class EntsoeSeriesReader
{
    private const string Sequence = "classificationSequence_AttributeInstanceComponent.position";
    private const string DayAheadContract = "A01";

    private static readonly string[] ZoneElements =
        ["in_Domain.mRID", "out_Domain.mRID", "inBiddingZone_Domain.mRID", "outBiddingZone_Domain.mRID"];

    public static void Read(XmlNode root, AnswerBuilder builder, DocumentFaults faults)
    {
        if (root.Require("type", "a document type such as A44")?.Text is not { } type)
            return;
        var process = root.TextOf("process.processType");
        if (type != EntsoeQuantity.Price.DocumentType && !EntsoeQuantity.Powers.Any(one => one.DocumentType == type && one.ProcessType == process))
        {
            faults.Add(root.Line, $"{root.Name}.type", "A44, A65, A69, A71 or A75 of a known process", $"{type} of process {process ?? "none"}");
            return;
        }

        var curves = new List<EntsoeCurve>();
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var series in root.All("TimeSeries"))
        {
            var why = type == EntsoeQuantity.Price.DocumentType ? ReadPrice(series, curves, faults) : ReadPower(series, type, process, curves, faults);
            if (why is not null)
                skipped[why] = skipped.GetValueOrDefault(why) + 1;
        }

        if (curves.Count == 0 && skipped.Count == 0 && !faults.Any)
            faults.Add(root.Line, $"{root.Name}.TimeSeries", "at least one time series", "none");
        foreach (var (why, count) in skipped)
            builder.Note(string.Create(CultureInfo.InvariantCulture, $"{count} time series skipped: {why}"));
        foreach (var group in curves.GroupBy(curve => curve.Series))
            AuctionChoice.Add(builder.Series(group.Key, SeriesPublication.Of(group.Key), group.First().Field), [.. group], builder);
    }

    // Null, or why the series is left out.
    private static string? ReadPrice(XmlNode series, List<EntsoeCurve> curves, DocumentFaults faults)
    {
        var contract = series.TextOf("contract_MarketAgreement.type");
        if (contract is not null and not DayAheadContract)
            return $"contract type {contract} is not the day-ahead auction";
        var zone = Zone(series, faults);
        var currency = series.Require("currency_Unit.name", "a currency such as EUR");
        if (currency is not null && !Currency.IsCode(currency.Text))
            currency.Refuse("a currency such as EUR");
        if (series.Require("price_Measure_Unit.name", "MWH") is { } unit && unit.Text != "MWH")
            unit.Refuse("MWH");
        var number = series.Find(Sequence);
        var sequence = number is null ? 1 : number.Whole(1, 99);
        var periods = Periods(series, "price.amount", faults);
        if (zone is null || currency is null || sequence is null || !Currency.IsCode(currency.Text))
            return null;
        var id = new SeriesId(zone.Name, EntsoeQuantity.PriceName(sequence.Value, currency.Text));
        curves.Add(new EntsoeCurve(id, number is not null, series.Path, periods));
        return null;
    }

    private static string? ReadPower(XmlNode series, string type, string? process, List<EntsoeCurve> curves, DocumentFaults faults)
    {
        var production = series.Find("MktPSRType")?.TextOf("psrType");
        if (production is not null && series.Find("outBiddingZone_Domain.mRID") is not null)
            return "consumption of generating units";
        var quantity = EntsoeQuantity.Powers.FirstOrDefault(
            one => one.DocumentType == type && one.ProcessType == process && one.ProductionType == production);
        if (quantity is null && production is null && type is "A69" or "A75")
            series.Require("MktPSRType", "a production type such as B16");
        else if (quantity is null)
            return $"production type {production}";
        var zone = Zone(series, faults);
        if (series.Require("quantity_Measure_Unit.name", "MAW") is { } unit && unit.Text != "MAW")
            unit.Refuse("MAW");
        var periods = Periods(series, "quantity", faults);
        if (zone is not null && quantity is not null)
            curves.Add(new EntsoeCurve(new SeriesId(zone.Name, quantity.Name), Numbered: true, series.Path, periods));
        return null;
    }

    private static BiddingZone? Zone(XmlNode series, DocumentFaults faults)
    {
        var named = ZoneElements.Select(series.Find).OfType<XmlNode>().ToArray();
        if (named.Length == 0)
        {
            faults.Add(series.Line, $"{series.Path}.in_Domain.mRID", "a bidding zone", "nothing");
            return null;
        }

        if (named.FirstOrDefault(one => one.Text != named[0].Text) is { } other)
        {
            other.Refuse($"the same zone as {named[0].Name}, {named[0].Text}");
            return null;
        }

        if (BiddingZone.TryFind(named[0].Text, out var zone))
            return zone;
        named[0].Refuse("the code of a bidding zone that Bess knows");
        return null;
    }

    private static List<EntsoePeriod> Periods(XmlNode series, string valueName, DocumentFaults faults)
    {
        var curve = series.Require("curveType", "A01 or A03");
        if (curve is not null && curve.Text is not (EntsoePeriod.FixedBlocks or EntsoePeriod.VaryingBlocks))
            curve.Refuse("A01 or A03");
        var periods = new List<EntsoePeriod>();
        var before = faults.Count;
        foreach (var node in series.All("Period"))
        {
            if (EntsoePeriod.Read(node, curve?.Text ?? "", valueName, faults) is { } period)
                periods.Add(period);
        }

        if (periods.Count == 0 && faults.Count == before)
            faults.Add(series.Line, $"{series.Path}.Period", "at least one period", "none");
        return periods;
    }
}
