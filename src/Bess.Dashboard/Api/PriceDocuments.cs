using System.Text.Json;
using Bess.Coordination.Desk.Prices;
using Bess.Domain.Time;

namespace Bess.Dashboard.Api;

/// <summary>Kept prices at a glance as JSON.</summary>
internal static class PriceDocuments
{
    private const int MostRuns = 1000;

    public static byte[] List(IReadOnlyList<PriceNote> notes, string? next) => JsonDocumentOf.Kind("price-list", json =>
    {
        json.WriteStartArray("prices");
        foreach (var note in notes)
        {
            json.WriteStartObject();
            Write(json, note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", next);
    });

    public static byte[] Coverage(PriceNote note) => JsonDocumentOf.Kind("price-coverage", json =>
    {
        Write(json, note);
        json.WriteStartArray("missing");
        foreach (var run in note.Missing.Take(MostRuns))
        {
            json.WriteStartObject();
            json.WriteString("startUtc", UtcText.Of(run.Start));
            json.WriteString("endUtc", UtcText.Of(run.End));
            json.WriteNumber("steps", run.Steps);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, PriceNote note)
    {
        json.WriteString("name", note.Name);
        json.WriteString("form", note.ScenarioCount is null ? "series" : "scenarios");
        json.WriteString("etag", TaggedAnswer.Quoted(note.Tag));
        json.WriteString("uploadedAtUtc", UtcText.Of(note.UploadedAt));
        json.WriteString("uploadedBy", note.UploadedBy);
        json.WriteNumber("bytes", note.Bytes);
        json.WriteString("zone", note.Zone?.Name);
        json.WriteString("currency", note.Currency.Code);
        json.WriteString("startUtc", UtcText.Of(note.Grid.Start));
        json.WriteString("endUtc", UtcText.Of(note.Grid.End));
        json.WriteNumber("stepSeconds", note.Grid.Step.TotalSeconds);
        json.WriteNumber("steps", note.Grid.Count);
        json.WriteNumber("scenarios", note.ScenarioCount ?? 1);
        json.WriteNumber("missingSteps", note.MissingSteps);
        json.WriteString("source", note.Provenance.ToString());
        json.WriteBoolean("synthetic", note.Provenance.Synthetic);
    }
}
