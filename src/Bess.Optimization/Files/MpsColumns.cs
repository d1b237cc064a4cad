using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Files;

/// <summary>Columns: their entries, costs and marks.</summary>
internal sealed class MpsColumns(MpsRows rows, MpsFaults faults)
{
    /// <summary>Second field of a line that begins or ends a group of integer columns.</summary>
    public const string Marker = "'MARKER'";

    private readonly NameTable _names = new();
    private readonly HashSet<string> _unknown = [];
    private readonly List<int> _pointers = [0];
    private readonly List<int> _rowIndices = [];
    private readonly List<double> _values = [];
    private readonly List<double> _costs = [];
    private readonly List<bool> _isInteger = [];
    private string? _refused;
    private int[] _lastColumnOfRow = [];
    private int _lastColumnOfObjective = -1;
    private bool _isInsideMarkers;
    private bool _hasLostNames;

    public int Count => _names.Count;

    public IReadOnlyList<string> Names => _names.Names;

    public IReadOnlyList<double> Costs => _costs;

    public List<bool> IsInteger => _isInteger;

    public void Open()
    {
        _lastColumnOfRow = new int[rows.Count];
        _lastColumnOfRow.AsSpan().Fill(-1);
    }

    public void Add(in MpsRecord record)
    {
        if (record.FirstName.SequenceEqual(Marker))
        {
            Mark(record.FirstNumber.IsEmpty ? record.SecondName : record.FirstNumber);
            return;
        }

        if (!Enter(record.Name)) return;
        for (int pair = 0; pair < record.PairCount; pair++) AddEntry(record.Name, record.PairName(pair), record.PairNumber(pair));
    }

    /// <summary>A line of COLUMNS could not be read, so a column that is unknown later may be no fault of its own.</summary>
    public void LoseName() => _hasLostNames = true;

    /// <summary>All columns are known.</summary>
    public void Close()
    {
        if (_names.Count == 0) faults.End("COLUMNS", "at least one column", "none");
    }

    /// <summary>Number of a column, or −1; an unknown one is told once.</summary>
    public int Find(ReadOnlySpan<char> name, string section)
    {
        int number = _names.Find(name);
        if (number < 0 && !_hasLostNames && _unknown.Add(name.ToString())) faults.Add($"{section}: column", "a column of COLUMNS", MpsFaults.Quote(name));
        return number;
    }

    public bool IsKnown(ReadOnlySpan<char> name) => _names.Find(name) >= 0;

    /// <summary>Builds A; rows ascend within a column.</summary>
    public SparseMatrix Build()
    {
        int[] rowIndices = [.. _rowIndices];
        double[] values = [.. _values];
        for (int j = 0; j < Count; j++)
        {
            int start = _pointers[j];
            rowIndices.AsSpan(start, _pointers[j + 1] - start).Sort(values.AsSpan(start, _pointers[j + 1] - start));
        }

        return SparseMatrix.FromTrusted(rows.Count, Count, [.. _pointers], rowIndices, values);
    }

    /// <summary>Makes a column the current one, which it may become only once.</summary>
    private bool Enter(ReadOnlySpan<char> name)
    {
        if (_names.Count > 0 && name.SequenceEqual(_names.Names[^1])) return _refused is null || !name.SequenceEqual(_refused);
        if (_refused is not null && name.SequenceEqual(_refused)) return false;
        if (name.IsEmpty)
        {
            faults.Add("COLUMNS: name", "a name", "nothing");
            return false;
        }

        if (_names.Add(name) < 0)
        {
            _refused = name.ToString();
            faults.Add("COLUMNS: name", "all entries of a column together, each column once", $"{MpsFaults.Quote(name)} again");
            return false;
        }

        _refused = null;
        _costs.Add(0.0);
        _isInteger.Add(_isInsideMarkers);
        _pointers.Add(_rowIndices.Count);
        return true;
    }

    private void AddEntry(ReadOnlySpan<char> column, ReadOnlySpan<char> row, ReadOnlySpan<char> number)
    {
        int place = rows.Place(row, "COLUMNS");
        if (!MpsRecord.TryNumber(number, out double value))
        {
            faults.Add($"COLUMNS {MpsFaults.Quote(column)}, row {MpsFaults.Quote(row)}: number", "a finite number", MpsFaults.Quote(number));
            return;
        }

        if (place < MpsRows.Objective) return;
        int current = _names.Count - 1;
        ref int last = ref place == MpsRows.Objective ? ref _lastColumnOfObjective : ref _lastColumnOfRow[place];
        if (last == current)
        {
            faults.Add($"COLUMNS {MpsFaults.Quote(column)}", "one entry for a row", $"a second one for {MpsFaults.Quote(row)}");
            return;
        }

        last = current;
        if (place == MpsRows.Objective)
        {
            _costs[current] = value;
            return;
        }

        if (value == 0.0) return;
        _rowIndices.Add(place);
        _values.Add(value);
        _pointers[^1] = _rowIndices.Count;
    }

    private void Mark(ReadOnlySpan<char> kind)
    {
        bool begins = kind.SequenceEqual("'INTORG'");
        if (!begins && !kind.SequenceEqual("'INTEND'"))
            faults.Add("COLUMNS: marker", "'INTORG' or 'INTEND'", MpsFaults.Quote(kind));
        else if (begins == _isInsideMarkers)
            faults.Add("COLUMNS: marker", begins ? "'INTEND' first" : "'INTORG' first", MpsFaults.Quote(kind));
        else _isInsideMarkers = begins;
    }
}
