using System.Globalization;
using Bess.Cli.Inputs;
using Bess.Cli.Reports.Svg;
using Bess.Coordination.Rounds;

namespace Bess.Cli.Reports;

/// <summary>report.html of a coordinated run: one self-contained page, drawings without script, a table behind each.</summary>
internal static class RoundReport
{
    public const string FileName = "report.html";

    /// <summary>Writes the page.</summary>
    public static void Write(LoadedRound round, RoundResult result, TextWriter writer)
    {
        var page = new HtmlPage(writer);
        page.Begin($"Round {result.RoundId}: {round.Request.Fleet.Name}");
        Summary(page, round, result);
        var totals = FleetTotals.Of(round, result);
        OperationSections.Dispatch(page, round, totals);
        OperationSections.Coupling(page, round, result);
        OperationSections.Energy(page, round, totals);
        FleetSection.Agents(page, round, result);
        ConvergenceSections.Convergence(page, result);
        ConvergenceSections.Multipliers(page, round, result);
        page.End();
    }

    /// <summary>An amount of money with two decimals and the currency.</summary>
    public static string Money(double amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:#,##0.00} {currency}").Replace('-', '\u2212');

    private static void Summary(HtmlPage page, LoadedRound round, RoundResult result)
    {
        var request = round.Request;
        var currency = request.Scenarios.Currency.Code;
        var certificate = result.Certificate;
        page.Status(result.Status.ToString(), result.Detail);
        var zone = round.Zone is { } known ? $", {known.Name}" : "";
        page.Paragraph(
            $"{request.Fleet.Members.Count} batteries, {request.Scenarios.Count} scenarios, {HorizonText.Of(request.Scenarios.Grid)}{zone}, "
            + $"{Names.Of(Names.Algorithms, request.Options.Algorithm)}, {result.Trace.Count} iterations. Power above zero is discharge or export.", "soft");
        if (request.Scenarios.Provenance.Synthetic)
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
