using Bess.Optimization.Problems;

namespace Bess.Optimization.Files;

/// <summary>Reads one text: finds the sections, checks their order and gives each line to its section.</summary>
internal sealed class MpsReader
{
    private readonly MpsLines _lines;
    private readonly MpsFaults _faults;
    private readonly MpsRows _rows;
    private readonly MpsColumns _columns;
    private readonly MpsBounds _bounds;
    private readonly MpsQuadratic _quadratic;
    private readonly HashSet<MpsSection> _seen = [];
    private MpsForm _form;
    private bool _isDetected;
    private MpsSection _section = MpsSection.Start;
    private MpsSection _furthest = MpsSection.Start;
    private string _name = "";
    private bool _isMaximisation;

    public MpsReader(TextReader reader, MpsOptions options, MpsFaults faults)
    {
        _lines = new MpsLines(reader, options.LineLimit);
        _faults = faults;
        _form = options.Form;
        _rows = new MpsRows(faults);
        _columns = new MpsColumns(_rows, faults);
        _bounds = new MpsBounds(_columns, faults);
        _quadratic = new MpsQuadratic(_columns, faults);
    }

    /// <summary>Reads all lines; null when there are faults.</summary>
    public MpsModel? Read()
    {
        _isDetected = _form == MpsForm.Detected;
        if (_isDetected) _form = MpsFormDetector.Detect(_lines.Ahead, _lines.AheadIsAll);
        int lastLine = 0;
        while (!_faults.HasEnded && _lines.Next())
        {
            _faults.Line = _lines.Number;
            ReadOnlySpan<char> line = _lines.Current;
            if (line.IsEmpty || line[0] == '*' || line.IsWhiteSpace()) continue;
            lastLine = _lines.Number;
            if (_lines.IsTooLong) _faults.End("line", "fewer characters in a line that is no comment", $"{_lines.Length} characters: {MpsFaults.Quote(line)}");
            else if (line.ContainsAnyInRange('\0', '\b')) _faults.End("line", "a text", $"a control character, in {MpsFaults.Quote(line)}");
            else if (_section == MpsSection.End) _faults.End("ENDATA", "nothing after it", MpsFaults.Quote(line));
            else if (char.IsWhiteSpace(line[0])) ReadData(line);
            else ReadHeader(line);
        }

        if (_section != MpsSection.End && !_faults.HasEnded) Truncated(lastLine);
        return _section == MpsSection.End && !_faults.HasEnded ? Build() : null;
    }

    private void Truncated(int lastLine)
    {
        _faults.ForgetLine(lastLine);
        string actual = lastLine == 0 ? "an empty file" : $"the end of the file in section {MpsHeader.TextOf(_section)}";
        _faults.AddAt(lastLine, "ENDATA", "a section ENDATA at the end", actual);
    }

    private MpsModel? Build()
    {
        var (columnLower, columnUpper) = _bounds.Close();
        double sign = _isMaximisation ? -1.0 : 1.0;
        var quadratic = _quadratic.Build(sign);
        if (_faults.Count > 0) return null;
        var (rowLower, rowUpper) = _rows.Bounds();
        double[] linear = [.. _columns.Costs.Select(cost => sign * cost)];
        var problem = new QuadraticProblem(
            quadratic, linear, _columns.Build(), rowLower, rowUpper, columnLower, columnUpper, sign * _rows.Constant);
        return new MpsModel
        {
            Name = _name,
            Problem = problem,
            IsMaximisation = _isMaximisation,
            ObjectiveName = _rows.ObjectiveName!,
            RowNames = _rows.Names,
            ColumnNames = _columns.Names,
            IsInteger = [.. _columns.IsInteger],
            Notes = _faults.Notes,
        };
    }

    private void ReadHeader(ReadOnlySpan<char> line)
    {
        MpsSection next = MpsHeader.Find(line, out ReadOnlySpan<char> rest);
        if (next == MpsSection.Start)
        {
            // OBJSENSE is at times followed by its word in the first column.
            if (_section == MpsSection.ObjectiveSense && TrySense(line)) return;
            _faults.End("section", MpsHeader.Known, MpsFaults.Quote(line));
            return;
        }

        if (!IsInOrder(next)) return;
        LeaveSection(next);
        _section = next;
        _seen.Add(next);
        switch (next)
        {
            case MpsSection.Name:
                _name = rest.ToString();
                break;
            case MpsSection.ObjectiveSense:
                if (!rest.IsEmpty && !TrySense(rest)) _faults.Add("OBJSENSE", "MAX or MIN", MpsFaults.Quote(rest));
                break;
            case MpsSection.QuadraticSection when !rest.IsEmpty && !rest.SequenceEqual(_rows.ObjectiveName):
                _faults.End("QSECTION", $"the objective '{_rows.ObjectiveName}' (quadratic rows are not supported)", MpsFaults.Quote(rest));
                break;
            default:
                if (!rest.IsEmpty && next is not (MpsSection.QuadraticSection or MpsSection.End))
                    _faults.End(MpsHeader.TextOf(next), "nothing after the section's name", MpsFaults.Quote(rest));
                break;
        }
    }

    private bool IsInOrder(MpsSection next)
    {
        string text = MpsHeader.TextOf(next);
        bool isQuadratic = MpsHeader.IsQuadratic(next);
        if (isQuadratic ? _seen.Any(MpsHeader.IsQuadratic) : _seen.Contains(next))
        {
            _faults.End("section", isQuadratic ? "one section of quadratic terms" : $"one section {text}", $"a second one, {text}");
            return false;
        }

        MpsSection missing = next > MpsSection.Columns && !_seen.Contains(MpsSection.Columns) ? MpsSection.Columns
            : next == MpsSection.Columns && !_seen.Contains(MpsSection.Rows) ? MpsSection.Rows : MpsSection.Start;
        if (missing != MpsSection.Start)
        {
            _faults.End("section", $"{MpsHeader.TextOf(missing)} before {text}", text);
            return false;
        }

        if (isQuadratic) return true;
        // NAME and OBJSENSE may change places.
        if (next < _furthest && !(next == MpsSection.Name && _furthest == MpsSection.ObjectiveSense))
        {
            _faults.End("section", $"{text} before {MpsHeader.TextOf(_furthest)}", $"{text} after it");
            return false;
        }

        _furthest = next;
        return true;
    }

    private void LeaveSection(MpsSection next)
    {
        if (_section == MpsSection.Rows) _rows.Close();
        if (_section == MpsSection.Columns)
        {
            _columns.Close();
            _bounds.Open();
        }

        if (next == MpsSection.Columns) _columns.Open();
        if (MpsHeader.IsQuadratic(next)) _quadratic.Open(next);
    }

    private void ReadData(ReadOnlySpan<char> line)
    {
        if (_section == MpsSection.ObjectiveSense)
        {
            if (!TrySense(line.Trim())) _faults.Add("OBJSENSE", "MAX or MIN", MpsFaults.Quote(line.Trim()));
            return;
        }

        if (_section < MpsSection.Rows)
        {
            _faults.End("section", $"{MpsHeader.Known} in the first column", MpsFaults.Quote(line.TrimEnd()));
            return;
        }

        MpsRecord record;
        if (_form == MpsForm.Fixed && (!_isDetected || MpsSplitter.FitsColumns(line, _section))) record = MpsSplitter.Fixed(line);
        else if (MpsSplitter.Free(line, _section, out record, out int count) is { } expected)
        {
            _faults.Add(MpsHeader.TextOf(_section), expected, $"{count}: {MpsFaults.Quote(line.Trim())}");
            if (_section == MpsSection.Rows) _rows.LoseName();
            if (_section == MpsSection.Columns) _columns.LoseName();
            return;
        }

        Give(record);
    }

    private void Give(in MpsRecord record)
    {
        switch (_section)
        {
            case MpsSection.Rows:
                _rows.Add(record);
                break;
            case MpsSection.Columns:
                _columns.Add(record);
                break;
            case MpsSection.Rhs:
                _rows.AddRhs(record);
                break;
            case MpsSection.Ranges:
                _rows.AddRange(record);
                break;
            case MpsSection.Bounds:
                _bounds.Add(record);
                break;
            default:
                _quadratic.Add(record);
                break;
        }
    }

    private bool TrySense(ReadOnlySpan<char> word)
    {
        word = word.Trim();
        bool isMax = word.Equals("MAX", StringComparison.OrdinalIgnoreCase) || word.Equals("MAXIMIZE", StringComparison.OrdinalIgnoreCase)
            || word.Equals("MAXIMISE", StringComparison.OrdinalIgnoreCase);
        bool isMin = word.Equals("MIN", StringComparison.OrdinalIgnoreCase) || word.Equals("MINIMIZE", StringComparison.OrdinalIgnoreCase)
            || word.Equals("MINIMISE", StringComparison.OrdinalIgnoreCase);
        _isMaximisation |= isMax;
        return isMax || isMin;
    }
}
