using System.Text;
using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;

namespace Bess.Dashboard.Prices;

/// <summary>Prices that a caller sent: a series or scenarios, one of the two.</summary>
/// <param name="Series">A series, or null.</param>
/// <param name="Scenarios">Scenarios, or null.</param>
internal sealed record PriceUpload(PriceSeries? Series, ScenarioSet? Scenarios)
{
    private const string ScenarioColumn = "scenario";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads CSV in the forms of the command line: scenarios where there is a column of that name, else a series.</summary>
    public static Validated<PriceUpload> Csv(byte[] body, string name, string? column, BiddingZone? zone)
    {
        string text;
        try
        {
            text = Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return Validated<PriceUpload>.FromFault(new Fault(name, "", "UTF-8 text", "other bytes"));
        }

        var options = new PriceCsvOptions { Column = column, Zone = zone };
        using var reader = new StringReader(text);
        return IsOfScenarios(text)
            ? ScenarioCsv.Read(reader, name, options).Map(scenarios => new PriceUpload(null, scenarios))
            : PriceCsvReader.Read(reader, name, options).Map(series => new PriceUpload(series, null));
    }

    /// <summary>Reads a document of the kind price-series or scenarios.</summary>
    public static Validated<PriceUpload> Json(byte[] body) => IsScenarioDocument(body)
        ? ScenarioSetDocument.Read(body).Map(scenarios => new PriceUpload(null, scenarios))
        : PriceSeriesDocument.Read(body).Map(series => new PriceUpload(series, null));

    private static bool IsOfScenarios(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            if (line.TrimStart('\uFEFF') is var clean && clean.Length > 0 && clean[0] != '#' && !string.IsNullOrWhiteSpace(clean))
                return clean.Split(',').Any(cell => cell.Trim().Trim('"').Equals(ScenarioColumn, StringComparison.OrdinalIgnoreCase));
        }

        return false;
    }

    private static bool IsScenarioDocument(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String
                && kind.GetString() == ScenarioSetDocument.Kind;
        }
        catch (JsonException)
        {
            // What is no JSON is told by the reader, with its line.
            return false;
        }
    }
}
