namespace Bess.Optimization.Files;

/// <summary>The name of a set of right-hand sides, ranges or bounds: the first one counts, others are left out and noted.</summary>
internal sealed class MpsSet(string section, MpsFaults faults)
{
    private readonly HashSet<string> _others = [];
    private string? _name;

    /// <summary>Whether a line with this name of its set counts; without a name it does.</summary>
    public bool Includes(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return true;
        _name ??= name.ToString();
        if (name.SequenceEqual(_name)) return true;
        string other = name.ToString();
        if (_others.Add(other)) faults.Note($"{section}: set {other} is left out, since {_name} comes first");
        return false;
    }
}
