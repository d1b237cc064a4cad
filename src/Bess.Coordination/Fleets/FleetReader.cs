using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Fleets;

/// <summary>Builds a fleet from a tree of located nodes; every rule of the domain is asked of the domain.</summary>
/// <remarks>
/// What is wrong by itself is replaced by something harmless, so that the rules between objects (names, groups) are still
/// asked of the rest and all faults are told together. A replacement never leaves this class: with a fault there is no fleet.
/// </remarks>
internal sealed class FleetReader(FaultLog log)
{
    public Validated<Fleet> Read(LocatedNode root)
    {
        log.Map(root);
        if (root.Kind != JsonValueKind.Object)
        {
            log.Add(root.Path, root.Line, "an object", root.Describe());
            return Validated<Fleet>.FromFaults(log.InOrder);
        }

        if (IsOtherVersion(root))
            return Validated<Fleet>.FromFaults(log.InOrder);
        var reader = new ObjectReader(root, FleetFields.Root, log);
        _ = reader.Number(FleetFields.Version);
        _ = reader.Text(FleetFields.Schema);
        var name = reader.Text(FleetFields.Name);
        var groups = reader.Objects(FleetFields.Groups).Select(ReadGroup).ToArray();
        var memberReader = new MemberReader(log);
        var members = reader.Objects(FleetFields.Batteries).Select(memberReader.Read).ToArray();
        var fleet = Fleet.Create(name ?? "", members, groups);
        foreach (var fault in fleet.Faults)
            log.AddRule(fault.Below(root.Path));
        return log.Any ? Validated<Fleet>.FromFaults(log.InOrder) : fleet;
    }

    // Of a file of another version nothing else can be said.
    private bool IsOtherVersion(LocatedNode root)
    {
        if (root.Find(FleetFields.Version) is not { Kind: JsonValueKind.Number } version)
            return false;
        var expected = FleetFields.SchemaVersion.ToString(CultureInfo.InvariantCulture);
        if (version.Text == expected)
            return false;
        log.Add(version.Path, version.Line, $"the version {expected}", version.Describe());
        return true;
    }

    private FleetGroup ReadGroup(LocatedNode node, int index)
    {
        var replacement = new FleetGroup(string.Create(CultureInfo.InvariantCulture, $"at-fault.{index}"));
        if (node.Kind != JsonValueKind.Object)
        {
            log.Add(node.Path, node.Line, "an object", node.Describe());
            return replacement;
        }

        var reader = new ObjectReader(node, FleetFields.GroupObject, log);
        var name = reader.Text(FleetFields.Name);
        var parent = reader.TextOrNull(FleetFields.Parent);
        var group = FleetGroup.Create(name ?? "", parent);
        foreach (var fault in group.Faults)
            log.AddRule(fault.Below(node.Path));
        if (group.TryGet(out var good))
            return good;

        // A good name with a bad parent keeps its name, so that its members are not told as strays.
        return AgentId.IsValid(name) ? new FleetGroup(name!) : replacement;
    }
}
