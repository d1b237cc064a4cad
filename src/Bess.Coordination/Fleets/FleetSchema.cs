namespace Bess.Coordination.Fleets;

/// <summary>The published JSON Schema (draft 2020-12) of fleet files.</summary>
/// <remarks>
/// It says names, types and ranges of single fields. Rules between fields (a window within the capacity, unique names, a tree
/// of groups) are only in <see cref="FleetFile"/>. Thread-safe.
/// </remarks>
public static class FleetSchema
{
    private const string ResourceName = "Bess.Coordination.Fleets.fleet.schema.json";

    private static readonly Lazy<string> LazyText = new(Load);

    /// <summary>The schema as JSON text.</summary>
    public static string Text => LazyText.Value;

    private static string Load()
    {
        using var stream = typeof(FleetSchema).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"Expected the embedded resource '{ResourceName}', was none.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
