using System.Globalization;
using System.Text;
using Bess.Cli.Inputs;
using Bess.Coordination.Rounds;
using Bess.Reports;

namespace Bess.Cli.Rendering;

/// <summary>A round's result for people, as text of fixed columns.</summary>
internal static class RoundSummary
{
    public static string Text(LoadedRound round, RoundResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Status}: {Printable.Line(result.Detail)}\n\n");
        Group(text, "round", Round(round, result));
        Group(text, "certificate", Certificate(round, result));
        Group(text, "money", Money(round, result));
        Group(text, "checker", Checker(result));
        Group(text, "time", Time(result));
        foreach (var note in round.Notes.Concat(result.Notes))
            text.Append(CultureInfo.InvariantCulture, $"note: {Printable.Line(note)}\n");
        return text.ToString();
    }

    private static void Group(StringBuilder text, string name, IEnumerable<(string Label, string Value)> rows)
    {
        foreach (var (label, value) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-12} {label,-28} {value}\n");
            name = "";
        }

        text.Append('\n');
    }

    private static IEnumerable<(string, string)> Round(LoadedRound round, RoundResult result)
    {
        var scenarios = round.Order.Scenarios;
        yield return ("id", result.RoundId);
        yield return ("batteries", Number(round.AgentsIn(result), "0"));
        yield return ("scenarios", Number(scenarios.Count, "0") + (scenarios.Provenance.Synthetic ? " (synthetic prices)" : ""));
        yield return ("horizon", HorizonText.Of(scenarios.Grid));
        yield return ("algorithm", Names.Of(Names.Algorithms, round.Order.Options.Algorithm));
        yield return ("iterations", Number(result.Trace.Count, "0"));
    }

    private static IEnumerable<(string, string)> Certificate(LoadedRound round, RoundResult result)
    {
        var certificate = result.Certificate;
        var currency = round.Order.Scenarios.Currency.Code;
        yield return ("lower bound", Amount(certificate.LowerBound, currency));
        yield return ("cost of the plan", Amount(certificate.PlanCost, currency));
        yield return ("gap", $"{Number(certificate.Gap, "0.000e+00")} {currency}");
        yield return ("relative gap", Number(certificate.RelativeGap, "0.000e+00"));
        yield return ("largest violation", Number(certificate.MaxViolationMw, "0.000e+00") + " MW");
        if (result.NonUniqueMultiplierSteps.Count > 0)
            yield return ("multipliers not unique in", Number(result.NonUniqueMultiplierSteps.Count, "0") + " steps");
    }

    private static IEnumerable<(string, string)> Money(LoadedRound round, RoundResult result)
    {
        var (economics, currency) = (result.Economics, round.Order.Scenarios.Currency.Code);
        yield return ("expected profit, after wear", Amount(economics.ExpectedProfit, currency));
        yield return ("CVaR of loss", Amount(economics.ConditionalValueAtRisk, currency));
        yield return ("wear", Amount(economics.WearCost, currency));
        yield return ("value of energy left", Amount(economics.TerminalValue, currency));
        yield return ("price of deviations", Amount(economics.CouplingCost, currency));
    }

    private static IEnumerable<(string, string)> Checker(RoundResult result)
    {
        yield return ("physics", result.Verdict.PhysicallyFeasible ? "holds" : "breached");
        yield return ("coupling", result.Verdict.CouplingFeasible ? "holds" : "breached");
        yield return ("findings", Number(result.Verdict.Findings.Count, "0"));
    }

    private static IEnumerable<(string, string)> Time(RoundResult result)
    {
        yield return ("whole round", Number(result.Timing.TotalSeconds, "0.000") + " s");
        yield return ("batteries", Number(result.Timing.AgentSeconds, "0.000") + " s");
        yield return ("aggregator", Number(result.Timing.AggregatorSeconds, "0.000") + " s");
        yield return ("certificate and check", Number(result.Timing.FinalSeconds, "0.000") + " s");
    }

    private static string Amount(double amount, string currency) => $"{Number(amount, "0.00")} {currency}";

    private static string Number(double value, string form) => double.IsFinite(value) ? value.ToString(form, CultureInfo.InvariantCulture) : "-";
}
