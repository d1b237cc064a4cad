using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Cluster.Drills.Harness;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Drills.Cases;

/// <summary>Whole rounds of a large enrolled fleet on one silo, beside the same rounds in this process.</summary>
internal sealed class ScaleDrill : IDrill
{
    private const int Seed = 6000;
    private const double LargestRatio = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public string Name => "scale";

    public string Summary => "whole rounds of --batteries on one silo, --store memory or postgresql, against the round in process";

    public async Task<bool> RunAsync(DrillOptions options)
    {
        var batteries = options.Batteries ?? 1000;
        var table = new MarkdownTable(
            "N", "store", "coupling", "where", "iterations", "total s", "× in process", "agents' solving / processors s", "messages s", "coupling problem s",
            "persistence s", "final s", "root, µs an iteration", "largest difference");
        var isMet = true;
        var kinds = new[] { InstanceKind.Interior, InstanceKind.Boundary };
        await using var cluster = await DrillCluster.StartAsync(1, options.Store == "postgresql");
        foreach (var kind in kinds)
        {
            var instance = VppInstance.Create(kind, Seed, batteries);
            var request = Rounds.Of(instance, $"scale-{kind}", new RoundOptions { LeafSize = options.LeafSize, MaskedSums = options.IsMasked });
            var (local, seconds) = await LocalAsync(request, options.Rounds ?? 3, table, options);
            var enrolled = await EnrolAsync(cluster, request);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind}: in process {seconds:0.00} s, enrolled in {enrolled:0.00} s"));
            for (var number = 1; number <= (options.Rounds ?? 3); number++)
            {
                var ratio = await ClusterAsync(cluster, request, number, local, seconds, table, options);
                isMet &= number == 1 || batteries > 1000 || ratio <= LargestRatio;
            }
        }

        await Console.Out.WriteLineAsync(table.ToString());
        await Console.Out.WriteLineAsync("\nFrom the call that launches to the last event, schedules kept. Root: sums at the root of the tree and the coupling problem.");
        return isMet;
    }

    private static async Task<(RoundResult Result, double Seconds)> LocalAsync(RoundRequest request, int rounds, MarkdownTable table, DrillOptions options)
    {
        using var plant = new LocalVirtualPowerPlant();
        RoundResult? result = null;
        var seconds = 0.0;
        for (var number = 1; number <= rounds; number++)
        {
            var start = Stopwatch.GetTimestamp();
            result = (await plant.CoordinateAsync(request with { Options = request.Options with { MaskedSums = false } })).Value;
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var timing = result.Timing;
            table.Add(
                N(request.Fleet.Members.Count), "–", request.Id[6..], $"in process, {number}", N(result.Trace.Count), F(seconds), "1", F(timing.AgentSeconds), "–",
                F(timing.AggregatorSeconds), "–", F(timing.FinalSeconds), F(1e6 * timing.AggregatorSeconds / result.Trace.Count, "0"), "–");
        }

        return (result!, seconds);
    }

    private static async Task<double> EnrolAsync(DrillCluster cluster, RoundRequest request)
    {
        var start = Stopwatch.GetTimestamp();
        var faults = await cluster.Desk.CallAsync(desk => desk.JoinAsync(request.Fleet.Name, request.Fleet.Members), CancellationToken.None);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"not enrolled: {string.Join("; ", faults)}");
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> ClusterAsync(
        DrillCluster cluster, RoundRequest request, int number, RoundResult local, double localSeconds, MarkdownTable table, DrillOptions options)
    {
        var order = RoundOrder.Of(request) with { Id = $"{request.Id}-{number}", Fleet = null };
        var watched = new WatchedRound(cluster.Desk, order);
        var outcome = await watched.RunAsync(Limit);
        var total = watched.At(RoundPhase.Done);
        if (outcome.Result is not { } result)
        {
            throw new InvalidOperationException($"{order.Id}: {outcome.Text}\n{string.Join('\n', cluster.Silos[0].Log.TakeLast(30))}");
        }

        var split = await LoggedSplit.OfAsync(cluster, order.Id!);
        table.Add(
            N(request.Fleet.Members.Count), options.Store, request.Id[6..], $"1 silo, {number}", N(result.Trace.Count), F(total), F(total / localSeconds),
            F(split["SolveSeconds"] / Environment.ProcessorCount), F(split["MessageSeconds"]), F(split["AggregatorSeconds"]), F(split["PersistenceSeconds"]),
            F(result.Timing.FinalSeconds), F(1e6 * (split["RootSeconds"] + split["AggregatorSeconds"]) / result.Trace.Count, "0"), ResultComparison.Of(local, result).ToString());
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Id}: {total:0.00} s, launch answered {watched.LaunchSeconds:0.00}, gathering {watched.At(RoundPhase.Gathering):0.00}, iterating {watched.At(RoundPhase.Iterating):0.00}, finalising {watched.At(RoundPhase.Finalising):0.00}; {string.Join(", ", split)}; {result.Timing}"));
        return total / localSeconds;
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string F(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
