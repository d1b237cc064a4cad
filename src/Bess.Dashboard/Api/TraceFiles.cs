using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;

namespace Bess.Dashboard.Api;

/// <summary>A trace as text: one iteration a line, with the names of a run folder.</summary>
internal static class TraceFiles
{
    private static readonly (string Name, Func<IterationTrace, string> Cell)[] Columns =
    [
        ("iteration", one => Api.Csv.Number(one.Iteration)),
        ("elapsed_seconds", one => Api.Csv.Number(one.ElapsedSeconds)),
        ("agent_seconds", one => Api.Csv.Number(one.AgentSeconds)),
        ("aggregator_seconds", one => Api.Csv.Number(one.AggregatorSeconds)),
        ("residual_mw", one => Api.Csv.Number(one.ResidualMw)),
        ("violation_mw", one => Api.Csv.Number(one.ViolationMw)),
        ("relative_residual", one => Api.Csv.Number(one.RelativeResidual)),
        ("value", one => Api.Csv.Number(one.Value)),
        ("lower_bound", one => Api.Csv.Number(one.LowerBound)),
        ("best_cost", one => Api.Csv.Number(one.BestCost)),
        ("relative_gap", one => Api.Csv.Number(one.RelativeGap)),
        ("step", one => Api.Csv.Number(one.Step)),
        ("barrier", one => Api.Csv.Number(one.Barrier)),
        ("decision", one => Api.Csv.Text(one.Decision)),
        ("answered", one => Api.Csv.Number(one.Answered)),
        ("stale", one => Api.Csv.Number(one.Stale)),
        ("held", one => Api.Csv.Number(one.Held)),
        ("failed", one => Api.Csv.Number(one.Failed)),
        ("agents", one => Api.Csv.Number(one.Agents)),
        ("numbers_sent", one => Api.Csv.Number(one.NumbersSent)),
        ("numbers_received", one => Api.Csv.Number(one.NumbersReceived)),
        ("numbers_to_round", one => Api.Csv.Number(one.NumbersToRound)),
        ("local_steps", one => Api.Csv.Number(one.LocalSteps)),
    ];

    public static IEnumerable<string> Ndjson(RoundResult result)
    {
        foreach (var one in result.Trace)
        {
            // The form of an iteration is that of events.
            using var document = JsonDocument.Parse(RoundEventDocument.Write(new RoundEvent(0, RoundPhase.Iterating, one, "")));
            yield return document.RootElement.GetProperty("iteration").GetRawText() + "\n";
        }
    }

    public static IEnumerable<string> Csv(RoundResult result)
    {
        var multipliers = result.Trace.Count == 0
            ? []
            : result.Trace[0].MultipliersPerMwh.SelectMany((row, c) => row.Select((_, t) => Api.Csv.Text($"multiplier_per_mwh {NameOf(result, c)} step {t}")));
        yield return string.Join(',', Columns.Select(column => column.Name).Concat(multipliers)) + "\n";
        foreach (var one in result.Trace)
            yield return string.Join(',', Columns.Select(column => column.Cell(one)).Concat(one.MultipliersPerMwh.SelectMany(row => row).Select(Api.Csv.Number))) + "\n";
    }

    private static string NameOf(RoundResult result, int constraint) => constraint < result.Coupling.Count ? result.Coupling[constraint].Name : $"constraint {constraint}";
}
