namespace Bess.Optimization.Files;

/// <summary>Rows, right-hand sides and ranges.</summary>
internal sealed class MpsRows(MpsFaults faults)
{
    /// <summary>What <see cref="Place"/> gives for the objective.</summary>
    public const int Objective = -1;

    /// <summary>What <see cref="Place"/> gives for an N row that takes no part.</summary>
    public const int Dropped = -2;

    /// <summary>What <see cref="Place"/> gives for a row that is unknown or was refused.</summary>
    public const int Unknown = -3;

    // By convention of MPS readers, numbers this large stand for no bound.
    public const double InfiniteFrom = 1e20;

    private readonly NameTable _names = new();
    private readonly List<int> _places = [];
    private readonly List<char> _kinds = [];
    private readonly List<string> _constraintNames = [];
    private readonly HashSet<string> _unknown = [];
    private readonly MpsSet _rhsSet = new("RHS", faults);
    private readonly MpsSet _rangeSet = new("RANGES", faults);
    private double[] _rhs = [];
    private double[] _ranges = [];
    private double _objectiveRhs = double.NaN;
    private bool _hasLostNames;

    public int Count => _kinds.Count;

    public IReadOnlyList<string> Names => _constraintNames;

    /// <summary>Name of the objective, or null while there is none.</summary>
    public string? ObjectiveName { get; private set; }

    /// <summary>The constant of the objective: minus its right-hand side.</summary>
    public double Constant => double.IsNaN(_objectiveRhs) ? 0.0 : 0.0 - _objectiveRhs;

    public void Add(in MpsRecord record)
    {
        char kind = record.Kind.Length == 1 ? char.ToUpperInvariant(record.Kind[0]) : '?';
        bool isKnown = kind is 'N' or 'E' or 'L' or 'G';
        if (!isKnown) faults.Add("ROWS: kind", "one of N, E, L, G", MpsFaults.Quote(record.Kind));
        if (record.Name.IsEmpty || _names.Add(record.Name) < 0)
        {
            _hasLostNames = true;
            faults.Add("ROWS: name", record.Name.IsEmpty ? "a name" : "a name that no row has yet", MpsFaults.Quote(record.Name));
            return;
        }

        _places.Add(!isKnown ? Unknown : kind != 'N' ? _kinds.Count : ObjectiveName is null ? Objective : Dropped);
        string name = _names.Names[^1];
        if (isKnown && kind != 'N')
        {
            _kinds.Add(kind);
            _constraintNames.Add(name);
        }
        else if (isKnown && ObjectiveName is null) ObjectiveName = name;
        else if (isKnown) faults.Note($"row {name} of kind N is not the first of its kind and takes no part");
    }

    /// <summary>All rows are known.</summary>
    public void Close()
    {
        if (ObjectiveName is null) faults.End("ROWS", "a row of kind N (the objective)", "none");
        _rhs = new double[_kinds.Count];
        _ranges = new double[_kinds.Count];
        _rhs.AsSpan().Fill(double.NaN);
        _ranges.AsSpan().Fill(double.NaN);
    }

    /// <summary>A line of ROWS could not be read, so a row that is unknown later may be no fault of its own.</summary>
    public void LoseName() => _hasLostNames = true;

    /// <summary>Index of a row of A, or one of the constants; an unknown row is told once.</summary>
    public int Place(ReadOnlySpan<char> name, string section)
    {
        int number = _names.Find(name);
        if (number >= 0) return _places[number];
        if (!_hasLostNames && _unknown.Add(name.ToString())) faults.Add($"{section}: row", "a row of ROWS", MpsFaults.Quote(name));
        return Unknown;
    }

    public void AddRhs(in MpsRecord record)
    {
        if (!_rhsSet.Includes(record.Name)) return;
        for (int pair = 0; pair < record.PairCount; pair++)
        {
            if (!TryNumber(record, pair, "RHS", out double value)) continue;
            int place = Place(record.PairName(pair), "RHS");
            if (place < Objective) continue;
            ref double rhs = ref place == Objective ? ref _objectiveRhs : ref _rhs[place];
            Set(ref rhs, value, record.PairName(pair), "RHS");
        }
    }

    public void AddRange(in MpsRecord record)
    {
        if (!_rangeSet.Includes(record.Name)) return;
        for (int pair = 0; pair < record.PairCount; pair++)
        {
            if (!TryNumber(record, pair, "RANGES", out double value)) continue;
            ReadOnlySpan<char> name = record.PairName(pair);
            int place = Place(name, "RANGES");
            if (place >= 0) Set(ref _ranges[place], value, name, "RANGES");
            else if (place != Unknown) faults.Note($"RANGES: row {name} is of kind N, so its range has no effect");
        }
    }

    /// <summary>Bounds of the rows: a range R widens E to [b, b + |R|] or, when negative, [b − |R|, b]; L to [b − |R|, b]; G to [b, b + |R|].</summary>
    public (double[] Lower, double[] Upper) Bounds()
    {
        var lower = new double[_kinds.Count];
        var upper = new double[_kinds.Count];
        for (int i = 0; i < lower.Length; i++)
        {
            double rhs = double.IsNaN(_rhs[i]) ? 0.0 : _rhs[i];
            double range = _ranges[i];
            double width = double.IsNaN(range) ? double.PositiveInfinity : Math.Abs(range);
            (lower[i], upper[i]) = _kinds[i] switch
            {
                'L' => (rhs - width, rhs),
                'G' => (rhs, rhs + width),
                _ when double.IsNaN(range) => (rhs, rhs),
                _ => range < 0.0 ? (rhs - width, rhs) : (rhs, rhs + width),
            };
            if (lower[i] <= -InfiniteFrom) lower[i] = double.NegativeInfinity;
            if (upper[i] >= InfiniteFrom) upper[i] = double.PositiveInfinity;
        }

        return (lower, upper);
    }

    private bool TryNumber(in MpsRecord record, int pair, string section, out double value)
    {
        if (MpsRecord.TryNumber(record.PairNumber(pair), out value)) return true;
        faults.Add($"{section} {MpsFaults.Quote(record.PairName(pair))}: number", "a finite number", MpsFaults.Quote(record.PairNumber(pair)));
        return false;
    }

    private void Set(ref double slot, double value, ReadOnlySpan<char> name, string section)
    {
        if (double.IsNaN(slot)) slot = value;
        else faults.Add($"{section} {MpsFaults.Quote(name)}", "one entry for a row", "a second one");
    }
}
