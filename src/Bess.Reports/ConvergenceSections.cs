using System.Globalization;
using Bess.Coordination.Rounds;
using Bess.Reports.Svg;

namespace Bess.Reports;

/// <summary>The parts of the report for those who watch the algorithm: residual, gap, multipliers.</summary>
internal static class ConvergenceSections
{
    private static readonly string[] Columns =
    [
        "Iteration", "Residual [MW]", "Violation [MW]", "Relative gap", "Value", "Bound", "Step", "Barrier", "Answered", "Decision", "Time [s]",
    ];

    public static void Convergence(HtmlPage page, RoundResult result)
    {
        page.Heading("Convergence");
        if (result.Trace.Count == 0)
        {
            page.Paragraph("No iteration was completed.");
            return;
        }

        var residual = result.Trace.Select(one => ((double)one.Iteration, one.RelativeResidual)).ToArray();
        var gap = result.Trace.Select(one => ((double)one.Iteration, one.RelativeGap)).ToArray();
        var axis = LogAxis.Over(
            [.. residual.Select(point => point.RelativeResidual), .. gap.Select(point => point.RelativeGap)],
            "Relative residual and gap [\u2013]");
        var plot = new Plot(new CountAxis(result.Trace[0].Iteration, result.Trace[^1].Iteration, "Iteration"), 280)
            .Line(residual, axis, "s1", "residual / largest coupled power")
            .Line(gap, axis, "s2", "the algorithm's own gap / money scale");
        page.Drawing(plot.Draw("Relative residual and relative gap by iteration, logarithmic", axis));
        page.Table(
            "Table", Columns,
            result.Trace.Select(one => (IReadOnlyList<string>)
            [
                one.Iteration.ToString(CultureInfo.InvariantCulture), SvgText.Value(one.ResidualMw), SvgText.Value(one.ViolationMw),
                SvgText.Value(one.RelativeGap), SvgText.Value(one.Value, 9), SvgText.Value(one.LowerBound, 9), SvgText.Value(one.Step),
                SvgText.Value(one.Barrier), string.Create(CultureInfo.InvariantCulture, $"{one.Answered}/{one.Agents}"), one.Decision,
                one.ElapsedSeconds.ToString("0.000", CultureInfo.InvariantCulture),
            ]));
    }

    public static void Multipliers(HtmlPage page, ReportedRound round, RoundResult result)
    {
        var grid = round.Order.Scenarios.Grid;
        var clock = round.Zone?.Clock;
        var unit = $"Multiplier [{round.Order.Scenarios.Currency.Code}/MWh]";
        if (result.Coupling.Count == 0)
            return;
        page.Heading("Multipliers");
        page.Paragraph("What a MWh more of allowed power is worth, per constraint and interval.", "soft");
        page.Drawing(HeatMap.Draw(
            "Final multipliers by constraint and interval", new TimeAxis(grid, clock),
            result.Coupling.Select(sum => (sum.Name, (IReadOnlyList<double>)sum.MultiplierPerMwh)).ToArray(), unit, "Constraint"));
        if (result.NonUniqueMultiplierSteps.Count > 0)
        {
            var steps = result.NonUniqueMultiplierSteps.Select(t => HorizonText.Instants(grid, t, null)[0]);
            page.Paragraph($"Not unique, so no basis for settling money, in the intervals from {string.Join(", ", steps)} UTC.");
        }

        var path = result.Trace.Where(one => one.MultipliersPerMwh.Length > 0 && one.MultipliersPerMwh[0].Length == grid.Count).ToArray();
        if (path.Length > 1)
        {
            page.Paragraph($"On the way there, iteration by iteration: {result.Coupling[0].Name}", "soft");
            page.Drawing(HeatMap.Draw(
                "Multipliers of the first constraint by iteration and interval", new TimeAxis(grid, clock),
                path.Select(one => (one.Iteration.ToString(CultureInfo.InvariantCulture), (IReadOnlyList<double>)one.MultipliersPerMwh[0])).ToArray(),
                unit, "Iteration"));
        }

        page.Table(
            "Table", [.. HorizonText.Columns(round.Zone), .. result.Coupling.Select(sum => sum.Name)],
            Enumerable.Range(0, grid.Count).Select(t => (IReadOnlyList<string>)
                [.. HorizonText.Instants(grid, t, round.Zone), .. result.Coupling.Select(sum => SvgText.Value(sum.MultiplierPerMwh[t]))]));
    }
}
