using System.Text.Json;

namespace Bess.TestKit.Golden;

/// <summary>One golden file.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Json">Its content.</param>
public sealed record GoldenInstance(string Name, JsonElement Json)
{
    public string Family => Json.GetProperty("family").GetString() ?? "";

    /// <summary>Whether the file chains several problems instead of holding one.</summary>
    public bool IsChain => Json.TryGetProperty("rule", out _);

    public override string ToString() => Name;
}
