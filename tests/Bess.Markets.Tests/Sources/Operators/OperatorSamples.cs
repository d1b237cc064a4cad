using System.Text;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Elexon;
using Bess.Markets.Sources.Elprisetjustnu;
using Bess.Markets.Sources.Entsoe;
using Bess.Markets.Sources.Esett;
using Bess.Markets.Sources.Mimer;
using Bess.Markets.Sources.Neso;
using Bess.Markets.Sources.NordPool;

namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>Which reader reads which document.</summary>
internal static class OperatorSamples
{
    public const string Variable = "BESS_API_SAMPLES_DIR";

    /// <summary>Later than every publication in the samples.</summary>
    public static readonly DateTimeOffset ReceivedAt = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static PublishedDocument Document(string name, string text) => new(name, Encoding.UTF8.GetBytes(text), ReceivedAt);

    /// <summary>Reads by the folder, or what stands in for it: the part of the name before the slash.</summary>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(string name, byte[] bytes)
    {
        var document = new PublishedDocument(name, bytes, ReceivedAt);
        return name.Split('/')[0] switch
        {
            "entsoe" => EntsoeReader.Read(document).Map(read => read.Series),
            "elexon" when name.EndsWith(".csv", StringComparison.Ordinal) => ElexonCsvReader.Read(document),
            "elexon" when name.Contains("ndf", StringComparison.Ordinal) => ElexonJsonReader.ReadDemandForecast(document),
            "elexon" when name.Contains("mid", StringComparison.Ordinal) => ElexonJsonReader.ReadMarketIndex(document),
            "elexon" => ElexonJsonReader.ReadSystemPrices(document),
            "neso_eac" => EacReader.Read(document),
            "neso_demand" => NesoDemandReader.Read(document),
            "svk_mimer" => MimerReader.Read(document),
            "elprisetjustnu" => ElprisetReader.Read(document, BiddingZone.Se3),
            "esett" => EsettReader.Read(document),
            "nordpool" => NordPoolReader.Read(document),
            _ => throw new ArgumentException($"Expected a known folder, was '{name}'.", nameof(name)),
        };
    }

    public static Validated<IReadOnlyList<SourceAnswer>> Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));
}
