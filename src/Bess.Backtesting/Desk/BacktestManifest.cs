using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Backtesting.Desk;

/// <summary>manifest.json of a backtest: how it was asked, what it read, with which versions, and what it wrote.</summary>
public sealed record BacktestManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";
    /// <summary>Kind of the document.</summary>
    public const string KindName = "backtestManifest";

    /// <summary>Kind of the document.</summary>
    public string Kind { get; init; } = KindName;

    /// <summary>Version of its form.</summary>
    public int SchemaVersion { get; init; } = BessJson.SchemaVersion;

    /// <summary>When the run began.</summary>
    public required string StartedUtc { get; init; }

    /// <summary>What computes.</summary>
    public required VersionsDocument Versions { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required int Seed { get; init; }

    /// <summary>How it was asked.</summary>
    public required RequestDocument Request { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>What was read.</summary>
    public required IReadOnlyList<HashedFile> Inputs { get; init; }

    /// <summary>Empty while the run is not finished.</summary>
    public IReadOnlyList<HashedFile> Outputs { get; init; } = [];

    /// <summary>The manifest of a run that begins.</summary>
    /// <param name="order">How it was asked.</param>
    /// <param name="loaded">What was read for it.</param>
    /// <param name="folder">The run's folder, to which paths refer.</param>
    /// <param name="startedAt">Now.</param>
    public static BacktestManifest Of(BacktestOrder order, LoadedBacktest loaded, string folder, DateTimeOffset startedAt) => new()
    {
        StartedUtc = UtcText.Of(startedAt),
        Versions = VersionsDocument.Current,
        Seed = order.Seed,
        Request = RequestDocument.Of(order with { From = loaded.Request.From, To = loaded.Request.To }, folder),
        Currency = loaded.Request.Market.Currency.Code,
        Inputs = [.. loaded.Files.Select(file => new HashedFile(Slashes(Path.GetRelativePath(order.MarketPath, file)), InputFiles.Sha256(file)))],
    };

    /// <summary>Reads the manifest in a run's folder.</summary>
    /// <param name="folder">The folder.</param>
    public static Validated<BacktestManifest> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var source = Path.Combine(Path.GetFileName(folder), FileName);
        try
        {
            var manifest = JsonSerializer.Deserialize<BacktestManifest>(File.ReadAllText(path), BessJson.Indented);
            return manifest is { Kind: KindName, SchemaVersion: BessJson.SchemaVersion }
                ? Validated<BacktestManifest>.FromValue(manifest)
                : Refuse("kind", $"'{KindName}' of schema version {BessJson.SchemaVersion}", $"'{manifest?.Kind}' of {manifest?.SchemaVersion}");
        }
        catch (JsonException error)
        {
            return Validated<BacktestManifest>.FromFault(new Fault(
                error.LineNumber is { } line ? FaultLocation.At(source, (int)line + 1) : source, error.Path ?? "", "the manifest of a backtest", error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refuse("", "the manifest of a backtest", InputFiles.Why(error, path));
        }

        Validated<BacktestManifest> Refuse(string field, string expected, string actual) =>
            Validated<BacktestManifest>.FromFault(new Fault(source, field, expected, actual));
    }

    /// <summary>What differs from the run that was begun here; a run may only go on as it was begun.</summary>
    /// <param name="now">The manifest of the run that would go on.</param>
    public IReadOnlyList<Fault> DifferencesTo(BacktestManifest now)
    {
        var faults = new List<Fault>();
        var (was, isNow) = (Fields(Request), Fields(now.Request));
        foreach (var name in was.Select(pair => pair.Key).Union(isNow.Select(pair => pair.Key)).Where(name => name != "marketFolder"))
        {
            if (!JsonNode.DeepEquals(was[name], isNow[name]))
                faults.Add(new Fault(FileName, $"request.{name}", $"{Text(was[name])}, as the run was begun", Text(isNow[name])));
        }

        var hashes = now.Inputs.ToDictionary(file => file.Path, file => file.Sha256);
        foreach (var file in Inputs.Where(file => hashes.GetValueOrDefault(file.Path) != file.Sha256))
            faults.Add(new Fault(FileName, $"inputs.{file.Path}", $"sha256 {file.Sha256}, as the run was begun", hashes.TryGetValue(file.Path, out var other) ? other : "no such file"));
        return faults;
    }

    /// <summary>The text of the file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BessJson.Indented) + "\n";

    private static JsonObject Fields(RequestDocument request) => JsonSerializer.SerializeToNode(request, BessJson.Line)!.AsObject();

    private static string Text(JsonNode? node) => node?.ToJsonString(BessJson.Line) ?? "nothing";

    private static string Slashes(string path) => path.Replace('\\', '/');
}
