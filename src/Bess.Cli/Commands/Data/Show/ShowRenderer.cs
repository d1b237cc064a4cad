using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Markets.Store.Coverage;

namespace Bess.Cli.Commands.Data.Show;

/// <summary>Shows series: a chart and a row a day for people, the values for programs.</summary>
internal static class ShowRenderer
{
    private const int ChartLines = 12;
    private const int DaysShown = 31;
    private static readonly int[] Minutes = [60, 30, 15, 5, 1];

    public static void Render(IReadOnlyList<ShownSeries> shown, DateTimeOffset? asOf, int width, OutputFormat format, CliContext context)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Out.WriteLine(JsonSerializer.Serialize(
                    new { kind = "series", schemaVersion = BessJson.SchemaVersion, asOf = asOf is { } at ? UtcText.Of(at) : null, series = shown.Select(Document) },
                    BessJson.Indented));
                break;
            case OutputFormat.Ndjson:
                foreach (var one in shown)
                    context.Out.WriteLine(JsonSerializer.Serialize(Document(one), BessJson.Line));
                break;
            case OutputFormat.Csv:
                context.Out.Write("zone,series,timestamp_utc,step,value,known_at_utc\n");
                foreach (var (one, value) in shown.SelectMany(one => one.LastKnown().Select(value => (one, value))))
                    context.Out.Write(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{one.Series.Id.Zone},{one.Series.Id.Name},{UtcText.Of(value.Start)},{value.Step:c},{value.Value:R},{UtcText.Of(value.KnownAt)}\n"));
                break;
            default:
                foreach (var one in shown)
                    Write(one, asOf, width, context);
                break;
        }
    }

    private static void Write(ShownSeries one, DateTimeOffset? asOf, int width, CliContext context)
    {
        var writer = context.Out;
        var known = asOf is { } instant ? $", as of {UtcText.Of(instant)}" : "";
        writer.WriteLine(Styled(context, Printable.Line($"{one.Series.Id}{known}"), "1"));
        writer.WriteLine(Printable.Line($"  {one.Series.Provenance}"));
        if (one.Span is not { } span || one.Series.Count == 0)
        {
            writer.WriteLine("  no values");
            return;
        }

        var grid = Grid(one, span);
        foreach (var line in StepChart.Draw(one.Series.On(grid), width, ChartLines))
            writer.WriteLine(Styled(context, line, "36"));
        writer.WriteLine(Ends(one.Clock, span, width));
        WriteDays(one, span, writer);
    }

    // The finest step that is there, or the first finer one that divides the days.
    private static TimeGrid Grid(ShownSeries one, DeliveryInterval span)
    {
        var finest = one.LastKnown().Min(each => each.Step);
        var step = Minutes.Select(minutes => TimeSpan.FromMinutes(minutes)).Where(each => each <= finest).Prepend(finest)
            .First(each => span.Length.Ticks % each.Ticks == 0 || each == TimeSpan.FromMinutes(1));
        return new TimeGrid(span.Start, step, (int)(span.Length.Ticks / step.Ticks));
    }

    private static string Ends(MarketClock clock, DeliveryInterval span, int width)
    {
        var first = clock.LocalDate(span.Start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var last = clock.LocalDate(span.End.AddTicks(-1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return first == last ? first.PadLeft((width + first.Length) / 2) : first.PadLeft(first.Length + 8) + last.PadLeft(Math.Max(1 + last.Length, width - first.Length - 8));
    }

    private static void WriteDays(ShownSeries one, DeliveryInterval span, TextWriter writer)
    {
        var coverage = CoverageReport.Of(one.Series, one.Clock, span);
        var values = one.LastKnown().ToLookup(each => one.Clock.LocalDate(each.Start));
        writer.WriteLine("day         intervals        min       mean        max");
        foreach (var day in coverage.Days.Take(DaysShown))
        {
            var here = values[day.Day].ToArray();
            var numbers = here.Length == 0
                ? "         –          –          –"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{here.Min(each => each.Value),10:0.00} {here.Sum(each => each.Value * each.Step.TotalHours) / here.Sum(each => each.Step.TotalHours),10:0.00} {here.Max(each => each.Value),10:0.00}");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyy-MM-dd}   {day.Present,3} of {day.Expected,3} {numbers}"));
        }

        if (coverage.Days.Count > DaysShown)
            writer.WriteLine($"and {coverage.Days.Count - DaysShown} more days; --output csv has all values");
    }

    private static object Document(ShownSeries one) => new
    {
        zone = one.Series.Id.Zone,
        series = one.Series.Id.Name,
        source = one.Series.Provenance.Source,
        synthetic = one.Series.Provenance.Synthetic,
        values = one.LastKnown().Select(each => new
        {
            start = UtcText.Of(each.Start),
            stepMinutes = each.Step.TotalMinutes,
            value = each.Value,
            knownAt = UtcText.Of(each.KnownAt),
        }),
    };

    private static string Styled(CliContext context, string text, string code) =>
        context.Host.OutputIsTerminal && context.Host.EnvironmentVariable("NO_COLOR") is not { Length: > 0 } && context.Host.EnvironmentVariable("TERM") != "dumb"
            ? $"\u001b[{code}m{text}\u001b[0m"
            : text;
}
