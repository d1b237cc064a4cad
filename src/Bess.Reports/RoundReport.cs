using System.Globalization;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Domain.Portfolio;
using Bess.Reports.Svg;

namespace Bess.Reports;

/// <summary>report.html of a coordinated run: one self-contained page, drawings without script, a table behind each.</summary>
public static class RoundReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the page.</summary>
    /// <param name="round">The round.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(ReportedRound round, RoundResult result, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(writer);
        var page = new HtmlPage(writer);
        page.Begin($"Round {result.RoundId}: {round.Order.Fleet?.Name ?? round.Order.PowerPlant}");
        Summary(page, round, result);
        if (round.Order.Fleet is { } fleet)
            WithFleet(page, round, fleet, result);
        else
            WithoutFleet(page, round, result);
        ConvergenceSections.Convergence(page, result);
        ConvergenceSections.Multipliers(page, round, result);
        page.End();
    }

    /// <summary>An amount of money with two decimals and the currency.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Code of the currency.</param>
    public static string Money(double amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:#,##0.00} {currency}").Replace('-', '\u2212');

    private static void WithFleet(HtmlPage page, ReportedRound round, Fleet fleet, RoundResult result)
    {
        var totals = FleetTotals.Of(round, fleet, result);
        OperationSections.Dispatch(page, round, totals);
        OperationSections.Coupling(page, round, result);
        OperationSections.Energy(page, round, totals);
        FleetSection.Agents(page, round, fleet, result);
    }

    // Of enrolled batteries the caller knows no limits, and not the schedules that owners keep.
    private static void WithoutFleet(HtmlPage page, ReportedRound round, RoundResult result)
    {
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture, $"The batteries are those enrolled at {round.Order.PowerPlant}; {result.Schedules.Count} of their schedules were returned."));
        OperationSections.Coupling(page, round, result);
    }

    private static void Summary(HtmlPage page, ReportedRound round, RoundResult result)
    {
        var order = round.Order;
        var currency = order.Scenarios.Currency.Code;
        var certificate = result.Certificate;
        page.Status(result.Status.ToString(), result.Detail);
        var zone = round.Zone is { } known ? $", {known.Name}" : "";
        page.Paragraph(
            $"{round.AgentsIn(result)} batteries, {order.Scenarios.Count} scenarios, {HorizonText.Of(order.Scenarios.Grid)}{zone}, "
            + $"{DocumentNames.Of(DocumentNames.Algorithms, order.Options.Algorithm)}, {result.Trace.Count} iterations. Power above zero is discharge or export.", "soft");
        if (order.Scenarios.Provenance.Synthetic)
            page.Paragraph("The prices are synthetic: made up by a program, never traded.");
        page.Cards(
        [
            ("Expected profit, after wear", Money(result.Economics.ExpectedProfit, currency)),
            ("Conditional value at risk of loss", Money(result.Economics.ConditionalValueAtRisk, currency)),
            ("Cost of the plan", Money(certificate.PlanCost, currency)),
            ("Proved lower bound of the cost", Money(certificate.LowerBound, currency)),
            ("Relative gap", SvgText.Value(certificate.RelativeGap)),
            ("Largest violation", $"{SvgText.Value(certificate.MaxViolationMw)} MW"),
            ("Wear", Money(result.Economics.WearCost, currency)),
            ("Price of deviations", Money(result.Economics.CouplingCost, currency)),
            ("Separate check", Verdict(result)),
            ("Time", string.Create(CultureInfo.InvariantCulture, $"{result.Timing.TotalSeconds:0.00} s")),
        ]);
        var notes = round.Notes.Concat(result.Notes).Concat(result.Verdict.Findings).ToArray();
        if (notes.Length > 0)
            page.List(notes.Take(50));
        if (notes.Length > 50)
            page.Paragraph($"and {notes.Length - 50} more in result.json", "soft");
    }

    private static string Verdict(RoundResult result) => (result.Verdict.PhysicallyFeasible, result.Verdict.CouplingFeasible) switch
    {
        (true, true) => "plan holds",
        (true, false) => "coupling breached",
        _ => "physics breached",
    };
}
