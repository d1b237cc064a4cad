using Bess.Domain;
using Bess.Domain.Json;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>Reads documents of the ENTSO-E transparency platform: A44, A65, A69, A71, A75 and acknowledgements, of any namespace version.</summary>
/// <remarks>
/// <para>
/// Curve type A03: a position that is left out repeats the one before, to the end of its period; A01: it is missing. No other type is
/// read. Where a zone has several auctions a day their number tells them apart: 1 is the single day-ahead coupling and gets the plain
/// name <c>day_ahead_eur_per_mwh</c>, n is <c>day_ahead_sequence_n_eur_per_mwh</c> (in DE_LU and AT 2 is the 10:15 auction of EXAA).
/// A missing first auction is not filled from another one.
/// </para>
/// <para>
/// A price series without a number counts as the coupled auction where no numbered one covers the time. Where two steps cover the
/// same time, that of the coupled auction counts: 60 minutes for delivery before 2025-10-01, 15 minutes from then on. Both are noted.
/// </para>
/// </remarks>
public static class EntsoeReader
{
    /// <summary>Publisher in the provenance.</summary>
    public const string Publisher = "ENTSO-E Transparency Platform";

    private const string NoData = "No matching data";

    /// <summary>Reads one document.</summary>
    /// <param name="document">The XML document.</param>
    /// <returns>Its series, or the publisher's reason why there is no data, or all faults; a refusal of the request is a fault.</returns>
    public static Validated<EntsoeDocument> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        if (XmlNode.Parse(document, faults) is not { } root)
            return Validated<EntsoeDocument>.FromFaults(faults.All);
        if (root.Name == "Acknowledgement_MarketDocument")
            return Acknowledgement(root, faults);
        var builder = new AnswerBuilder(Publisher, document, faults);
        if (root.Name is "Publication_MarketDocument" or "GL_MarketDocument")
            EntsoeSeriesReader.Read(root, builder, faults);
        else
            faults.Add(root.Line, root.Name, "a Publication, GL or Acknowledgement document", root.Name);
        return builder.Build().Map(series => new EntsoeDocument(series, Acknowledgement: null));
    }

    private static Validated<EntsoeDocument> Acknowledgement(XmlNode root, DocumentFaults faults)
    {
        var reasons = root.All("Reason").Select(reason => reason.TextOf("text") ?? reason.TextOf("code") ?? "").Where(text => text.Length > 0).ToArray();
        var told = reasons.Length == 0 ? "no reason" : LocatedNode.OneLine(string.Join("; ", reasons), 300);
        if (!told.Contains(NoData, StringComparison.OrdinalIgnoreCase))
            faults.Add(root.Line, "Reason", "data", $"the publisher's refusal: {told}");
        return faults.Build(() => new EntsoeDocument([], told));
    }
}
