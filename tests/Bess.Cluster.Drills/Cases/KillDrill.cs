using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Cluster.Drills.Harness;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;

namespace Bess.Cluster.Drills.Cases;

/// <summary>One of two silos is killed at a random moment of each round.</summary>
internal sealed class KillDrill : IDrill
{
    private static readonly string[] Moments = ["before the launch is answered", "gathering", "iterating", "finalising", "after the end"];

    public string Name => "kill";

    public string Summary => "two silos on PostgreSQL; SIGKILL of one at a random moment of each round";

    public async Task<bool> RunAsync(DrillOptions options)
    {
        var rounds = options.Rounds ?? 20;
        var random = new Random(options.Seed);
        await using var cluster = await DrillCluster.StartAsync(2);
        var series = await RoundSeries.CreateAsync(cluster, options.Batteries ?? 50, options.Seed, new RoundOptions { MaskedSums = options.IsMasked });
        var outcomes = new List<(int Moment, SeriesOutcome Round)>();
        for (var number = 0; number < rounds; number++)
        {
            await cluster.ReadyAsync();
            var plan = Plan.Draw(random, number, series);
            cluster.Desk.Prefer(random.Next(2));
            var round = await series.RunAsync(number, string.Create(CultureInfo.InvariantCulture, $"kill-{options.Seed}-{number}"), watched => KillAsync(cluster, watched, plan));
            outcomes.Add((plan.Moment, round));
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{number}: silo {plan.Victim} {Moments[plan.Moment]}: {(round.IsRight ? "right" : round.Complaint)}, {round.Outcome.Seconds:0.00} s, lost {round.LostSeconds:0.00} s"));
            if (!round.IsRight)
            {
                await DumpAsync(cluster);
            }
        }

        return await ReportAsync(cluster, series, outcomes);
    }

    private static async Task KillAsync(DrillCluster cluster, WatchedRound watched, Plan plan)
    {
        if (plan.Trigger is { } trigger)
        {
            await watched.Until(trigger);
        }

        await Task.Delay(plan.Delay);
        await cluster.Silos[plan.Victim].KillAsync();
        cluster.Silos[plan.Victim].Start();
    }

    private static async Task<bool> ReportAsync(DrillCluster cluster, RoundSeries series, List<(int Moment, SeriesOutcome Round)> outcomes)
    {
        var table = new MarkdownTable("killed", "rounds", "as undisturbed", "hung", "lost commitments", "wrong commitments", "time lost: median s", "90 % s", "max s");
        foreach (var group in outcomes.GroupBy(outcome => outcome.Moment).OrderBy(group => group.Key))
        {
            table.Add(Row(Moments[group.Key], [.. group.Select(outcome => outcome.Round)]));
        }

        table.Add(Row("all", [.. outcomes.Select(outcome => outcome.Round)]));
        var duplicates = await series.DuplicatesAsync();
        var surprises = cluster.Silos.Sum(silo => silo.Surprises);
        await Console.Out.WriteLineAsync(table.ToString());
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nUndisturbed {series.UndisturbedSeconds:0.00} s; duplicated rounds {duplicates}; silos that ended by themselves {surprises}; servers changed {cluster.Desk.Changes} times."));
        return duplicates == 0 && outcomes.TrueForAll(outcome => outcome.Round.IsRight);
    }

    private static string[] Row(string name, SeriesOutcome[] rounds)
    {
        double[] lost = [.. rounds.Select(round => round.LostSeconds).Order()];
        string F(double share) => Statistics.Quantile(lost, share).ToString("0.00", CultureInfo.InvariantCulture);
        string N(int count) => count.ToString(CultureInfo.InvariantCulture);
        return
        [
            name, N(rounds.Length), N(rounds.Count(round => round.IsEqual)), N(rounds.Count(round => round.IsHung)), N(rounds.Sum(round => round.Commitments.Lost)),
            N(rounds.Sum(round => round.Commitments.Wrong)), F(0.5), F(0.9), F(1),
        ];
    }

    private static async Task DumpAsync(DrillCluster cluster)
    {
        foreach (var silo in cluster.Silos)
        {
            await Console.Error.WriteLineAsync($"--- silo {silo.Name}\n{string.Join('\n', silo.Log.TakeLast(40))}");
        }
    }

    /// <summary>Who is killed, and when.</summary>
    private sealed record Plan(int Victim, int Moment, Func<RoundEvent, bool>? Trigger, TimeSpan Delay)
    {
        public static Plan Draw(Random random, int number, RoundSeries series)
        {
            var victim = random.Next(2);
            var share = random.NextDouble();
            var iteration = random.Next(1, series.IterationsOf(number) + 1);
            var usual = series.Usual;
            return (number % 6) switch
            {
                0 => new Plan(victim, 0, null, TimeSpan.FromSeconds(share * usual.Launch)),
                1 => new Plan(victim, 1, happened => happened.Phase >= RoundPhase.Gathering, TimeSpan.FromSeconds(share * usual.Gathering)),
                2 or 3 => new Plan(victim, 2, happened => happened.Iteration?.Iteration >= iteration, TimeSpan.FromSeconds(share * usual.Iteration)),
                4 => new Plan(victim, 3, happened => happened.Phase >= RoundPhase.Finalising, TimeSpan.FromSeconds(share * usual.Finalising)),
                _ => new Plan(victim, 4, happened => happened.Phase >= RoundPhase.Done, TimeSpan.FromMilliseconds(50 * share)),
            };
        }    }
}
