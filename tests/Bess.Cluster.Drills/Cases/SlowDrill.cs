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
        var rounds = options.Rounds ?? 15;

        await using var prompt = await WarmCluster.StartAsync(request, []);
        var sample = await prompt.SampleAsync(request);
        var iteration = TimeSpan.FromSeconds(sample.Result.Timing.TotalSeconds / sample.Result.Trace.Count);
        var delay = 9 * TimeSpan.FromSeconds(sample.Result.Timing.AgentSeconds / sample.Result.Trace.Count);
        var ownDelay = 9 * TimeSpan.FromSeconds(sample.AnswerSeconds);
        var patient = request with { Options = request.Options with { IterationPatience = iteration } };
        await using var own = await WarmCluster.StartAsync(request, SlowBy(ownDelay));
        await using var late = await WarmCluster.StartAsync(patient, SlowBy(delay));

        // Taken by turns, so that whatever else the machine does falls on all of them alike.
        var usual = new Series(prompt, request);
        var ownLate = new Series(own, request);
        var brief = new Series(prompt, patient);
        var delayed = new Series(late, patient);
        var waiting = new Series(late, request);
        for (var number = 0; number < rounds; number++)
        {
            foreach (var series in number < 2 ? [usual, ownLate, brief, delayed, waiting] : new[] { usual, ownLate, brief, delayed })
            {
                await series.RunOnceAsync();
            }
        }

        void Row(string who, string patience, Series run, Series undelayed) => table.Add(
            $"{kind}", who, patience, F(run.MedianSeconds), F(run.MedianSeconds / undelayed.MedianSeconds), run.Last.Trace.Count.ToString(CultureInfo.InvariantCulture),
            run.Last.Trace[^1].Held.ToString(CultureInfo.InvariantCulture), F(run.Last.Certificate.PlanCost, "0.0000"),
            F((run.Last.Certificate.PlanCost - expected.Certificate.PlanCost) / Math.Abs(expected.Certificate.PlanCost), "0.0e0"));
        var brevity = F(iteration.TotalMilliseconds, "0.0") + " ms";
        Row("undelayed", "1 s", usual, usual);
        Row($"every {Every}th by {F(ownDelay.TotalMilliseconds)} ms", "1 s", ownLate, usual);
        Row("undelayed", brevity, brief, brief);
        Row($"every {Every}th by {F(delay.TotalMilliseconds, "0")} ms", brevity, delayed, brief);
        Row($"every {Every}th by {F(delay.TotalMilliseconds, "0")} ms", "1 s", waiting, usual);
        return (delayed.Last, delayed.MedianSeconds / brief.MedianSeconds, ownLate.MedianSeconds / usual.MedianSeconds);
    }

    private static string[] SlowBy(TimeSpan delay) =>
        ["--Bess:Drill:SlowEvery", Every.ToString(CultureInfo.InvariantCulture), "--Bess:Drill:SlowBy", delay.ToString("c", CultureInfo.InvariantCulture)];

    private static string F(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A cluster of one silo whose code paths are compiled and whose connections are open.</summary>
    private sealed class WarmCluster : IAsyncDisposable
    {
        private const int WarmRounds = 20;
        private const int SampleRounds = 5;

        private readonly DrillCluster _cluster;
        private int _rounds;

        private WarmCluster(DrillCluster cluster) => _cluster = cluster;

        public static async Task<WarmCluster> StartAsync(RoundRequest request, string[] settings)
        {
            var cluster = new WarmCluster(await DrillCluster.StartAsync(1, hasDatabase: true, settings));
            for (var number = 0; number < WarmRounds; number++)
            {
                await cluster.RunAsync(request);
            }

            return cluster;
        }

        /// <summary>One round.</summary>
        public async Task<RoundResult> RunAsync(RoundRequest request)
        {
            var outcome = await new WatchedRound(_cluster.Desk, RoundOrder.Of(request with { Id = $"{request.Id}-{_rounds++}" })).RunAsync(Limit);
            return outcome.Result ?? throw new InvalidOperationException($"{outcome.Phase}: {outcome.Text}");
        }

        /// <summary>A few rounds: the last of them, and the mean time in which one battery makes one answer.</summary>
        public async Task<(RoundResult Result, double AnswerSeconds)> SampleAsync(RoundRequest request)
        {
            var (solveSeconds, answers) = (0.0, 0.0);
            RoundResult result = null!;
            for (var number = 0; number < SampleRounds; number++)
            {
                result = await RunAsync(request);
                solveSeconds += (await LoggedSplit.OfAsync(_cluster, result.RoundId))["SolveSeconds"];
                answers += (double)request.Fleet.Members.Count * result.Trace.Count;
            }

            return (result, solveSeconds / answers);
        }

        public ValueTask DisposeAsync() => _cluster.DisposeAsync();
    }

    /// <summary>Rounds of one kind on one cluster.</summary>
    private sealed class Series(WarmCluster cluster, RoundRequest request)
    {
        private readonly List<double> _seconds = [];

        public double MedianSeconds => Statistics.Quantile([.. _seconds.Order()], 0.5);

        public RoundResult Last { get; private set; } = null!;

        public async Task RunOnceAsync()
        {
            Last = await cluster.RunAsync(request);
            _seconds.Add(Last.Timing.TotalSeconds);
        }
    }
}
