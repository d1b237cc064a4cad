namespace Bess.Coordination.Privacy;

/// <summary>How a leaf masks its answers. Part of the roster's fingerprint: all agents must agree on it.</summary>
public sealed record MaskOptions
{
    /// <summary>Agents with which each one shares masks: even and ≥ 2, or at least all others; null for <see cref="MaskGraph.NeighboursFor"/>.</summary>
    public int? Neighbours { get; init; }

    /// <summary>
    /// Fewest answers of which a sum may be opened, from 2 to the number of members; null for half of the members, and at least 3 where
    /// there are 3.
    /// </summary>
    public int? FewestAnswers { get; init; }

    internal int NeighboursOf(int members) => Math.Min(members - 1, Neighbours ?? MaskGraph.NeighboursFor(members));

    internal int FewestOf(int members) => FewestAnswers ?? Math.Min(members, Math.Max(3, (members + 1) / 2));
}
