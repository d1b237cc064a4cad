using Bess.Reports.Svg;

namespace Bess.Reports;

/// <summary>Builds one page without scripts and without anything from elsewhere; every text that is given is escaped.</summary>
internal sealed class HtmlPage(TextWriter writer)
{
    public void Begin(string title)
    {
        writer.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        writer.Write($"<title>{SvgText.Escape(title)}</title>\n<style>\n{ReportStyle.Css}\n</style>\n</head>\n<body>\n<h1>{SvgText.Escape(title)}</h1>\n");
    }

    public void End() => writer.Write("</body>\n</html>\n");

    public void Heading(string text) => writer.Write($"<h2>{SvgText.Escape(text)}</h2>\n");

    public void Paragraph(string text, string style = "") =>
        writer.Write($"<p{(style.Length == 0 ? "" : $" class=\"{style}\"")}>{SvgText.Escape(text)}</p>\n");

    public void Status(string word, string sentence) =>
        writer.Write($"<p><span class=\"status\">{SvgText.Escape(word)}</span> {SvgText.Escape(sentence)}</p>\n");

    public void Cards(IEnumerable<(string Label, string Value)> cards)
    {
        writer.Write("<div class=\"cards\">\n");
        foreach (var (label, value) in cards)
            writer.Write($"<div class=\"card\"><span class=\"soft\">{SvgText.Escape(label)}</span><b>{SvgText.Escape(value)}</b></div>\n");
        writer.Write("</div>\n");
    }

    /// <summary>Puts a drawing of our own on the page.</summary>
    public void Drawing(string svg) => writer.Write(svg);

    public void List(IEnumerable<string> lines)
    {
        writer.Write("<ul>\n");
        foreach (var line in lines)
            writer.Write($"<li>{SvgText.Escape(line)}</li>\n");
        writer.Write("</ul>\n");
    }

    /// <summary>A table that is folded away until it is asked for.</summary>
    public void Table(string summary, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        writer.Write($"<details><summary>{SvgText.Escape(summary)}</summary>\n<div class=\"wide\"><table>\n<thead><tr>");
        foreach (var cell in header)
            writer.Write($"<th>{SvgText.Escape(cell)}</th>");
        writer.Write("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            writer.Write("<tr>");
            foreach (var cell in row)
                writer.Write($"<td>{SvgText.Escape(cell)}</td>");
            writer.Write("</tr>\n");
        }

        writer.Write("</tbody></table></div></details>\n");
    }
}
