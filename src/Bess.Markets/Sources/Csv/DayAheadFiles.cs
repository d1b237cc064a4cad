namespace Bess.Markets.Sources.Csv;

/// <summary>How day-ahead files and columns are named.</summary>
internal static class DayAheadFiles
{
    private static readonly string[] Extensions = [".csv", ".csv.gz"];

    public static bool IsDayAheadName(string name) =>
        name.StartsWith("day_ahead", StringComparison.OrdinalIgnoreCase) || name.StartsWith("dam_", StringComparison.OrdinalIgnoreCase);

    public static string[] In(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => IsDayAheadName(Path.GetFileName(file)) && Array.Exists(Extensions, e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal)
        .ToArray();
}
