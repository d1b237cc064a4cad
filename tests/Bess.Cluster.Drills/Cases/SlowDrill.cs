using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Cluster.Drills.Harness;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Drills.Cases;

/// <summary>Every fifth battery takes ten times as long to answer as all of them usually do.</summary>
internal sealed class SlowDrill : IDrill
{
    private const int Every = 5;
    private const double LargestRatio = 1.3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public string Name => "slow";

    public string Summary => "20 % of the batteries delayed ten times, with and without patience for them";

    public async Task<bool> RunAsync(DrillOptions options)
    {
        var table = new MarkdownTable("coupling", "batteries", "patience an iteration", "median s", "× undelayed", "iterations", "held", "cost of the plan", "more than undelayed");
        var (isMet, notes) = (true, new List<string>());
        foreach (var kind in new[] { InstanceKind.Interior, InstanceKind.Feeder, InstanceKind.Boundary })
        {
            var (delayed, ratio) = await RunAsync(kind, options, table);
            isMet &= ratio <= LargestRatio;
            notes.AddRange(delayed.Notes.Select(note => $"{kind}: {note}"));
        }

        await Console.Out.WriteLineAsync(table.ToString());
        await Console.Out.WriteLineAsync($"\nNotes of the delayed rounds: {string.Join(" | ", notes)}");
        return isMet;
    }

    private static async Task<(RoundResult Delayed, double Ratio)> RunAsync(InstanceKind kind, DrillOptions options, MarkdownTable table)
    {
        var request = Rounds.Of(VppInstance.Create(kind, options.Seed, options.Batteries ?? 50), "slow");
        using var plant = new LocalVirtualPowerPlant();
        var expected = (await plant.CoordinateAsync(request)).Value;
        var rounds = options.Rounds ?? 5;

        var usual = await RunAsync(request, rounds, []);
        var iteration = TimeSpan.FromSeconds(usual.Seconds / usual.Result.Trace.Count);
        var delay = 9 * TimeSpan.FromSeconds(usual.Result.Timing.AgentSeconds / usual.Result.Trace.Count);
        var patient = request with { Options = request.Options with { IterationPatience = iteration } };
        string[] slow = ["--Bess:Drill:SlowEvery", Every.ToString(CultureInfo.InvariantCulture), "--Bess:Drill:SlowBy", delay.ToString("c", CultureInfo.InvariantCulture)];
        var brief = await RunAsync(patient, rounds, []);
        var delayed = await RunAsync(patient, rounds, slow);
        var waiting = await RunAsync(request, Math.Min(2, rounds), slow);
        void Row(string who, string patience, (double Seconds, RoundResult Result) run) => table.Add(
            $"{kind}", who, patience, F(run.Seconds), F(run.Seconds / brief.Seconds), run.Result.Trace.Count.ToString(CultureInfo.InvariantCulture),
            run.Result.Trace[^1].Held.ToString(CultureInfo.InvariantCulture), F(run.Result.Certificate.PlanCost, "0.0000"),
            F((run.Result.Certificate.PlanCost - expected.Certificate.PlanCost) / Math.Abs(expected.Certificate.PlanCost), "0.0e0"));
        var brevity = F(iteration.TotalMilliseconds, "0.0") + " ms";
        Row("undelayed", "1 s", usual);
        Row("undelayed", brevity, brief);
        Row($"every {Every}th by {F(delay.TotalMilliseconds, "0")} ms", brevity, delayed);
        Row($"every {Every}th by {F(delay.TotalMilliseconds, "0")} ms", "1 s", waiting);
        return (delayed.Result, delayed.Seconds / brief.Seconds);
    }

    private static async Task<(double Seconds, RoundResult Result)> RunAsync(RoundRequest request, int rounds, string[] settings)
    {
        await using var cluster = await DrillCluster.StartAsync(1, hasDatabase: true, settings);
        var seconds = new List<double>();
        RoundResult? result = null;
        for (var number = 0; number <= rounds; number++)
        {
            var watched = new WatchedRound(cluster.Desk, RoundOrder.Of(request with { Id = $"{request.Id}-{number}" }));
            var outcome = await watched.RunAsync(Limit);
            result = outcome.Result ?? throw new InvalidOperationException($"{outcome.Phase}: {outcome.Text}");
            seconds.Add(result.Timing.TotalSeconds);
        }

        // The first is compiled on the way.
        return (Statistics.Quantile([.. seconds.Skip(1).Order()], 0.5), result!);
    }

    private static string F(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
