using System.Runtime.CompilerServices;

namespace Bess.Optimization.Files;

/// <summary>Splits a line into a <see cref="MpsRecord"/>, by blanks or by columns.</summary>
internal static class MpsSplitter
{
    private const int MostFields = 6;
    private static readonly (int Start, int Length) KindField = (1, 2);
    private static readonly (int Start, int Length) NameField = (4, 8);
    private static readonly (int Start, int Length) FirstNameField = (14, 8);
    private static readonly (int Start, int Length) FirstNumberField = (22, 17);
    private static readonly (int Start, int Length) SecondNameField = (39, 8);
    private static readonly (int Start, int Length) SecondNumberField = (47, 14);

    /// <summary>Splits by columns; positions after the last field are left out, as the form has it.</summary>
    public static MpsRecord Fixed(ReadOnlySpan<char> line) => new()
    {
        Kind = Cut(line, KindField),
        Name = Cut(line, NameField),
        FirstName = Cut(line, FirstNameField),
        FirstNumber = Cut(line, FirstNumberField),
        SecondName = Cut(line, SecondNameField),
        SecondNumber = Cut(line, SecondNumberField),
    };

    /// <summary>Whether a line keeps to the columns: blanks between the fields and numbers where numbers belong.</summary>
    public static bool FitsColumns(ReadOnlySpan<char> line, MpsSection section)
    {
        if (line.Contains('\t') || !IsBlank(line, 0, 1) || !IsBlank(line, 3, 1) || !IsBlank(line, 12, 2)) return false;
        MpsRecord record = Fixed(line);
        if (section == MpsSection.Rows) return !record.Kind.IsEmpty && !record.Name.IsEmpty && record.FirstName.IsEmpty;
        if (record.FirstName.IsEmpty || record.Kind.IsEmpty == (section == MpsSection.Bounds)) return false;
        bool first = MpsRecord.TryNumber(record.FirstNumber, out _) || (section == MpsSection.Bounds && record.FirstNumber.IsEmpty);
        bool second = record.PairCount == 1 || (!record.SecondName.IsEmpty && MpsRecord.TryNumber(record.SecondNumber, out _));
        return first && second;
    }

    /// <summary>Whether a name of a line split by columns has a blank inside.</summary>
    public static bool HasInnerBlank(in MpsRecord record)
        => record.Name.Contains(' ') || record.FirstName.Contains(' ') || record.SecondName.Contains(' ');

    /// <summary>Splits by blanks.</summary>
    /// <param name="line">The line.</param>
    /// <param name="section">Gives the fields their meaning.</param>
    /// <param name="record">The fields.</param>
    /// <param name="count">Number of fields that were found.</param>
    /// <returns>Null, or how many fields were expected.</returns>
    public static string? Free(ReadOnlySpan<char> line, MpsSection section, out MpsRecord record, out int count)
    {
        var fields = default(Fields);
        count = 0;
        int at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
            if (at == line.Length) break;
            int start = at;
            while (at < line.Length && !char.IsWhiteSpace(line[at])) at++;
            if (count < MostFields) fields[count] = (start, at - start);
            count++;
        }

        record = default;
        return section switch
        {
            MpsSection.Rows => Rows(line, fields, count, ref record),
            MpsSection.Bounds => Bounds(line, fields, count, ref record),
            MpsSection.Rhs or MpsSection.Ranges => Sets(line, fields, count, ref record),
            _ => Columns(line, fields, count, ref record),
        };
    }

    private static string? Rows(ReadOnlySpan<char> line, Fields fields, int count, ref MpsRecord record)
    {
        if (count != 2) return "2 fields (kind, name)";
        record.Kind = Cut(line, fields[0]);
        record.Name = Cut(line, fields[1]);
        return null;
    }

    private static string? Columns(ReadOnlySpan<char> line, Fields fields, int count, ref MpsRecord record)
    {
        if (count is not (3 or 5)) return "3 or 5 fields (name, then one or two pairs of name and number)";
        record.Name = Cut(line, fields[0]);
        Pairs(line, fields, 1, count, ref record);
        return null;
    }

    private static string? Sets(ReadOnlySpan<char> line, Fields fields, int count, ref MpsRecord record)
    {
        if (count is < 2 or > 5) return "2 to 5 fields (name of the set if any, then one or two pairs of row and number)";
        int first = count % 2;
        if (first == 1) record.Name = Cut(line, fields[0]);
        Pairs(line, fields, first, count, ref record);
        return null;
    }

    private static string? Bounds(ReadOnlySpan<char> line, Fields fields, int count, ref MpsRecord record)
    {
        record.Kind = count > 0 ? Cut(line, fields[0]) : default;
        bool hasNumber = MpsBounds.NeedsNumber(record.Kind);
        if (count < 2 || count > 4) return hasNumber ? "3 or 4 fields (kind, set if any, column, number)" : "2 to 4 fields (kind, set if any, column)";
        int first = count == 4 || (count == 3 && !hasNumber) ? 2 : 1;
        if (first == 2) record.Name = Cut(line, fields[1]);
        record.FirstName = Cut(line, fields[first]);
        if (first + 1 < count) record.FirstNumber = Cut(line, fields[first + 1]);
        return null;
    }

    private static void Pairs(ReadOnlySpan<char> line, Fields fields, int first, int count, ref MpsRecord record)
    {
        record.FirstName = Cut(line, fields[first]);
        record.FirstNumber = Cut(line, fields[first + 1]);
        if (count - first < 4) return;
        record.SecondName = Cut(line, fields[first + 2]);
        record.SecondNumber = Cut(line, fields[first + 3]);
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> line, (int Start, int Length) field)
        => field.Start >= line.Length ? default : line.Slice(field.Start, Math.Min(field.Length, line.Length - field.Start)).Trim();

    private static bool IsBlank(ReadOnlySpan<char> line, int start, int length)
        => start >= line.Length || line.Slice(start, Math.Min(length, line.Length - start)).Trim().IsEmpty;

    [InlineArray(MostFields)]
    private struct Fields
    {
        private (int Start, int Length) _first;
    }
}
