using Bess.Domain.Assets;

namespace Bess.Domain.Portfolio;

/// <summary>The batteries that are planned together, and the tree of groups to which they are connected.</summary>
/// <remarks>
/// Invariants: at least one member; names of members unique, names of groups unique; every group named by a member or as a
/// parent exists; no group lies below itself. The order of members is kept and their index is their number in results.
/// Equality is by reference; immutable and thread-safe.
/// </remarks>
public sealed class Fleet
{
    private readonly Dictionary<string, int[]> _membersOf;
    private readonly Dictionary<AgentId, int> _indexOf;

    /// <summary>Creates a fleet and insists.</summary>
    /// <param name="name">Name of the fleet; not empty.</param>
    /// <param name="members">At least one member; copied.</param>
    /// <param name="groups">All groups, or null for none; copied.</param>
    /// <exception cref="BessDataException">When anything is refused; lists all faults.</exception>
    public Fleet(string name, IReadOnlyList<FleetMember> members, IReadOnlyList<FleetGroup>? groups = null)
    {
        Check(name, members, groups ?? [], "").ThrowIfAny();
        Name = name;
        Members = Array.AsReadOnly(members.ToArray());
        Groups = Array.AsReadOnly((groups ?? []).ToArray());
        _indexOf = Members.Select((member, index) => (member.Battery.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        _membersOf = GroupTree.MembersOf(Members, Groups);
    }

    /// <summary>Name of the fleet.</summary>
    public string Name { get; }

    /// <summary>The members in the order given; never empty.</summary>
    public IReadOnlyList<FleetMember> Members { get; }

    /// <summary>The groups in the order given; may be empty.</summary>
    public IReadOnlyList<FleetGroup> Groups { get; }

    /// <summary>Creates a fleet, or tells all faults.</summary>
    /// <param name="name">Name of the fleet; not empty.</param>
    /// <param name="members">At least one member; copied.</param>
    /// <param name="groups">All groups, or null for none; copied.</param>
    /// <param name="location">Where it was read, for the faults; default: empty.</param>
    /// <returns>The fleet, or all faults.</returns>
    public static Validated<Fleet> Create(
        string name, IReadOnlyList<FleetMember> members, IReadOnlyList<FleetGroup>? groups = null, string location = "") =>
        Check(name, members, groups ?? [], location).Build(() => new Fleet(name, members, groups));

    /// <summary>The members connected to a group or to any group below it.</summary>
    /// <param name="group">Name of the group.</param>
    /// <returns>Their indices in <see cref="Members"/>, ascending; may be empty.</returns>
    /// <exception cref="ArgumentException">When there is no such group; the message lists those there are.</exception>
    public IReadOnlyList<int> MembersOf(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _membersOf.TryGetValue(group, out var members)
            ? Array.AsReadOnly(members)
            : throw new ArgumentException($"Expected one of {GroupTree.Names(Groups)}, was '{group}'.", nameof(group));
    }

    /// <summary>Index of a member by name.</summary>
    /// <param name="agent">The name.</param>
    /// <returns>Its index in <see cref="Members"/>, or −1 when there is none of that name.</returns>
    public int IndexOf(AgentId agent) => _indexOf.GetValueOrDefault(agent, -1);

    private static FaultCollector Check(
        string name, IReadOnlyList<FleetMember> members, IReadOnlyList<FleetGroup> groups, string location)
    {
        ArgumentNullException.ThrowIfNull(members);
        var faults = new FaultCollector(location);
        faults.Require(!string.IsNullOrWhiteSpace(name), "name", "a text that is not empty", $"'{name}'");
        faults.Require(members.Count > 0, "batteries", "at least one battery", "none");
        var firstUse = new Dictionary<AgentId, int>();
        for (var i = 0; i < members.Count; i++)
        {
            var id = members[i].Battery.Id;
            if (!firstUse.TryAdd(id, i))
                faults.Add($"batteries[{i}].id", $"a name of its own, not that of batteries[{firstUse[id]}]", $"'{id}'");
        }

        GroupTree.Check(faults, members, groups);
        return faults;
    }
}
