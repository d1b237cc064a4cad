using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Grains.Fleets;

/// <summary>The rules of a roster.</summary>
internal static class Membership
{
    /// <summary>Faults of new entries; nobody may take a name that another owner has.</summary>
    public static IReadOnlyList<Fault> CheckNew(Roster roster, IReadOnlyList<RosterEntry> entries)
    {
        var faults = new List<Fault>();
        var owners = roster.Entries.ToDictionary(entry => entry.Agent, entry => entry.Owner);
        foreach (var entry in entries)
        {
            var place = $"member {entry.Agent}";
            if (owners.TryGetValue(entry.Agent, out var owner) && owner != entry.Owner)
            {
                faults.Add(new Fault(place, "id", $"a name that is free, or one of {entry.Owner ?? "the operator"}", $"one of {owner ?? "the operator"}"));
            }

            if (entry.Group is not null && roster.Groups.All(group => group.Name != entry.Group))
            {
                faults.Add(new Fault(place, "group", $"a group of {roster.PowerPlant}", entry.Group));
            }

            if (!(double.IsFinite(entry.PowerMw) && entry.PowerMw > 0))
            {
                faults.Add(new Fault(place, "powerMw", "a finite number > 0", FormattableString.Invariant($"{entry.PowerMw}")));
            }
        }

        foreach (var twice in entries.GroupBy(entry => entry.Agent).Where(same => same.Count() > 1))
        {
            faults.Add(new Fault($"member {twice.Key}", "id", "each name once", $"{twice.Count()} times"));
        }

        return faults;
    }

    /// <summary>Faults of a new group tree: it is none, or members name groups that are not in it.</summary>
    public static IReadOnlyList<Fault> CheckGroups(Roster roster, IReadOnlyList<FleetGroup> groups)
    {
        var names = groups.Select(group => group.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. roster.Entries.Where(entry => entry.Group is not null && !names.Contains(entry.Group))
                .Select(entry => new Fault($"member {entry.Agent}", "group", "one of the new groups", entry.Group!)),
            .. FleetGroup.CheckTree(groups),
        ];
    }

    /// <summary>The roster with entries added, or replaced in their places.</summary>
    public static Roster With(Roster roster, IReadOnlyList<RosterEntry> entries)
    {
        var changed = entries.ToDictionary(entry => entry.Agent);
        var kept = roster.Entries.Select(entry => changed.Remove(entry.Agent, out var now) ? now : entry).ToList();
        return roster with { Entries = [.. kept, .. entries.Where(entry => changed.ContainsKey(entry.Agent))] };
    }

    /// <summary>Faults as they travel.</summary>
    public static string[][] ToWire(IEnumerable<Fault> faults) => [.. faults.Select(fault => new[] { fault.Location, fault.Field, fault.Expected, fault.Actual })];
}
