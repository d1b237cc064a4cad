using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Prices;

namespace Bess.Coordination.Desk.Prices;

/// <summary>Prices as they are given and kept.</summary>
/// <param name="Name">Their name.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="Bytes">Length of what was given.</param>
/// <param name="Series">A series, or null.</param>
/// <param name="Scenarios">Scenarios, or null.</param>
internal sealed record GivenPrices(string Name, DateTimeOffset At, string By, long Bytes, PriceSeries? Series, ScenarioSet? Scenarios)
{
    private const string Kind = "kept-prices";
    private const int LongestBytes = 256 << 20;

    public byte[] Write() => DocumentBytes.Write(Kind, this, Fields);

    public static Validated<GivenPrices> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    /// <summary>At a glance.</summary>
    public PriceNote NoteOf(string tag) => Series is { } series
        ? new(Name, tag, At, By, Bytes, series.Zone, series.Currency, series.Grid, null, MissingRun.Of(series), series.Provenance)
        : new(Name, tag, At, By, Bytes, null, Scenarios!.Currency, Scenarios.Grid, Scenarios.Count, [], Scenarios.Provenance);

    private static void Fields(Utf8JsonWriter json, GivenPrices given)
    {
        json.WriteString("name", given.Name);
        json.WriteString("uploadedAtUtc", Domain.Time.UtcText.Of(given.At));
        json.WriteString("uploadedBy", given.By);
        json.WriteNumber("bytes", given.Bytes);
        if (given.Series is { } series)
            json.Object("series", series, PriceSeriesPart.Write);
        if (given.Scenarios is { } scenarios)
            json.Object("scenarios", scenarios, ScenariosPart.Write);
    }

    private static GivenPrices? Fields(DocumentObject form)
    {
        var name = form.Text("name", DeskNames.IsRoundId, DeskNames.RoundIdRule);
        var (at, by, bytes) = (form.Instant("uploadedAtUtc"), form.Text("uploadedBy"), form.Long("bytes", 0));
        var series = form.ObjectOrNull("series", PriceSeriesPart.Read);
        var scenarios = form.ObjectOrNull("scenarios", part => ScenariosPart.Read(part, out _));
        if (!form.IsAtFault && series is null == scenarios is null)
            form.Refuse("series", "a series or scenarios, one of the two");
        return form.IsAtFault ? null : new GivenPrices(name, at, by, bytes, series, scenarios);
    }
}
