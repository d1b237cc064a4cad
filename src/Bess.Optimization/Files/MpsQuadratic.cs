using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Files;

/// <summary>Entries of P: one triangle (QUADOBJ, QSECTION) or the whole symmetric matrix (QMATRIX); the factor ½ is not in them.</summary>
internal sealed class MpsQuadratic(MpsColumns columns, MpsFaults faults)
{
    private const double SymmetryTolerance = 1e-12;
    private readonly List<long> _places = [];
    private readonly List<double> _values = [];
    private readonly List<int> _lines = [];
    private string _section = "";
    private bool _isWhole;

    public void Open(MpsSection section)
    {
        _section = MpsHeader.TextOf(section);
        _isWhole = section == MpsSection.QuadraticMatrix;
    }

    public void Add(in MpsRecord record)
    {
        int first = columns.Find(record.Name, _section);
        for (int pair = 0; pair < record.PairCount; pair++)
        {
            int second = columns.Find(record.PairName(pair), _section);
            if (!MpsRecord.TryNumber(record.PairNumber(pair), out double value))
                faults.Add($"{_section} {MpsFaults.Quote(record.Name)}: number", "a finite number", MpsFaults.Quote(record.PairNumber(pair)));
            else if (first >= 0 && second >= 0) AddEntry(first, second, value);
        }
    }

    /// <summary>The upper triangle of P times a sign; null without entries.</summary>
    public SparseMatrix? Build(double sign)
    {
        if (_places.Count == 0) return null;
        long[] places = [.. _places];
        int[] order = [.. Enumerable.Range(0, places.Length)];
        Array.Sort(places, order);
        RequireSingle(places, order);
        if (_isWhole) RequireSymmetry(places, order);
        var pointers = new int[columns.Count + 1];
        var rows = new List<int>(places.Length);
        var values = new List<double>(places.Length);
        for (int k = 0; k < places.Length; k++)
        {
            var (row, column) = Split(places[k]);
            if (row > column || (k > 0 && places[k] == places[k - 1]) || _values[order[k]] == 0.0) continue;
            rows.Add(row);
            values.Add(sign * _values[order[k]]);
            pointers[column + 1]++;
        }

        for (int j = 0; j < columns.Count; j++) pointers[j + 1] += pointers[j];
        return rows.Count == 0 ? null : SparseMatrix.FromTrusted(columns.Count, columns.Count, pointers, [.. rows], [.. values]);
    }

    private void AddEntry(int first, int second, double value)
    {
        // A place is column-major, so that sorted places are the entries in the order of the matrix.
        bool swap = !_isWhole && first > second;
        _places.Add(((long)(swap ? first : second) << 32) | (uint)(swap ? second : first));
        _values.Add(value);
        _lines.Add(faults.Line);
    }

    private void RequireSingle(long[] places, int[] order)
    {
        for (int k = 1; k < places.Length; k++)
        {
            if (places[k] != places[k - 1]) continue;
            int later = Math.Max(_lines[order[k]], _lines[order[k - 1]]);
            faults.AddAt(later, $"{_section} {Pair(places[k])}", _isWhole ? "one entry for a place" : "one entry for a pair of columns, in one triangle", "a second one");
        }
    }

    private void RequireSymmetry(long[] places, int[] order)
    {
        for (int k = 0; k < places.Length; k++)
        {
            var (row, column) = Split(places[k]);
            if (row == column) continue;
            int mirror = Array.BinarySearch(places, ((long)row << 32) | (uint)column);
            double value = _values[order[k]];
            if (mirror < 0)
                faults.AddAt(_lines[order[k]], $"{_section} {Pair(places[k])}", "its mirror image too", "only this one (one triangle: QUADOBJ)");
            else if (row < column && Math.Abs(value - _values[order[mirror]]) > SymmetryTolerance * Math.Abs(value))
                faults.AddAt(_lines[order[mirror]], $"{_section} {Pair(places[mirror])}", $"{value} as in its mirror image", $"{_values[order[mirror]]}");
        }
    }

    private string Pair(long place)
    {
        var (row, column) = Split(place);
        return $"({MpsFaults.Quote(columns.Names[row])}, {MpsFaults.Quote(columns.Names[column])})";
    }

    private static (int Row, int Column) Split(long place) => ((int)(place & 0xFFFFFFFF), (int)(place >> 32));
}
