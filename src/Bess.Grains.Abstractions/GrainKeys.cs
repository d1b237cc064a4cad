namespace Bess.Grains;

/// <summary>Keys of grains. Names of plants, batteries and owners have no slash.</summary>
public static class GrainKeys
{
    /// <summary>Key of a battery.</summary>
    /// <param name="powerPlant">Plant.</param>
    /// <param name="agent">Battery.</param>
    /// <param name="owner">Who hosts it; null for the operator.</param>
    /// <returns>plant/battery, or plant/battery/owner.</returns>
    public static string Battery(string powerPlant, string agent, string? owner) => owner is null ? $"{powerPlant}/{agent}" : $"{powerPlant}/{agent}/{owner}";

    /// <summary>Key of a node of a round's tree.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="level">0 for leaves.</param>
    /// <param name="index">Index in its level.</param>
    /// <returns>round/level/index.</returns>
    public static string Aggregator(string roundId, int level, int index) => $"{roundId}/{level}/{index}";

    /// <summary>Owner in the key of a battery.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Null for an operator's.</returns>
    public static string? OwnerOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/');
        return parts.Length > 2 ? parts[2] : null;
    }
}
