using System.Text;

namespace Bess.Markets.Sources.Csv;

/// <summary>Splits one line into cells by commas or another separator; a cell may be quoted, and a doubled quote inside is a quote (RFC 4180, section 2).</summary>
internal static class CsvRecord
{
    /// <summary>The cells, or null when a quote is not closed on the line or stands inside a plain cell.</summary>
    public static string[]? Split(string line, char separator = ',')
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(separator);
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; i <= line.Length; i++)
        {
            cell.Clear();
            if (i < line.Length && line[i] == '"')
            {
                i = Quoted(line, i + 1, separator, cell);
                if (i < 0)
                    return null;
            }

            for (; i < line.Length && line[i] != separator; i++)
            {
                if (line[i] == '"')
                    return null;
                cell.Append(line[i]);
            }

            cells.Add(cell.ToString());
        }

        return [.. cells];
    }

    // Index behind the closing quote, or -1.
    private static int Quoted(string line, int i, char separator, StringBuilder cell)
    {
        for (; i < line.Length; i++)
        {
            if (line[i] != '"')
                cell.Append(line[i]);
            else if (i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else
                return i + 1 == line.Length || line[i + 1] == separator ? i + 1 : -1;
        }

        return -1;
    }
}
