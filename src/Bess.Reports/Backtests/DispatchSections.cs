using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Running;
using Bess.Reports.Svg;

namespace Bess.Reports.Backtests;

/// <summary>What the battery did: two weeks over the price, and its energy through all days.</summary>
internal static class DispatchSections
{
    private const int DaysAround = 3;
    private const int RowsDrawn = 400;
    private const int HoursOfDay = 24;

    // Shares are drawn in so many steps, so that neighbours of nearly one colour become one cell.
    private const int Shades = 20;

    public static void Weeks(HtmlPage page, FinishedBacktest data)
    {
        page.Heading("Dispatch over price");
        var order = Enumerable.Range(0, data.Days.Count).OrderBy(k => data.Days[k].Net).ThenBy(k => k).ToArray();
        var (worst, best) = (order[0], order[^1]);
        Week(page, data, worst, "the worst day");
        if (Math.Abs(worst - best) > DaysAround)
            Week(page, data, best, "the best day");
    }

    public static void Energy(HtmlPage page, FinishedBacktest data)
    {
        var capacityMwh = data.Outcome.Request.Plant.Battery.Capacity.Mwh;
        var days = data.Days.TakeLast(RowsDrawn).ToArray();
        var rows = days.Select(day => (Text(day.Day), (IReadOnlyList<double>)Hourly(day, capacityMwh))).ToArray();
        page.Heading("State of charge");
        if (days.Length < data.Days.Count)
            page.Paragraph($"The last {days.Length} of {data.Days.Count} days.", "soft");
        page.Drawing(HeatMap.Draw(
            "State of charge by day and hour", new CountAxis(0, HoursOfDay, "Hours after local midnight"), rows, "Share of the capacity [–]", "Local day"));
        page.Table(
            "Table: energy stored at the end of each hour [MWh]", ["Day", "Start", .. Enumerable.Range(1, HoursOfDay).Select(hour => $"{hour} h")],
            days.Select(day => (IReadOnlyList<string>)
                [Text(day.Day), SvgText.Value(day.StartEnergyMwh, 4), .. Enumerable.Range(0, HoursOfDay).Select(hour => SvgText.Value(AtEndOf(day, hour), 4))]));
    }

    private static void Week(HtmlPage page, FinishedBacktest data, int middle, string words)
    {
        var days = data.Days.Skip(Math.Max(0, middle - DaysAround)).Take((2 * DaysAround) + 1).ToArray();
        var span = DispatchSpan.Of(days);
        var unit = $"{data.Currency}/MWh";
        var hasRealTime = span.RealTimePricePerMwh.Any(double.IsFinite);
        var prices = LinearAxis.Over([.. span.DayAheadPricePerMwh, .. span.RealTimePricePerMwh], $"Price [{unit}]");
        var power = LinearAxis.Over([.. span.PositionMw, .. span.MeteredMw], "Power [MW, > 0 discharge]", withZero: true);
        var plot = new Plot(new TimeAxis(span.Grid, data.Clock), 320).Steps(span.DayAheadPricePerMwh, prices, "s2", "day-ahead price (right)");
        if (hasRealTime)
            plot.Steps(span.RealTimePricePerMwh, prices, "s4", "real-time price (right)");
        var (position, column) = data.Site is null ? ("sold day-ahead", "Sold [MW]") : ("planned", "Planned [MW]");
        plot.Steps(span.PositionMw, power, "s3", $"{position} (left)").Steps(span.MeteredMw, power, "s1", "metered (left)");
        var day = data.Days[middle];
        var caption = $"The week around {words}, {Text(day.Day)}, with a net of {Money(day.Net, data.Currency)}";
        page.Paragraph(caption + ".");
        page.Drawing(plot.Draw(caption, power, prices));
        page.Table(
            "Table",
            ["Start [UTC]", "Start [local]", $"Day-ahead [{unit}]", $"Real time [{unit}]", column, "Asked [MW]", "Metered [MW]", "Energy after [MWh]"],
            Enumerable.Range(0, span.Grid.Count).Where(t => double.IsFinite(span.MeteredMw[t])).Select(t => (IReadOnlyList<string>)
            [
                HorizonText.Instants(span.Grid, t, null)[0], data.Clock.LocalTime(span.Grid.StartOf(t)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                SvgText.Value(span.DayAheadPricePerMwh[t]), SvgText.Value(span.RealTimePricePerMwh[t]), SvgText.Value(span.PositionMw[t], 4),
                SvgText.Value(span.SetpointMw[t], 4), SvgText.Value(span.MeteredMw[t], 4), SvgText.Value(span.EnergyMwh[t], 4),
            ]));
    }

    private static double[] Hourly(DayOutcome day, double capacityMwh) =>
        [.. Enumerable.Range(0, HoursOfDay).Select(hour => Math.Round(AtEndOf(day, hour) / capacityMwh * Shades) / Shades)];

    // A day of 25 hours shows its first 24; one of 23 ends before.
    private static double AtEndOf(DayOutcome day, int hour)
    {
        var step = (int)Math.Round((hour + 1) / day.Grid.StepHours) - 1;
        return step >= 0 && step < day.EnergyMwh.Length ? day.EnergyMwh[step] : double.NaN;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Money(decimal amount, string currency) => RoundReport.Money((double)amount, currency);
}
