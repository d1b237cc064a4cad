using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Grains.Wire;
using Bess.Silo.Settings;

namespace Bess.Silo.Catalog;

/// <summary>Reads the folders of fleets and markets; all faults come together.</summary>
internal sealed class CatalogFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The market clocks of Bess by their names, as time zones of the IANA list.</summary>
    private static readonly Dictionary<string, string> TimeZones = new(StringComparer.Ordinal)
    {
        ["Central European"] = "Europe/Berlin",
        ["Great Britain"] = "Europe/London",
        ["India"] = "Asia/Kolkata",
        ["Australian NEM"] = "Australia/Brisbane",
        ["US Central"] = "America/Chicago",
    };

    private readonly List<Fault> _faults = [];

    public static Validated<IReadOnlyList<CatalogFleet>> Read(CatalogSettings settings)
    {
        var files = new CatalogFiles();
        var markets = new Dictionary<string, StandingOrderMessage>(StringComparer.Ordinal);
        foreach (var (path, market) in files.All<MarketEntry>(settings.Markets))
        {
            if (files.OrderOf(path, market) is { } order && !markets.TryAdd(order.Name, order))
                files.Refuse(path, "name", "each market once", order.Name);
        }

        var fleets = files.All<FleetEntry>(settings.Fleets).Select(entry => files.FleetOf(entry.Path, entry.Value, markets)).OfType<CatalogFleet>().ToList();
        foreach (var twice in fleets.GroupBy(fleet => fleet.PowerPlant).Where(same => same.Count() > 1))
            files.Refuse(settings.Fleets!, "name", "each power plant once", twice.Key);
        return files._faults.Count > 0 ? Validated<IReadOnlyList<CatalogFleet>>.FromFaults(files._faults) : Validated<IReadOnlyList<CatalogFleet>>.FromValue(fleets);
    }

    private CatalogFleet? FleetOf(string path, FleetEntry entry, Dictionary<string, StandingOrderMessage> markets)
    {
        if (!DeskNames.IsPowerPlant(entry.Name))
            Refuse(path, "name", DeskNames.PowerPlantRule, $"'{entry.Name}'");
        foreach (var unknown in entry.Markets.Where(name => !markets.ContainsKey(name)))
            Refuse(path, "markets", "markets of the catalog", $"'{unknown}'");
        var fleet = FleetFile.Read(Path.GetFullPath(entry.FleetFile, Path.GetDirectoryName(path)!));
        _faults.AddRange(fleet.Faults);
        return fleet.TryGet(out var good) ? new CatalogFleet(entry.Name, good, [.. entry.Markets.Where(markets.ContainsKey).Distinct().Select(name => markets[name])]) : null;
    }

    private StandingOrderMessage? OrderOf(string path, MarketEntry market)
    {
        var before = _faults.Count;
        if (!TimeZones.TryGetValue(market.Clock, out var zone))
            Refuse(path, "clock", $"one of {string.Join(", ", TimeZones.Keys)}", $"'{market.Clock}'");
        if (market.GateClosure.DaysBefore != 1)
            Refuse(path, "gateClosure.daysBefore", "1: only rounds for the next day are launched by themselves", $"{market.GateClosure.DaysBefore}");
        if (!TimeOnly.TryParseExact(market.GateClosure.LocalTime, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closure))
            Refuse(path, "gateClosure.localTime", "a time HH:mm", $"'{market.GateClosure.LocalTime}'");
        if (market.RoundLeadMinutes is < 1 or > 720)
            Refuse(path, "roundLeadMinutes", "in [1, 720]", $"{market.RoundLeadMinutes}");
        return _faults.Count > before
            ? null
            : new StandingOrderMessage { Name = market.Name, GateClosure = closure.ToTimeSpan(), TimeZone = zone!, Lead = TimeSpan.FromMinutes(market.RoundLeadMinutes) };
    }

    private IEnumerable<(string Path, T Value)> All<T>(string? folder)
        where T : class
    {
        foreach (var path in folder is null ? [] : Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray())
        {
            T? value = null;
            try
            {
                value = JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json);
            }
            catch (JsonException error)
            {
                Refuse(path, error.Path ?? "", "a document as the folder's README describes", error.Message);
            }

            if (value is not null)
                yield return (path, value);
        }
    }

    private void Refuse(string path, string field, string expected, string actual) => _faults.Add(new Fault(path, field, expected, actual));

    private sealed record FleetEntry(int SchemaVersion, string Name, string FleetFile, string[] Markets);

    private sealed record MarketEntry(
        int SchemaVersion, string Name, string Kind, string Zone, string Clock, GateClosureEntry GateClosure, int MarketTimeUnitMinutes, int RoundLeadMinutes, string Source);

    private sealed record GateClosureEntry(int DaysBefore, string LocalTime);
}
