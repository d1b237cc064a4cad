using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Sites;
using Bess.Backtesting.Strategies;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Dashboard.Api;

/// <summary>Backtests and market data as documents.</summary>
internal static class BacktestDocuments
{
    public static byte[] Run(DeskRunView run) => JsonDocumentOf.Kind("backtest-run", json => Fields(json, run));

    public static byte[] List(IReadOnlyList<DeskRunView> runs, string? next) => JsonDocumentOf.Kind("backtest-list", json =>
    {
        json.WriteStartArray("backtests");
        foreach (var run in runs)
            json.WriteRawValue(Run(run));
        json.WriteEndArray();
        json.WriteString("next", next);
    });

    public static byte[] Check(IReadOnlyList<Fault> faults, int? days) => JsonDocumentOf.Kind("backtest-check", json =>
    {
        Problem.Write(json, faults);
        Number(json, "days", days);
    });

    public static byte[] Event(DeskRunEvent happened) => JsonDocumentOf.Kind("backtest-event", json =>
    {
        json.WriteNumber("number", happened.Number);
        json.WriteString("state", Word(happened.State));
        json.WriteString("step", happened.Step is { } step ? Word(step) : null);
        json.WriteNumber("done", happened.Done);
        json.WriteNumber("total", happened.Total);
        json.WriteString("day", Day(happened.Day));
        Money(json, "net", happened.Net);
        json.WriteString("text", happened.Text);
    });

    public static byte[] Markets(MarketShelf shelf, BacktestLimits limits, IReadOnlyList<ZoneListing> zones, string? next) => JsonDocumentOf.Kind("markets", json =>
    {
        json.WriteString("note", shelf.Note);
        Words(json, "strategies", StrategyCatalog.Names, StrategyCatalog.WeighsRisk);
        Words(json, "siteStrategies", SiteStrategies.Names, _ => false);
        json.WriteString("defaultStrategy", BacktestDefaults.Strategy);
        json.WriteStartArray("clocks");
        foreach (var clock in BacktestOrder.Clocks.Keys)
            json.WriteStringValue(clock);
        json.WriteEndArray();
        json.WriteStartObject("limits");
        json.WriteNumber("days", limits.Days);
        json.WriteNumber("scenarios", limits.Scenarios);
        json.WriteNumber("keep", limits.KeptScenarios);
        json.WriteNumber("horizonDays", limits.HorizonDays);
        json.WriteNumber("queue", limits.Queue);
        json.WriteNumber("frontier", limits.FrontierWeights);
        json.WriteEndObject();
        json.WriteStartArray("defaultFrontier");
        foreach (var lambda in EfficientFrontier.Lambdas)
            json.WriteNumberValue(lambda);
        json.WriteEndArray();
        json.WritePropertyName("defaultBattery");
        json.WriteRawValue(BatteryFile.DefaultText);
        json.WriteStartArray("zones");
        foreach (var zone in zones)
            Zone(json, zone);
        json.WriteEndArray();
        json.WriteString("next", next);
    });

    /// <summary>A record of the library in the form of all documents.</summary>
    public static byte[] Of<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, BessJson.Line);

    private static void Fields(Utf8JsonWriter json, DeskRunView run)
    {
        json.WriteString("id", run.Id);
        json.WriteString("state", Word(run.State));
        json.WriteString("step", run.Step is { } step ? Word(step) : null);
        json.WriteNumber("stepDone", run.StepDone);
        json.WriteNumber("stepTotal", run.StepTotal);
        json.WriteNumber("daysDone", run.DaysDone);
        json.WriteNumber("days", run.Days);
        Money(json, "net", run.Net);
        json.WriteString("currency", run.Currency);
        json.WriteString("text", run.Text);
        json.WriteString("createdUtc", UtcText.Of(run.CreatedAt));
        json.WriteString("createdBy", run.CreatedBy);
        json.WriteString("startedUtc", run.StartedAt is { } started ? UtcText.Of(started) : null);
        json.WriteString("endedUtc", run.EndedAt is { } ended ? UtcText.Of(ended) : null);
        Number(json, "waitingBefore", run.WaitingBefore);
        Node(json, "order", run.Order);
    }

    private static void Zone(Utf8JsonWriter json, ZoneListing zone)
    {
        json.WriteStartObject();
        json.WriteString("name", zone.Name);
        json.WriteString("market", zone.Market);
        json.WriteString("zone", zone.Zone);
        json.WriteBoolean("isSample", zone.IsSample);
        json.WriteBoolean("isSynthetic", zone.IsSynthetic);
        json.WriteString("currency", zone.Currency);
        json.WriteString("clock", zone.Clock);
        json.WriteString("from", Day(zone.From));
        json.WriteString("to", Day(zone.To));
        Node(json, "suggested", zone.Suggested);
        json.WriteString("problem", zone.Problem);
        json.WriteStartArray("series");
        foreach (var series in zone.Series)
        {
            json.WriteStartObject();
            json.WriteString("name", series.Name);
            json.WriteNumber("stepSeconds", series.StepSeconds);
            json.WriteString("firstUtc", UtcText.Of(series.FirstUtc));
            json.WriteString("lastUtc", UtcText.Of(series.LastUtc));
            json.WriteNumber("values", series.Values);
            json.WriteNumber("missing", series.Missing);
            json.WriteStartArray("months");
            foreach (var month in series.Months)
            {
                json.WriteStartObject();
                json.WriteString("month", month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
                json.WriteNumber("values", month.Values);
                json.WriteNumber("missing", month.Missing);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> words, Func<string, bool> weighsRisk)
    {
        json.WriteStartArray(name);
        foreach (var (word, text) in words)
        {
            json.WriteStartObject();
            json.WriteString("name", word);
            json.WriteString("text", text);
            json.WriteBoolean("weighsRisk", weighsRisk(word));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void Money(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } amount)
            json.WriteNumber(name, amount);
        else
            json.WriteNull(name);
    }

    private static void Node(Utf8JsonWriter json, string name, JsonNode? node)
    {
        json.WritePropertyName(name);
        if (node is null)
            json.WriteNullValue();
        else
            node.WriteTo(json);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
