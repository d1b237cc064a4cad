namespace Bess.Domain.Portfolio;

/// <summary>The rules of the tree of groups.</summary>
internal static class GroupTree
{
    public static string Names(IEnumerable<FleetGroup> groups) =>
        groups.Select(group => group.Name).ToArray() is { Length: > 0 } names ? string.Join(", ", names) : "no group (the fleet has none)";

    public static void Check(FaultCollector faults, IReadOnlyList<FleetMember> members, IReadOnlyList<FleetGroup> groups)
    {
        var parentOf = new Dictionary<string, string?>();
        for (var i = 0; i < groups.Count; i++)
        {
            if (!parentOf.TryAdd(groups[i].Name, groups[i].Parent))
                faults.Add($"groups[{i}].name", "a name that no other group has", $"'{groups[i].Name}'");
        }

        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i].Parent is { } parent && !parentOf.ContainsKey(parent))
                faults.Add($"groups[{i}].parent", $"one of {Names(groups)}", $"'{parent}'");
            else if (IsBelowItself(groups[i].Name, parentOf))
                faults.Add($"groups[{i}].parent", "a group that does not lie below this one", $"'{groups[i].Parent}'");
        }

        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Group is { } group && !parentOf.ContainsKey(group))
                faults.Add($"batteries[{i}].group", $"one of {Names(groups)}", $"'{group}'");
        }
    }

    public static Dictionary<string, int[]> MembersOf(IReadOnlyList<FleetMember> members, IReadOnlyList<FleetGroup> groups)
    {
        var parentOf = groups.ToDictionary(group => group.Name, group => group.Parent);
        var membersOf = groups.ToDictionary(group => group.Name, _ => new List<int>());
        for (var i = 0; i < members.Count; i++)
        {
            for (var group = members[i].Group; group is not null; group = parentOf[group])
                membersOf[group].Add(i);
        }

        return membersOf.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    private static bool IsBelowItself(string name, Dictionary<string, string?> parentOf)
    {
        var current = parentOf[name];
        for (var steps = 0; current is not null && steps <= parentOf.Count; steps++)
        {
            if (current == name)
                return true;
            current = parentOf.GetValueOrDefault(current);
        }

        return false;
    }
}
