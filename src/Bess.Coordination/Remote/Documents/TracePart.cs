using System.Text.Json;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Remote.Documents;

/// <summary>One iteration. The names are those of a run folder's trace.ndjson.</summary>
internal static class TracePart
{
    public static void Write(Utf8JsonWriter json, IterationTrace trace)
    {
        json.WriteNumber("iteration", trace.Iteration);
        json.Number("elapsedSeconds", trace.ElapsedSeconds);
        json.Number("agentSeconds", trace.AgentSeconds);
        json.Number("aggregatorSeconds", trace.AggregatorSeconds);
        json.Number("residualMw", trace.ResidualMw);
        json.Number("violationMw", trace.ViolationMw);
        json.Number("relativeResidual", trace.RelativeResidual);
        json.Number("value", trace.Value);
        json.Number("lowerBound", trace.LowerBound);
        json.Number("bestCost", trace.BestCost);
        json.Number("relativeGap", trace.RelativeGap);
        json.Number("step", trace.Step);
        json.Number("barrier", trace.Barrier);
        json.WriteString("decision", trace.Decision);
        json.WriteNumber("answered", trace.Answered);
        json.WriteNumber("stale", trace.Stale);
        json.WriteNumber("held", trace.Held);
        json.WriteNumber("failed", trace.Failed);
        json.WriteNumber("agents", trace.Agents);
        json.WriteNumber("numbersSent", trace.NumbersSent);
        json.WriteNumber("numbersReceived", trace.NumbersReceived);
        json.WriteNumber("numbersToRound", trace.NumbersToRound);
        json.Number("localSteps", trace.LocalSteps);
        json.Matrix("multipliersPerMwh", trace.MultipliersPerMwh);
    }

    public static IterationTrace Read(DocumentObject form) => new()
    {
        Iteration = form.Whole("iteration", 0),
        ElapsedSeconds = form.Any("elapsedSeconds"),
        AgentSeconds = form.Any("agentSeconds"),
        AggregatorSeconds = form.Any("aggregatorSeconds"),
        ResidualMw = form.Any("residualMw"),
        ViolationMw = form.Any("violationMw"),
        RelativeResidual = form.Any("relativeResidual"),
        Value = form.Any("value"),
        LowerBound = form.Any("lowerBound"),
        BestCost = form.Any("bestCost"),
        RelativeGap = form.Any("relativeGap"),
        Step = form.Any("step"),
        Barrier = form.Any("barrier"),
        Decision = form.Text("decision"),
        Answered = form.Whole("answered", 0),
        Stale = form.Whole("stale", 0),
        Held = form.Whole("held", 0),
        Failed = form.Whole("failed", 0),
        Agents = form.Whole("agents", 0),
        NumbersSent = form.Long("numbersSent", 0),
        NumbersReceived = form.Long("numbersReceived", 0),
        NumbersToRound = form.Long("numbersToRound", 0),
        LocalSteps = form.Any("localSteps"),
        MultipliersPerMwh = form.AnyMatrix("multipliersPerMwh"),
    };
}
