namespace Bess.Optimization.Files;

/// <summary>Bounds of the columns; without any, [0, ∞), and [0, 1] for a column between integer markers.</summary>
internal sealed class MpsBounds(MpsColumns columns, MpsFaults faults)
{
    private const string Kinds = "one of UP, LO, FX, FR, MI, PL, BV, LI, UI";
    private static readonly string[] Known = ["UP", "LO", "FX", "FR", "MI", "PL", "BV", "LI", "UI"];
    private readonly MpsSet _set = new("BOUNDS", faults);
    private double[] _lower = [];
    private double[] _upper = [];
    private int[] _seen = [];
    private int[] _line = [];

    /// <summary>Whether a kind of bound comes with a number.</summary>
    public static bool NeedsNumber(ReadOnlySpan<char> kind) => kind is not ("FR" or "MI" or "PL" or "BV" or "fr" or "mi" or "pl" or "bv");

    /// <summary>All columns are known.</summary>
    public void Open()
    {
        _lower = new double[columns.Count];
        _upper = new double[columns.Count];
        _seen = new int[columns.Count];
        _line = new int[columns.Count];
        _upper.AsSpan().Fill(double.PositiveInfinity);
    }

    public void Add(in MpsRecord record)
    {
        int kind = KindOf(record.Kind);
        if (kind < 0) return;
        ReadOnlySpan<char> name = record.FirstName;
        // Without a set: FR x 0 has the shape of FR set x.
        if (!NeedsNumber(Known[kind]) && !record.Name.IsEmpty && !columns.IsKnown(name) && columns.IsKnown(record.Name)) name = record.Name;
        else if (!_set.Includes(record.Name)) return;
        if (NeedsNumber(Known[kind]) && !columns.IsKnown(name) && columns.IsKnown(record.FirstNumber))
        {
            faults.Add($"BOUNDS {Known[kind]} {MpsFaults.Quote(record.FirstNumber)}: number", "a finite number", "nothing");
            return;
        }

        int column = columns.Find(name, "BOUNDS");
        if (column < 0 || !TryValue(kind, record, name, out double value)) return;
        if ((_seen[column] & (1 << kind)) != 0)
        {
            if (IsSame(Known[kind], column, value)) return;
            faults.Add($"BOUNDS {MpsFaults.Quote(name)}", $"one bound {Known[kind]} for a column", $"a second one, {MpsFaults.Quote(record.FirstNumber)}");
            return;
        }

        _seen[column] |= 1 << kind;
        _line[column] = faults.Line;
        Apply(Known[kind], column, value);
    }

    /// <summary>The bounds, after the rules that need all lines: negative UP without a lower bound, integers without bounds, crossed bounds.</summary>
    public (double[] Lower, double[] Upper) Close()
    {
        const int givesLower = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 6) | (1 << 7);
        int byMarker = 0;
        for (int j = 0; j < _lower.Length; j++)
        {
            if (_seen[j] == 0)
            {
                if (!columns.IsInteger[j]) continue;
                _upper[j] = 1.0;
                byMarker++;
                continue;
            }

            if (_upper[j] < 0.0 && (_seen[j] & givesLower) == 0)
            {
                _lower[j] = double.NegativeInfinity;
                faults.Note($"column {columns.Names[j]} has a negative upper and no lower bound: its lower bound is -infinity");
            }

            if (_lower[j] > _upper[j])
                faults.AddAt(_line[j], $"BOUNDS {MpsFaults.Quote(columns.Names[j])}", $"a lower bound not above the upper bound {_upper[j]}", $"{_lower[j]}");
        }

        if (byMarker > 0) faults.Note($"{byMarker} integer columns have no bounds and get [0, 1]");
        return (_lower, _upper);
    }

    private void Apply(string kind, int column, double value)
    {
        switch (kind)
        {
            case "UP" or "UI":
                _upper[column] = value;
                break;
            case "LO" or "LI":
                _lower[column] = value;
                break;
            case "FX":
                (_lower[column], _upper[column]) = (value, value);
                break;
            case "FR":
                (_lower[column], _upper[column]) = (double.NegativeInfinity, double.PositiveInfinity);
                break;
            case "MI":
                _lower[column] = double.NegativeInfinity;
                break;
            case "PL":
                _upper[column] = double.PositiveInfinity;
                break;
            default:
                (_lower[column], _upper[column]) = (0.0, 1.0);
                break;
        }

        if (kind is "BV" or "LI" or "UI") columns.IsInteger[column] = true;
    }

    /// <summary>Whether a bound says again what already holds.</summary>
    private bool IsSame(string kind, int column, double value) => kind switch
    {
        "UP" or "UI" => _upper[column] == value,
        "LO" or "LI" => _lower[column] == value,
        "FX" => _lower[column] == value && _upper[column] == value,
        _ => true,
    };

    private int KindOf(ReadOnlySpan<char> kind)
    {
        for (int i = 0; i < Known.Length; i++)
        {
            if (kind.Equals(Known[i], StringComparison.OrdinalIgnoreCase)) return i;
        }

        string expected = kind.Equals("SC", StringComparison.OrdinalIgnoreCase) ? $"{Kinds} (semi-continuous columns are not supported)" : Kinds;
        faults.Add("BOUNDS: kind", expected, MpsFaults.Quote(kind));
        return -1;
    }

    private bool TryValue(int kind, in MpsRecord record, ReadOnlySpan<char> name, out double value)
    {
        value = 0.0;
        if (!NeedsNumber(Known[kind])) return true;
        string text = Known[kind];
        bool isNumber = MpsRecord.TryNumber(record.FirstNumber, out value);
        if (isNumber && value >= MpsRows.InfiniteFrom && text is "UP" or "UI") value = double.PositiveInfinity;
        else if (isNumber && value <= -MpsRows.InfiniteFrom && text is "LO" or "LI") value = double.NegativeInfinity;
        else if (isNumber && Math.Abs(value) >= MpsRows.InfiniteFrom) isNumber = false;
        if (!isNumber)
        {
            faults.Add($"BOUNDS {text} {MpsFaults.Quote(name)}: number", "a finite number (FR, MI or PL for no bound)", MpsFaults.Quote(record.FirstNumber));
            return false;
        }

        if (text is not ("LI" or "UI") || double.IsInfinity(value) || value == Math.Floor(value)) return true;
        faults.Add($"BOUNDS {text} {MpsFaults.Quote(name)}: number", "a whole number", MpsFaults.Quote(record.FirstNumber));
        return false;
    }
}
