namespace Bess.Optimization.Files;

/// <summary>The lines that start in the first column: names of sections.</summary>
internal static class MpsHeader
{
    public const string Known = "one of NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, QUADOBJ, QMATRIX, QSECTION, ENDATA";

    private static readonly (string Text, MpsSection Section)[] Sections =
    [
        ("NAME", MpsSection.Name), ("OBJSENSE", MpsSection.ObjectiveSense), ("ROWS", MpsSection.Rows), ("COLUMNS", MpsSection.Columns),
        ("RHS", MpsSection.Rhs), ("RANGES", MpsSection.Ranges), ("BOUNDS", MpsSection.Bounds), ("QUADOBJ", MpsSection.QuadraticTriangle),
        ("QMATRIX", MpsSection.QuadraticMatrix), ("QSECTION", MpsSection.QuadraticSection), ("ENDATA", MpsSection.End),
    ];

    /// <summary>The section that a line opens; <see cref="MpsSection.Start"/> for none.</summary>
    /// <param name="line">A line that does not start with a blank.</param>
    /// <param name="rest">What follows the section's name.</param>
    public static MpsSection Find(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < line.Length && !char.IsWhiteSpace(line[length])) length++;
        rest = line[length..].Trim();
        foreach (var (text, section) in Sections)
        {
            if (line[..length].Equals(text, StringComparison.OrdinalIgnoreCase)) return section;
        }

        return MpsSection.Start;
    }

    public static string TextOf(MpsSection section)
        => section == MpsSection.Start ? "the beginning" : Array.Find(Sections, known => known.Section == section).Text;

    public static bool IsQuadratic(MpsSection section)
        => section is MpsSection.QuadraticTriangle or MpsSection.QuadraticMatrix or MpsSection.QuadraticSection;
}
