using System.Text;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;
using Bess.Domain.Time;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Desk;

/// <summary>A site as its file says it: a battery, a roof and a load behind one connection.</summary>
/// <param name="Battery">The battery with its state.</param>
/// <param name="ImportLimitMw">Largest import.</param>
/// <param name="ExportLimitMw">Largest export.</param>
/// <param name="ImportFeePerMwh">Fees on imported energy.</param>
/// <param name="ExportFeePerMwh">Fees on exported energy.</param>
/// <param name="Solar">The roof; null for none.</param>
/// <param name="Load">The load; null for none.</param>
public sealed record SiteFile(
    FleetMember Battery, double ImportLimitMw, double ExportLimitMw, double ImportFeePerMwh, double ExportFeePerMwh, SiteFileProfile? Solar, SiteFileProfile? Load)
{
    private const int Version = 1;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Absolute path; a battery may stand in a file beside it.</param>
    public static Validated<SiteFile> Read(string path) => InputFiles.ReadJson(path).Bind(root => Read(root, Path.GetFileName(path), Path.GetDirectoryName(path)!));

    /// <summary>Reads a text.</summary>
    /// <param name="text">A site with the battery itself.</param>
    /// <param name="source">Name for the faults.</param>
    public static Validated<SiteFile> Parse(string text, string source)
    {
        var faults = new List<Fault>();
        var root = LocatedNode.Parse(Encoding.UTF8.GetBytes(text), source, faults);
        return root is null || faults.Count > 0 ? Validated<SiteFile>.FromFaults(faults) : Read(root, source);
    }

    /// <summary>Reads a site that is a part of another document; the battery stands in it.</summary>
    /// <param name="node">The site.</param>
    /// <param name="source">Name of the document.</param>
    public static Validated<SiteFile> Read(LocatedNode node, string source) => Read(node, source, null);

    /// <summary>The site as one object, the battery itself in it.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(new Dictionary<string, object?>
    {
        ["schemaVersion"] = Version,
        ["battery"] = JsonSerializer.Deserialize<JsonElement>(BatteryFile.ToJson(Battery)),
        ["importLimitMw"] = ImportLimitMw,
        ["exportLimitMw"] = ExportLimitMw,
        ["importFeePerMwh"] = ImportFeePerMwh,
        ["exportFeePerMwh"] = ExportFeePerMwh,
        ["solar"] = Profile(Solar),
        ["load"] = Profile(Load),
    });

    /// <summary>The site with the power of its roof and its load, at prices without fees.</summary>
    /// <param name="grid">The steps.</param>
    /// <param name="pricePerMwh">Price of energy, currency/MWh; fees go on top of it, or off it.</param>
    /// <param name="solarMw">Power that the sun gives, MW; ≥ 0.</param>
    /// <param name="loadMw">Power that the load takes, MW; ≥ 0.</param>
    public ConnectionRequest ToConnection(TimeGrid grid, IReadOnlyList<double> pricePerMwh, IReadOnlyList<double> solarMw, IReadOnlyList<double> loadMw) => new()
    {
        Plant = StoragePlant.From(Battery),
        Grid = grid,
        ImportPricePerMwh = [.. pricePerMwh.Select(price => price + ImportFeePerMwh)],
        ExportPricePerMwh = [.. pricePerMwh.Select(price => price - ExportFeePerMwh)],
        SolarMw = solarMw,
        LoadMw = loadMw,
        ImportLimitMw = ImportLimitMw,
        ExportLimitMw = ExportLimitMw,
    };

    private static Dictionary<string, object>? Profile(SiteFileProfile? profile) =>
        profile is null ? null : new() { ["series"] = profile.Series, ["peakMw"] = profile.PeakMw };

    private static Validated<SiteFile> Read(LocatedNode root, string source, string? folder)
    {
        var faults = new List<Fault>();
        var form = new JsonForm(root, source, faults);
        form.Number("schemaVersion", "1", value => value == Version, required: true);
        var battery = form.IsObject ? BatteryOf(form, root, source, folder, faults) : null;
        var import = form.Number("importLimitMw", "a number >= 0", NotNegative, required: true) ?? 0;
        var export = form.Number("exportLimitMw", "a number >= 0", NotNegative, required: true) ?? 0;
        var importFee = form.Number("importFeePerMwh", "a number >= 0", NotNegative) ?? 0;
        var exportFee = form.Number("exportFeePerMwh", "a number >= 0", NotNegative) ?? 0;
        var (solar, load) = (Profile(form, "solar"), Profile(form, "load"));
        if (form.IsObject)
            form.RefuseOthers();
        if (faults.Count == 0 && load is { } peak && peak.PeakMw > import)
            faults.Add(peak.PeakOrigin.Fault(FormattableString.Invariant($"at most importLimitMw, {import}"), FormattableString.Invariant($"{peak.PeakMw}")));
        return faults.Count > 0
            ? Validated<SiteFile>.FromFaults(faults)
            : Validated<SiteFile>.FromValue(new SiteFile(battery!, import, export, importFee, exportFee, solar, load));
    }

    private static FleetMember? BatteryOf(JsonForm form, LocatedNode root, string source, string? folder, List<Fault> faults)
    {
        form.Ignore("battery");
        var node = root.Find("battery");
        if (node is not { Kind: JsonValueKind.Object } && (folder is null || node is not { Kind: JsonValueKind.String }))
        {
            form.Refuse("battery", folder is null ? "a battery" : "a battery, or the path of its file", node?.Describe() ?? "nothing");
            return null;
        }

        var read = node.Kind == JsonValueKind.Object ? BatteryFile.Read(node, source) : BatteryFile.Read(Path.GetFullPath(node.Text, folder!));
        faults.AddRange(read.Faults);
        return read.IsValid ? read.Value : null;
    }

    private static SiteFileProfile? Profile(JsonForm form, string name)
    {
        if (form.Form(name) is not { IsObject: true } part)
            return null;
        var series = part.Text("series", required: true);
        var peak = part.Number("peakMw", "a number >= 0", NotNegative, required: true);
        part.RefuseOthers();
        return series is null || peak is null ? null : new SiteFileProfile(series, peak.Value, part.OriginOf("series"), part.OriginOf("peakMw"));
    }

    private static bool NotNegative(double value) => value >= 0;
}

/// <summary>A power that follows a series of the zone.</summary>
/// <param name="Series">Name of its column.</param>
/// <param name="PeakMw">Power at the largest value of the series.</param>
/// <param name="Origin">Where the series was named.</param>
/// <param name="PeakOrigin">Where the power was named.</param>
public sealed record SiteFileProfile(string Series, double PeakMw, Origin Origin, Origin PeakOrigin);
