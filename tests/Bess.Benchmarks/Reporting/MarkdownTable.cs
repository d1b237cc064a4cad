namespace Bess.Benchmarks.Reporting;

/// <summary>Rows of text as a Markdown table.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var lines = new List<string> { Line(header), "|" + string.Concat(header.Select(_ => "---|")) };
        lines.AddRange(_rows.Select(Line));
        return string.Join('\n', lines);
    }

    private static string Line(string[] cells) => "| " + string.Join(" | ", cells) + " |";
}
