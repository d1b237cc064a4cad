using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Backtest;

/// <summary>manifest.json of a backtest: how it was asked, what it read, with which versions, and what it wrote.</summary>
internal sealed record BacktestManifest
{
    public const string FileName = "manifest.json";
    public const string KindName = "backtestManifest";

    public string Kind { get; init; } = KindName;

    public int SchemaVersion { get; init; } = BessJson.SchemaVersion;

    public required string StartedUtc { get; init; }

    public required VersionsDocument Versions { get; init; }

    public required int Seed { get; init; }

    public required RequestDocument Request { get; init; }

    public required string Currency { get; init; }

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

/// <summary>A file and its hash.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record HashedFile(string Path, string Sha256);

/// <summary>What computed.</summary>
internal sealed record VersionsDocument(string Bess, string Runtime, string Architecture, int VectorBits)
{
    public static VersionsDocument Current => new(
        ToolVersion.Text, RuntimeInformation.FrameworkDescription, RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        System.Numerics.Vector<byte>.Count * 8);
}

/// <summary>A <see cref="BacktestOrder"/> as JSON, with the days that were found and the battery itself.</summary>
internal sealed record RequestDocument
{
    public required string Zone { get; init; }

    public required string MarketFolder { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required string Strategy { get; init; }

    public required JsonElement Battery { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Site { get; init; }

    public double? Lambda { get; init; }

    public double? TailShare { get; init; }

    public int? Scenarios { get; init; }

    public int? KeptScenarios { get; init; }

    public int? HorizonDays { get; init; }

    public bool Reserve { get; init; }

    public string? RealTime { get; init; }

    public string? Clock { get; init; }

    public TimeOnly? Gate { get; init; }

    public double? DayAheadFeePerMwh { get; init; }

    public double? RealTimeFeePerMwh { get; init; }

    public double? DeviationCostPerMwh { get; init; }

    public bool IdealPlant { get; init; }

    public int Seed { get; init; }

    public static RequestDocument Of(BacktestOrder order, string folder) => new()
    {
        Zone = order.Zone.ToUpperInvariant(),
        MarketFolder = Path.GetRelativePath(folder, order.MarketPath).Replace('\\', '/'),
        From = order.From!.Value,
        To = order.To!.Value,
        Strategy = order.Strategy,
        Battery = JsonSerializer.Deserialize<JsonElement>(BatteryFile.ToJson(order.Battery)),
        Site = order.Site?.ToJson(),
        Lambda = order.Lambda,
        TailShare = order.TailShare,
        Scenarios = order.Scenarios,
        KeptScenarios = order.KeptScenarios,
        HorizonDays = order.HorizonDays,
        Reserve = order.SellsReserve,
        RealTime = order.RealTime,
        Clock = order.Clock,
        Gate = order.Gate,
        DayAheadFeePerMwh = order.DayAheadFeePerMwh,
        RealTimeFeePerMwh = order.RealTimeFeePerMwh,
        DeviationCostPerMwh = order.DeviationCostPerMwh,
        IdealPlant = order.IsPlantIdeal,
        Seed = order.Seed,
    };

    /// <summary>The battery of the run.</summary>
    public Validated<FleetMember> ReadBattery() => BatteryFile.Parse(Battery.GetRawText(), BacktestManifest.FileName);

    /// <summary>The order again.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="marketPath">Folder of the market; null for the one that was written down.</param>
    public Validated<BacktestOrder> ToOrder(string folder, string? marketPath) => ReadBattery().Bind(battery =>
        Site is { } site
            ? SiteFile.Parse(site.GetRawText(), BacktestManifest.FileName).Map(read => OrderOf(battery, folder, marketPath) with { Site = read })
            : Validated<BacktestOrder>.FromValue(OrderOf(battery, folder, marketPath)));

    private BacktestOrder OrderOf(FleetMember battery, string folder, string? marketPath) => new()
    {
        Zone = Zone,
        MarketPath = marketPath ?? Path.GetFullPath(MarketFolder, folder),
        From = From,
        To = To,
        Strategy = Strategy,
        Battery = battery,
        Lambda = Lambda,
        TailShare = TailShare,
        Scenarios = Scenarios,
        KeptScenarios = KeptScenarios,
        HorizonDays = HorizonDays,
        SellsReserve = Reserve,
        RealTime = RealTime,
        Clock = Clock,
        Gate = Gate,
        DayAheadFeePerMwh = DayAheadFeePerMwh,
        RealTimeFeePerMwh = RealTimeFeePerMwh,
        DeviationCostPerMwh = DeviationCostPerMwh,
        IsPlantIdeal = IdealPlant,
        Seed = Seed,
    };
}
