using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Cluster.Drills.Harness;
using Bess.Coordination.Rounds;

namespace Bess.Cluster.Drills.Cases;

/// <summary>Something is done to two silos on PostgreSQL at a random moment of each round; each must end as undisturbed, and be in force with everybody.</summary>
internal abstract class SeriesDrill(string name, string summary, int standardRounds) : IDrill
{
    private const double LongLoss = 12;

    /// <summary>What is worth reading in the log of a silo when a round went wrong, or long.</summary>
    private static readonly string[] Told = ["Round ", "Response did not arrive", "is dropping", "Failed", "failed", "Exception: ", "as Dead", "Silo 127", "ended by itself"];

    public string Name => name;

    public string Summary => summary;

    public async Task<bool> RunAsync(DrillOptions options)
    {
        var random = new Random(options.Seed);
        await using var cluster = await DrillCluster.StartAsync(2);
        var series = await RoundSeries.CreateAsync(cluster, options.Batteries ?? 50, options.Seed, new RoundOptions { MaskedSums = options.IsMasked });
        var outcomes = new List<(string Label, SeriesOutcome Round)>();
        for (var number = 0; number < (options.Rounds ?? standardRounds); number++)
        {
            await cluster.ReadyAsync();
            cluster.Desk.Prefer(random.Next(2));
            var moment = Moment.Draw(random, number, series);
            var victim = random.Next(2);
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{options.Seed}-{number}");
            var round = await series.RunAsync(number, id, async watched =>
            {
                await moment.ComesAsync(watched);
                await DisturbAsync(cluster, victim);
            });
            outcomes.Add((moment.Label, round));
            await NoteAsync(cluster, number, victim, outcomes[^1]);
        }

        return await ReportAsync(cluster, series, outcomes);
    }

    /// <summary>Does it, and undoes it.</summary>
    protected abstract Task DisturbAsync(DrillCluster cluster, int victim);

    /// <summary>One more sentence for the report; a demand that was missed throws.</summary>
    protected virtual string Remark => "";

    /// <summary>Whether the drill's own demand was met.</summary>
    protected virtual bool IsMet => true;

    private static async Task NoteAsync(DrillCluster cluster, int number, int victim, (string Label, SeriesOutcome Round) outcome)
    {
        var round = outcome.Round;
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{number}: silo {victim}, {outcome.Label}: {(round.IsRight ? "right" : round.Complaint)}, {round.Outcome.Seconds:0.00} s, lost {round.LostSeconds:0.00} s"));
        if (round.IsRight && round.LostSeconds < LongLoss)
        {
            return;
        }

        foreach (var silo in cluster.Silos)
        {
            var lines = silo.Log.TakeLast(200).Where(line => Told.Any(word => line.Contains(word, StringComparison.Ordinal))).Select(line => line[..Math.Min(line.Length, 300)]);
            await Console.Error.WriteLineAsync($"--- silo {silo.Name}\n{string.Join('\n', lines)}");
        }
    }

    private async Task<bool> ReportAsync(DrillCluster cluster, RoundSeries series, List<(string Label, SeriesOutcome Round)> outcomes)
    {
        var table = new MarkdownTable(
            "moment", "rounds", "ended as undisturbed", "hung", "commitments lost", "of another plan", "time lost: median s", "90 % s", "max s");
        foreach (var group in outcomes.GroupBy(outcome => outcome.Label).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.Add(Row(group.Key[2..], [.. group.Select(outcome => outcome.Round)]));
        }

        table.Add(Row("all", [.. outcomes.Select(outcome => outcome.Round)]));
        var duplicates = await series.DuplicatesAsync();
        await Console.Out.WriteLineAsync(table.ToString());
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nUndisturbed {series.UndisturbedSeconds:0.00} s; rounds known twice {duplicates}; silos that ended by themselves {cluster.Silos.Sum(silo => silo.Surprises)}; another server was asked {cluster.Desk.Changes} times. {Remark}"));
        return duplicates == 0 && IsMet && outcomes.TrueForAll(outcome => outcome.Round.IsRight);
    }

    private static string[] Row(string label, SeriesOutcome[] rounds)
    {
        double[] lost = [.. rounds.Select(round => round.LostSeconds).Order()];
        string F(double share) => Statistics.Quantile(lost, share).ToString("0.00", CultureInfo.InvariantCulture);
        string N(int count) => count.ToString(CultureInfo.InvariantCulture);
        return
        [
            label, N(rounds.Length), N(rounds.Count(round => round.IsEqual)), N(rounds.Count(round => round.IsHung)), N(rounds.Sum(round => round.Commitments.Lost)),
            N(rounds.Sum(round => round.Commitments.Wrong)), F(0.5), F(0.9), F(1),
        ];
    }
}
