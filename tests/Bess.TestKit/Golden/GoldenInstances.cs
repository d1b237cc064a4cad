using System.Text.Json;

namespace Bess.TestKit.Golden;

/// <summary>Finds the golden instances: the folder of BESS_GOLDEN_DIR, or shared/data/golden beside or above the repository.</summary>
public static class GoldenInstances
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string FolderVariable = "BESS_GOLDEN_DIR";

    /// <summary>Gets the folder, or null when there is none on this machine.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>All instances of a family (by the field of the file), sorted by file name; empty when the folder is absent.</summary>
    public static IReadOnlyList<GoldenInstance> Find(string family)
        => [.. All().Where(instance => instance.Family == family && !instance.IsChain)];

    /// <summary>Instances that chain several problems by a "rule".</summary>
    public static IReadOnlyList<GoldenInstance> FindChains(string family)
        => [.. All().Where(instance => instance.Family == family && instance.IsChain)];

    private static IEnumerable<GoldenInstance> All()
    {
        if (Folder is null) yield break;
        foreach (string file in Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            using var document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("family", out _)) continue;
            yield return new GoldenInstance(Path.GetFileNameWithoutExtension(file), document.RootElement.Clone());
        }
    }

    private static string? FindFolder()
    {
        string? named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrWhiteSpace(named)) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", "golden");
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
