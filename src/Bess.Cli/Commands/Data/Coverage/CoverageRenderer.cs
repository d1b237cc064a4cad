using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Markets.Store.Coverage;

namespace Bess.Cli.Commands.Data.Coverage;

/// <summary>Tells coverage: a line a series with its gaps for people, a row a day for programs.</summary>
internal static class CoverageRenderer
{
    public static void Render(IReadOnlyList<CoverageReport> reports, OutputFormat format, CliContext context)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Out.WriteLine(JsonSerializer.Serialize(
                    new { kind = "coverage", schemaVersion = BessJson.SchemaVersion, series = reports.Select(Document) }, BessJson.Indented));
                break;
            case OutputFormat.Ndjson:
                foreach (var (report, day) in Days(reports))
                    context.Out.WriteLine(JsonSerializer.Serialize(new { zone = report.Series.Zone, series = report.Series.Name, day = Document(day) }, BessJson.Line));
                break;
            case OutputFormat.Csv:
                context.Out.Write("zone,series,day,step_minutes,expected,present,missing\n");
                foreach (var (report, day) in Days(reports))
                    context.Out.Write(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{report.Series.Zone},{report.Series.Name},{day.Day:yyyy-MM-dd},{day.Step.TotalMinutes},{day.Expected},{day.Present},{string.Join(' ', day.Missing.Select(gap => $"{UtcText.Of(gap.Start)}/{UtcText.Of(gap.End)}"))}\n"));
                break;
            default:
                foreach (var report in reports)
                    Write(report, context.Out);
                break;
        }
    }

    private static void Write(CoverageReport report, TextWriter writer)
    {
        var steps = string.Join(", ", report.Days.GroupBy(day => day.Step).Select(group =>
            string.Create(CultureInfo.InvariantCulture, $"{group.Key.TotalMinutes} min on {group.Count()} days")));
        var complete = report.Days.Count(day => day.Missing.Count == 0);
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Series}: {Gaps.Share(report)}, {report.Present} of {report.Expected} intervals, {complete} of {report.Days.Count} days complete, {report.Days[0].Day:yyyy-MM-dd} … {report.Days[^1].Day:yyyy-MM-dd} ({steps})"));
        if (report.LastKnownAt is { } known)
            writer.WriteLine($"  latest publication {UtcText.Of(known)}{(report.AsOf is { } asOf ? $", as of {UtcText.Of(asOf)}" : "")}");
        Gaps.Write(report, writer);
    }

    private static IEnumerable<(CoverageReport Report, DayCoverage Day)> Days(IEnumerable<CoverageReport> reports) =>
        reports.SelectMany(report => report.Days.Select(day => (report, day)));

    private static object Document(CoverageReport report) => new
    {
        zone = report.Series.Zone,
        series = report.Series.Name,
        asOf = report.AsOf is { } asOf ? UtcText.Of(asOf) : null,
        share = report.Share,
        expected = report.Expected,
        present = report.Present,
        lastKnownAt = report.LastKnownAt is { } known ? UtcText.Of(known) : null,
        missing = Gaps.Of(report.Missing),
        days = report.Days.Select(Document),
    };

    private static object Document(DayCoverage day) => new
    {
        date = day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        stepMinutes = day.Step.TotalMinutes,
        expected = day.Expected,
        present = day.Present,
        missing = Gaps.Of(day.Missing),
    };
}
