using Bess.Domain.Series;

namespace Bess.Markets.Sources.OpenMeteo;

/// <summary>One hourly variable: its publisher's name, its unit as the document says, and what it is called here.</summary>
internal static class OpenMeteoVariable
{
    // Means or sums over the hour before the label, in the publisher's description of the hourly variables.
    private static readonly HashSet<string> PrecedingHour =
    [
        "shortwave_radiation", "direct_radiation", "diffuse_radiation", "direct_normal_irradiance", "global_tilted_irradiance",
        "terrestrial_radiation", "precipitation", "rain", "showers", "snowfall", "sunshine_duration", "et0_fao_evapotranspiration",
        "wind_gusts_10m",
    ];

    private static readonly Dictionary<string, string> Units = new()
    {
        ["°C"] = "c",
        ["W/m²"] = "w_per_m2",
        ["km/h"] = "km_per_h",
        ["m/s"] = "m_per_s",
        ["kn"] = "kn",
        ["%"] = "pct",
        ["hPa"] = "hpa",
        ["mm"] = "mm",
        ["cm"] = "cm",
        ["m"] = "m",
        ["°"] = "deg",
        ["s"] = "s",
        ["kPa"] = "kpa",
        ["J/kg"] = "j_per_kg",
    };

    public static string KnownUnits => string.Join(", ", Units.Keys);

    /// <summary>Whether the value belongs to the hour that ends at its label.</summary>
    public static bool IsOfPrecedingHour(string variable) => PrecedingHour.Contains(variable);

    /// <summary>Variable and unit of a series name: the longest unit with which it ends; null where it ends in none.</summary>
    public static (string Variable, string Unit)? Of(string name)
    {
        var unit = Units.Values.Where(one => name.EndsWith("_" + one, StringComparison.Ordinal)).MaxBy(one => one.Length);
        return unit is null ? null : (name[..^(unit.Length + 1)], unit);
    }

    /// <summary>The series, or null where the unit or a character of the name is not known.</summary>
    public static SeriesId? Id(string zone, string variable, string unit) =>
        Units.TryGetValue(unit, out var suffix) && SeriesId.TryParse($"{zone}/{variable}_{suffix}", out var id) ? id : null;
}
