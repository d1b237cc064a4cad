namespace Bess.Optimization.Files;

/// <summary>Decides between fixed and free form by the beginning of a text; the rule is that of <see cref="MpsForm.Detected"/>.</summary>
internal static class MpsFormDetector
{
    // One line in so many may leave the columns: fixed files written by hand have a few that do.
    private const int LinesPerMisfit = 50;

    public static MpsForm Detect(ReadOnlySpan<char> text, bool isAll)
    {
        var section = MpsSection.Start;
        bool hasInnerBlank = false;
        int lines = 0;
        int misfits = 0;
        while (!text.IsEmpty && section != MpsSection.End)
        {
            int end = text.IndexOf('\n');
            if (end < 0 && !isAll) break;
            ReadOnlySpan<char> line = (end < 0 ? text : text[..end]).TrimEnd('\r');
            text = end < 0 ? default : text[(end + 1)..];
            if (line.IsWhiteSpace() || line[0] == '*') continue;
            if (!char.IsWhiteSpace(line[0]))
            {
                section = MpsHeader.Find(line, out _);
                continue;
            }

            if (section < MpsSection.Rows || IsMarker(line)) continue;
            lines++;
            if (MpsSplitter.FitsColumns(line, section))
            {
                MpsRecord record = MpsSplitter.Fixed(line);
                hasInnerBlank |= MpsSplitter.HasInnerBlank(record);
            }
            else if (++misfits > LinesPerMisfit) break;
        }

        return hasInnerBlank && misfits * LinesPerMisfit <= lines ? MpsForm.Fixed : MpsForm.Free;
    }

    private static bool IsMarker(ReadOnlySpan<char> line) => line.Contains(MpsColumns.Marker, StringComparison.Ordinal);
}
