using System.Globalization;
using Bess.Reports.Svg;

namespace Bess.Reports.Forecasts;

/// <summary>Fan charts of quantiles.</summary>
internal static class FanSections
{
    public static void Write(HtmlPage page, FanSection fan, string unit)
    {
        var axis = LinearAxis.Over([.. fan.Quantiles.SelectMany(values => values), .. fan.Actual ?? []], $"Value [{unit}]");
        var plot = new Plot(new TimeAxis(fan.Grid, fan.Zone?.Clock), 320);
        for (var outer = 0; outer < fan.Levels.Count / 2; outer++)
        {
            var inner = fan.Levels.Count - 1 - outer;
            plot.Band(fan.Quantiles[outer], fan.Quantiles[inner], axis, "s1", $"{Percent(fan.Levels[outer])} to {Percent(fan.Levels[inner])}");
        }

        if (fan.Levels.Count % 2 == 1)
            plot.Steps(fan.Quantiles[fan.Levels.Count / 2], axis, "s1", Percent(fan.Levels[fan.Levels.Count / 2]));
        if (fan.Actual is { } actual)
            plot.Steps(actual, axis, "s2", "what came");
        page.Paragraph(fan.Caption);
        page.Drawing(plot.Draw($"Fan chart: {fan.Caption}", axis));
        page.Table(
            "Table", [.. HorizonText.Columns(fan.Zone), .. fan.Levels.Select(level => $"{Percent(level)} [{unit}]"), .. fan.Actual is null ? Array.Empty<string>() : [$"What came [{unit}]"]],
            Enumerable.Range(0, fan.Grid.Count).Select(t => (IReadOnlyList<string>)
            [
                .. HorizonText.Instants(fan.Grid, t, fan.Zone), .. fan.Quantiles.Select(values => SvgText.Value(values[t])),
                .. fan.Actual is { } came ? [SvgText.Value(came[t])] : Array.Empty<string>(),
            ]));
    }

    private static string Percent(double level) => string.Create(CultureInfo.InvariantCulture, $"{level * 100:0.##} %");
}
