namespace Bess.Reports;

/// <summary>The style sheet of reports, report.css: light or dark as the reader's system is; colours that do not rest on red against green. The pages are built with the same file.</summary>
internal static class ReportStyle
{
    private const string FileName = "report.css";

    /// <summary>The sheet, without the line's end after its last line.</summary>
    public static string Css { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream(FileName) ?? throw new InvalidOperationException($"Expected the resource {FileName}, found none.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
