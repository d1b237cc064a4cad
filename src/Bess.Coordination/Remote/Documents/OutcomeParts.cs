using System.Text.Json;
using Bess.Coordination.Checking;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Remote.Documents;

/// <summary>The small parts of a result.</summary>
internal static class OutcomeParts
{
    public static void Write(Utf8JsonWriter json, Certificate certificate)
    {
        json.Number("lowerBound", certificate.LowerBound);
        json.Number("planCost", certificate.PlanCost);
        json.Number("scale", certificate.Scale);
        json.Number("maxViolationMw", certificate.MaxViolationMw);
        json.WriteNumber("iteration", certificate.Iteration);
    }

    public static Certificate ReadCertificate(DocumentObject form) => new()
    {
        LowerBound = form.Any("lowerBound"),
        PlanCost = form.Any("planCost"),
        Scale = form.Any("scale"),
        MaxViolationMw = form.Any("maxViolationMw"),
        Iteration = form.Whole("iteration", 0),
    };

    public static void Write(Utf8JsonWriter json, CoupledSum sum)
    {
        json.WriteString("name", sum.Name);
        json.Vector("powerMw", sum.PowerMw);
        json.Vector("lowerMw", sum.LowerMw);
        json.Vector("upperMw", sum.UpperMw);
        json.Vector("multiplierPerMwh", sum.MultiplierPerMwh);
    }

    public static CoupledSum ReadSum(DocumentObject form) => new()
    {
        Name = form.Text("name"),
        PowerMw = form.AnyVector("powerMw"),
        LowerMw = form.AnyVector("lowerMw"),
        UpperMw = form.AnyVector("upperMw"),
        MultiplierPerMwh = form.AnyVector("multiplierPerMwh"),
    };

    public static void Write(Utf8JsonWriter json, PlanEconomics economics)
    {
        json.Number("expectedProfit", economics.ExpectedProfit);
        json.Number("conditionalValueAtRisk", economics.ConditionalValueAtRisk);
        json.Number("wearCost", economics.WearCost);
        json.Number("terminalValue", economics.TerminalValue);
        json.Number("couplingCost", economics.CouplingCost);
    }

    public static PlanEconomics ReadEconomics(DocumentObject form) => new(
        form.Any("expectedProfit"), form.Any("conditionalValueAtRisk"), form.Any("wearCost"), form.Any("terminalValue"), form.Any("couplingCost"));

    public static void Write(Utf8JsonWriter json, PlanVerdict verdict)
    {
        json.WriteBoolean("physicallyFeasible", verdict.PhysicallyFeasible);
        json.WriteBoolean("couplingFeasible", verdict.CouplingFeasible);
        json.Texts("findings", verdict.Findings);
        json.Number("maxCouplingViolationMw", verdict.MaxCouplingViolationMw);
        json.Number("cost", verdict.Cost);
        json.Number("absoluteCost", verdict.AbsoluteCost);
        json.Object("economics", verdict.Economics, Write);
    }

    public static PlanVerdict? ReadVerdict(DocumentObject form)
    {
        var economics = form.Object("economics", ReadEconomics);
        var (physical, coupling, findings) = (form.Flag("physicallyFeasible"), form.Flag("couplingFeasible"), form.Texts("findings"));
        var (violation, cost, absolute) = (form.Any("maxCouplingViolationMw"), form.Any("cost"), form.Any("absoluteCost"));
        return economics is null ? null : new PlanVerdict(physical, coupling, findings, violation, cost, absolute, economics);
    }

    public static void Write(Utf8JsonWriter json, RoundTiming timing)
    {
        json.Number("totalSeconds", timing.TotalSeconds);
        json.Number("agentSeconds", timing.AgentSeconds);
        json.Number("aggregatorSeconds", timing.AggregatorSeconds);
        json.Number("finalSeconds", timing.FinalSeconds);
    }

    public static RoundTiming ReadTiming(DocumentObject form) => new(
        form.Any("totalSeconds"), form.Any("agentSeconds"), form.Any("aggregatorSeconds"), form.Any("finalSeconds"));

    public static void Write(Utf8JsonWriter json, WarmStart warm) => json.Matrix("multipliersPerMwh", warm.MultipliersPerMwh);

    public static WarmStart ReadWarmStart(DocumentObject form) => new(form.AnyMatrix("multipliersPerMwh"));
}
