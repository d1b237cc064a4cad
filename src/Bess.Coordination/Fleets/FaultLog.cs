using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Coordination.Fleets;

/// <summary>All faults of one file, each with its line; one path is told once.</summary>
internal sealed class FaultLog(string fileName)
{
    private const int LongestText = 300;

    /// <summary>Nobody reads more, and a hostile file may have millions.</summary>
    private const int MostFaults = 1000;

    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _paths = [];
    private readonly List<LocatedNode> _trees = [];
    private Dictionary<string, int>? _lineOf;

    public bool Any => _faults.Count > 0;

    /// <summary>The faults in the order of their lines.</summary>
    public IEnumerable<Fault> InOrder => _faults.OrderBy(fault => FaultLocation.LineOf(fault.Location));

    /// <summary>Remembers where every value of a tree was read; looked through when the first fault of a rule asks.</summary>
    public void Map(LocatedNode root) => _trees.Add(root);

    public bool IsTold(string path) => _paths.Contains(path);

    public void Add(string path, int line, string expected, string actual)
    {
        Add(new Fault(FaultLocation.At(fileName, line), path, expected, LocatedNode.OneLine(actual, LongestText)));
    }

    public void Add(Fault fault)
    {
        if (_faults.Count == MostFaults)
            return;
        _paths.Add(fault.Field);
        _faults.Add(fault);
    }

    /// <summary>Adds a fault found by a rule of the domain, unless its field was told already.</summary>
    public void AddRule(Fault fault)
    {
        if (!IsTold(fault.Field))
            Add(fault.Field, LineOf(fault.Field), fault.Expected, fault.Actual);
    }

    public int LineOf(string path)
    {
        if (_lineOf is null)
        {
            _lineOf = [];
            _trees.ForEach(Walk);
        }

        for (var current = path; current.Length > 0; current = Parent(current))
        {
            if (_lineOf.TryGetValue(current, out var line))
                return line;
        }

        return _lineOf.GetValueOrDefault("", 1);
    }

    private void Walk(LocatedNode node)
    {
        _lineOf!.TryAdd(node.Path, node.Line);
        foreach (var member in node.Members)
            Walk(member.Value);
        foreach (var item in node.Items)
            Walk(item);
    }

    private static string Parent(string path)
    {
        var cut = path.LastIndexOfAny(['.', '[']);
        return cut < 0 ? "" : path[..cut];
    }
}
