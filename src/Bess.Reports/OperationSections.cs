using Bess.Coordination.Rounds;
using Bess.Reports.Svg;

namespace Bess.Reports;

/// <summary>The parts of the report that an operator looks at first: dispatch, limits, energy.</summary>
internal static class OperationSections
{
    private const int ConstraintsDrawn = 12;

    public static void Dispatch(HtmlPage page, ReportedRound round, FleetTotals totals)
    {
        var grid = round.Order.Scenarios.Grid;
        var unit = $"{round.Order.Scenarios.Currency.Code}/MWh";
        var prices = LinearAxis.Over([.. totals.LowestPricePerMwh, .. totals.HighestPricePerMwh], $"Price [{unit}]");
        var power = LinearAxis.Over(totals.PowerMw, "Power of the fleet [MW, > 0 discharge]", withZero: true);
        var plot = new Plot(new TimeAxis(grid, round.Zone?.Clock), 320);
        if (round.Order.Scenarios.Count > 1)
            plot.Band(totals.LowestPricePerMwh, totals.HighestPricePerMwh, prices, "s2", "range of the scenarios");
        plot.Steps(totals.ExpectedPricePerMwh, prices, "s2", "expected price (right)").Steps(totals.PowerMw, power, "s1", "power of the fleet (left)");
        page.Heading("Price and dispatch");
        page.Drawing(plot.Draw("Expected price with the range of the scenarios, and the power of the fleet", power, prices));
        page.Table(
            "Table", [.. HorizonText.Columns(round.Zone), $"Expected price [{unit}]", "Lowest", "Highest", "Power [MW]"],
            Rows(round, t => [totals.ExpectedPricePerMwh[t], totals.LowestPricePerMwh[t], totals.HighestPricePerMwh[t], totals.PowerMw[t]]));
    }

    public static void Coupling(HtmlPage page, ReportedRound round, RoundResult result)
    {
        var grid = round.Order.Scenarios.Grid;
        var unit = $"{round.Order.Scenarios.Currency.Code}/MWh";
        page.Heading("Coupled sums against their limits");
        foreach (var sum in result.Coupling.Take(ConstraintsDrawn))
        {
            var axis = LinearAxis.Over([.. sum.PowerMw, .. sum.LowerMw, .. sum.UpperMw], "Power [MW, > 0 export]", withZero: true);
            var plot = new Plot(new TimeAxis(grid, round.Zone?.Clock), 260)
                .Band(sum.LowerMw, sum.UpperMw, axis, "s3", "allowed")
                .Steps(sum.LowerMw, axis, "s3", "lower")
                .Steps(sum.UpperMw, axis, "s4", "upper")
                .Steps(sum.PowerMw, axis, "s1", "sum");
            page.Paragraph(sum.Name);
            page.Drawing(plot.Draw($"Sum of power against its limits: {sum.Name}", axis));
            page.Table(
                "Table", [.. HorizonText.Columns(round.Zone), "Sum [MW]", "Lower [MW]", "Upper [MW]", $"Multiplier [{unit}]"],
                Rows(round, t => [sum.PowerMw[t], sum.LowerMw[t], sum.UpperMw[t], sum.MultiplierPerMwh[t]]));
        }

        if (result.Coupling.Count > ConstraintsDrawn)
            page.Paragraph($"{result.Coupling.Count - ConstraintsDrawn} more constraints are in coupling.csv.", "soft");
    }

    public static void Energy(HtmlPage page, ReportedRound round, FleetTotals totals)
    {
        var count = totals.EnergyMwh.Length;
        var (floor, ceiling) = (Enumerable.Repeat(totals.FloorMwh, count).ToArray(), Enumerable.Repeat(totals.CeilingMwh, count).ToArray());
        var axis = LinearAxis.Over([.. totals.EnergyMwh, totals.FloorMwh, totals.CeilingMwh], "Energy stored [MWh]", withZero: true);
        var plot = new Plot(new TimeAxis(round.Order.Scenarios.Grid, round.Zone?.Clock), 260)
            .Band(floor, ceiling, axis, "s3", "sum of the windows")
            .Steps(totals.EnergyMwh, axis, "s1", "energy after each interval");
        page.Heading("State of charge of the fleet");
        page.Drawing(plot.Draw("Energy stored by the whole fleet against the sum of the windows", axis));
        page.Table(
            "Table", [.. HorizonText.Columns(round.Zone), "Energy [MWh]", "Floor [MWh]", "Ceiling [MWh]"],
            Rows(round, t => [totals.EnergyMwh[t], totals.FloorMwh, totals.CeilingMwh]));
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ReportedRound round, Func<int, double[]> values)
    {
        var grid = round.Order.Scenarios.Grid;
        return Enumerable.Range(0, grid.Count).Select(
            t => (IReadOnlyList<string>)[.. HorizonText.Instants(grid, t, round.Zone), .. values(t).Select(value => SvgText.Value(value))]);
    }
}
