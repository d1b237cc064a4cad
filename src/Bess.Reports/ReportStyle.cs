using System.Globalization;
using System.Resources;

namespace Bess.Reports;

/// <summary>The style sheet of reports, report.css: light or dark as the reader's system is; colours that do not rest on red against green. The pages are built with the same file.</summary>
internal static class ReportStyle
{
    private const string Entry = "Css";

    /// <summary>The sheet, without the line's end after its last line.</summary>
    public static string Css { get; } = Read();

    private static string Read()
    {
        var text = new ResourceManager(typeof(ReportStyle)).GetString(Entry, CultureInfo.InvariantCulture);
        return (text ?? throw new InvalidOperationException($"Expected the resource {Entry}, found none.")).ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
