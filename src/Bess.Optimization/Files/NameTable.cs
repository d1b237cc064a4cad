namespace Bess.Optimization.Files;

/// <summary>Names by number and numbers by name; looked up by span, so that a text is made only for a new name.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _names = [];
    private int _last = -1;

    public NameTable() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<string> Names => _names;

    public int Count => _names.Count;

    /// <summary>The number of a name, or −1.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        // Entries of one column follow each other.
        if (_last >= 0 && name.SequenceEqual(_names[_last])) return _last;
        return _bySpan.TryGetValue(name, out int number) ? _last = number : -1;
    }

    /// <summary>Gives a new name the next number; −1 when the name is known already.</summary>
    public int Add(ReadOnlySpan<char> name)
    {
        string text = name.ToString();
        if (!_numbers.TryAdd(text, _names.Count)) return -1;
        _names.Add(text);
        return _last = _names.Count - 1;
    }
}
