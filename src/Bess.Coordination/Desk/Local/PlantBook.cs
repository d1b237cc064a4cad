using System.Collections.Immutable;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>All power plants of a desk, in memory and, where there is a folder, in one file each. Not thread-safe.</summary>
/// <remarks>A change is on disk before it is seen: written beside the file, then renamed.</remarks>
internal sealed class PlantBook
{
    private const string Extension = ".plant.json";
    private readonly string? _folder;
    private readonly Dictionary<string, PlantRecord> _plants = [];

    public PlantBook(string? folder)
    {
        _folder = folder;
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        var faults = new List<Fault>();
        foreach (var path in Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            var read = PlantDocument.Read(File.ReadAllBytes(path));
            faults.AddRange(read.Faults.Select(fault => fault with { Location = $"{Path.GetFileName(path)}: {fault.Location}" }));
            if (read.TryGet(out var plant))
                _plants[plant.Name] = plant;
        }

        if (faults.Count > 0)
            throw new BessDataException(faults);
    }

    public IEnumerable<string> Names => _plants.Keys;

    public PlantRecord? Find(string name) => _plants.GetValueOrDefault(name);

    public IReadOnlyList<Fault> SetGroups(string name, IReadOnlyList<FleetGroup> groups)
    {
        var plant = Find(name) ?? PlantRecord.Empty(name);
        return CheckAndKeep(plant with { IsEnrolled = true, Groups = [.. groups] });
    }

    public IReadOnlyList<Fault> Join(string name, IReadOnlyList<FleetMember> members)
    {
        if (members.Count == 0)
            return [new Fault("", "batteries", "at least one battery", "none")];
        if (members.GroupBy(member => member.Battery.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return [new Fault("", "batteries", "each name once", $"'{twice.Key}' more than once")];
        var plant = Find(name) ?? PlantRecord.Empty(name);
        var byName = members.ToDictionary(member => member.Battery.Id);
        var changed = plant.Members.Select(member => byName.Remove(member.Battery.Id, out var other) ? other : member).ToList();
        changed.AddRange(members.Where(member => byName.ContainsKey(member.Battery.Id)));
        return CheckAndKeep(plant with { IsEnrolled = true, Members = [.. changed] });
    }

    public bool Leave(string name, AgentId agent)
    {
        if (Find(name) is not { } plant || plant.Members.All(member => member.Battery.Id != agent))
            return false;
        Keep(plant with { Members = plant.Members.RemoveAll(member => member.Battery.Id == agent) });
        return true;
    }

    public void Commit(string name, RoundResult result)
    {
        var plant = Find(name) ?? PlantRecord.Empty(name);
        Keep(plant with { Schedules = plant.Schedules.SetItems(result.Schedules.Select(s => KeyValuePair.Create(s.Agent, new CommittedSchedule(result.RoundId, s)))) });
    }

    private List<Fault> CheckAndKeep(PlantRecord plant)
    {
        var faults = new List<Fault>();
        if (!DeskNames.IsPowerPlant(plant.Name))
            faults.Add(new Fault("", "powerPlant", DeskNames.PowerPlantRule, $"'{plant.Name}'"));
        else
            faults.AddRange(Tree(plant));
        if (faults.Count == 0)
            Keep(plant);
        return faults;
    }

    private static IEnumerable<Fault> Tree(PlantRecord plant) => plant.Members.IsEmpty
        ? FleetGroup.CheckTree(plant.Groups)
        : Fleet.Create(plant.Name, plant.Members, plant.Groups).Faults.Select(fault => InTermsOfAgents(fault, plant));

    // An index into all enrolled batteries means nothing to whoever sent some of them.
    private static Fault InTermsOfAgents(Fault fault, PlantRecord plant)
    {
        for (var i = 0; i < plant.Members.Length; i++)
        {
            if (fault.Field == $"batteries[{i}].group")
                return fault with { Actual = $"{fault.Actual} of {plant.Members[i].Battery.Id}" };
        }

        return fault;
    }

    private void Keep(PlantRecord plant)
    {
        if (_folder is not null)
            KeptFile.Write(Path.Combine(_folder, KeptFile.NameOf(plant.Name) + Extension), PlantDocument.Write(plant));
        _plants[plant.Name] = plant;
    }
}
