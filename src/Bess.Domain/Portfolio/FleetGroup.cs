using Bess.Domain.Assets;

namespace Bess.Domain.Portfolio;

/// <summary>A feeder, substation or zone: a named node of the tree to which batteries are connected.</summary>
/// <remarks>
/// Names follow the rule of <see cref="AgentId"/>. That the parent exists and that there is no cycle is a rule of
/// <see cref="Fleet"/>. Equality is by both members; immutable and thread-safe.
/// </remarks>
public sealed record FleetGroup
{
    /// <summary>Creates a group and insists.</summary>
    /// <param name="name">1–64 characters of A–Z, a–z, 0–9, dot, underscore, hyphen.</param>
    /// <param name="parent">Name of the group above, or null for the top.</param>
    /// <exception cref="BessDataException">When a name is refused; lists all faults.</exception>
    public FleetGroup(string name, string? parent = null)
    {
        Check(name, parent, "").ThrowIfAny();
        Name = name;
        Parent = parent;
    }

    /// <summary>Name of the group.</summary>
    public string Name { get; }

    /// <summary>Name of the group above, or null for the top.</summary>
    public string? Parent { get; }

    /// <summary>Creates a group, or tells all faults.</summary>
    /// <param name="name">Name of the group.</param>
    /// <param name="parent">Name of the group above, or null for the top.</param>
    /// <param name="location">Where it was read, for the faults; default: empty.</param>
    /// <returns>The group, or all faults.</returns>
    public static Validated<FleetGroup> Create(string name, string? parent, string location = "") =>
        Check(name, parent, location).Build(() => new FleetGroup(name, parent));

    /// <summary>Says what keeps groups from being a tree: a name twice, a parent that is not there, a group below itself. A fleet obeys the same rules.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="location">Where they were read, for the faults; default: empty.</param>
    /// <returns>All faults; empty for a tree.</returns>
    public static IReadOnlyList<Fault> CheckTree(IReadOnlyList<FleetGroup> groups, string location = "")
    {
        ArgumentNullException.ThrowIfNull(groups);
        var faults = new FaultCollector(location);
        GroupTree.Check(faults, [], groups);
        return faults.Faults;
    }

    private static FaultCollector Check(string name, string? parent, string location)
    {
        var faults = new FaultCollector(location);
        faults.Require(AgentId.IsValid(name), "name", AgentId.Rule, $"'{name}'");
        faults.Require(parent is null || AgentId.IsValid(parent), "parent", AgentId.Rule + " or null", $"'{parent}'");
        return faults;
    }
}
