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
            var (delayed, ratio, ownRatio) = await RunAsync(kind, options, table);
            isMet &= ownRatio <= LargestRatio;
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}: {ownRatio:0.00} times the undelayed round by an answer of one's own, {ratio:0.00} by an iteration of all"));
            notes.AddRange(delayed.Notes.Select(note => $"{kind}: {note}"));
        }

        await Console.Out.WriteLineAsync(table.ToString());
        await Console.Out.WriteLineAsync($"\nNotes of the delayed rounds: {string.Join(" | ", notes)}");
        return isMet;
    }

    private static async Task<(RoundResult Delayed, double Ratio, double OwnRatio)> RunAsync(InstanceKind kind, DrillOptions options, MarkdownTable table)
    {
        var request = Rounds.Of(VppInstance.Create(kind, options.Seed, options.Batteries ?? 50), "slow");
        using var plant = new LocalVirtualPowerPlant();
        var expected = (await plant.CoordinateAsync(request)).Value;
        var rounds = options.Rounds ?? 5;

        var usual = await RunAsync(request, rounds, []);
        var iteration = TimeSpan.FromSeconds(usual.Seconds / usual.Result.Trace.Count);
        var delay = 9 * TimeSpan.FromSeconds(usual.Result.Timing.AgentSeconds / usual.Result.Trace.Count);
        var patient = request with { Options = request.Options with { IterationPatience = iteration } };
        var ownDelay = 9 * TimeSpan.FromSeconds(usual.AnswerSeconds);
        var slow = SlowBy(delay);
        var brief = await RunAsync(patient, rounds, []);
        var delayed = await RunAsync(patient, rounds, slow);
        var waiting = await RunAsync(request, Math.Min(2, rounds), slow);
        var own = await RunAsync(request, rounds, SlowBy(ownDelay));
        void Row(string who, string patience, Measured run, Measured undelayed) => table.Add(
            $"{kind}", who, patience, F(run.Seconds), F(run.Seconds / undelayed.Seconds), run.Result.Trace.Count.ToString(CultureInfo.InvariantCulture),
            run.Result.Trace[^1].Held.ToString(CultureInfo.InvariantCulture), F(run.Result.Certificate.PlanCost, "0.0000"),
            F((run.Result.Certificate.PlanCost - expected.Certificate.PlanCost) / Math.Abs(expected.Certificate.PlanCost), "0.0e0"));
        var brevity = F(iteration.TotalMilliseconds, "0.0") + " ms";
        Row("undelayed", "1 s", usual, usual);
        Row($"every {Every}th by {F(ownDelay.TotalMilliseconds, "0.0")} ms", "1 s", own, usual);
        Row("undelayed", brevity, brief, brief);
        Row($"every {Every}th by {F(delay.TotalMilliseconds, "0")} ms", brevity, delayed, brief);
        Row($"every {Every}th by {F(delay.TotalMilliseconds, "0")} ms", "1 s", waiting, usual);
        return (delayed.Result, delayed.Seconds / brief.Seconds, own.Seconds / usual.Seconds);
    }

    private static string[] SlowBy(TimeSpan delay) =>
        ["--Bess:Drill:SlowEvery", Every.ToString(CultureInfo.InvariantCulture), "--Bess:Drill:SlowBy", delay.ToString("c", CultureInfo.InvariantCulture)];

    private static async Task<Measured> RunAsync(RoundRequest request, int rounds, string[] settings)
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
        var split = await LoggedSplit.OfAsync(cluster, result!.RoundId);
        var answers = (double)request.Fleet.Members.Count * result.Trace.Count;
        return new Measured(Statistics.Quantile([.. seconds.Skip(1).Order()], 0.5), split["SolveSeconds"] / answers, result);
    }

    private static string F(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <param name="Seconds">Median time of a round.</param>
    /// <param name="AnswerSeconds">Mean time in which one battery makes one answer.</param>
    /// <param name="Result">The last round.</param>
    private sealed record Measured(double Seconds, double AnswerSeconds, RoundResult Result);
}
