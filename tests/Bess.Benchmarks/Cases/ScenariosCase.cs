using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Benchmarks.Scenarios;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;
using Bess.TestKit;

namespace Bess.Benchmarks.Cases;

/// <summary>Scenario generation and reduction on real prices: how much value few scenarios keep, and what many cost to make.</summary>
internal sealed class ScenariosCase : IBenchmarkCase
{
    private const int Full = 200;

    // The ways to give back what the kept have lost at 20, and how far more scenarios take the default.
    private static readonly (int Kept, MomentMatch Match)[] Variants =
        [(20, MomentMatch.PlanEarnings), (20, MomentMatch.MeanAndDeviation), (20, MomentMatch.Mean), (20, MomentMatch.None), (40, MomentMatch.PlanEarnings), (80, MomentMatch.PlanEarnings)];

    public string Name => "scenarios";

    public string Summary => "200 joint paths a day and their reduction to 20, 40 and 80: value kept, Wasserstein distance, time";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        if (SharedData.MarketDirectory is not { } folder)
        {
            await settings.Output.WriteLineAsync(SharedData.AbsentMessage(SharedData.MarketVariable)).ConfigureAwait(false);
            return true;
        }

        var value = Value(settings, folder);
        var table = new MarkdownTable(
            "problem", "kept", "matched", "days", "sum of optima of the kept against 200", "optimum of the kept against 200, a day: mean absolute", "median", "largest", "sum of the plans of the kept on the 200, loss", "a day: mean", "largest", "distance / of one scenario");
        foreach (var r in value)
        {
            table.Add(
                r.Problem, Text($"{r.Kept}"), Text($"{r.Match}"), Text($"{r.Days}"), Text($"{r.OfSums:+0.00%;-0.00%}"), Text($"{r.MeanAbsolute:0.00%}"), Text($"{r.MedianAbsolute:0.00%}"),
                Text($"{r.LargestAbsolute:0.00%}"), Text($"{r.LossOfSums:0.00%}"), Text($"{r.MeanLoss:0.00%}"), Text($"{r.LargestLoss:0.00%}"), Text($"{r.RelativeDistance:0.00}"));
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        var times = new MarkdownTable("markets", "learn the copula ms", "draw 200 paths ms", "reduce to 20 ms", "ratio to drawing");
        var timed = Times(settings, folder).ToArray();
        foreach (var t in timed)
            times.Add(Text($"{t.Markets}"), Text($"{t.LearnMs:0.00}"), Text($"{t.DrawMs:0.00}"), Text($"{t.ReduceMs:0.00}"), Text($"{t.LearnMs / t.DrawMs:0.0} : 1 : {t.ReduceMs / t.DrawMs:0.0}"));
        await settings.Output.WriteLineAsync($"\n{times}").ConfigureAwait(false);
        await settings.Output.WriteLineAsync(
            $"\nOne thread. {ResultFile.Write(settings.Folder, Name, value)} {ResultFile.Write(settings.Folder, Name + "-times", timed)}").ConfigureAwait(false);
        return value.All(r => double.IsFinite(r.OfSums));
    }

    private static List<ValueResult> Value(BenchmarkSettings settings, string folder)
    {
        var cases = new (string Name, Func<MarketDays> Open, double Recourse, DateOnly First)[]
        {
            ("DE_LU day-ahead only", () => MarketDays.Open("DE_LU", folder, 0, ("DE_LU", "day_ahead_eur_per_mwh")), 0, new DateOnly(2025, 1, 8)),
            ("DE_LU, real time made up (sd 20)", () => MarketDays.Open("DE_LU", folder, 20, ("DE_LU", "day_ahead_eur_per_mwh")), 100, new DateOnly(2025, 1, 8)),
            ("SE3, real imbalance prices", () => MarketDays.Open("SE3", folder, 0, ("SE3", "day_ahead_eur_per_mwh"), ("SE3", "imbalance_eur_per_mwh")), 100, new DateOnly(2025, 1, 8)),
            ("NL, real imbalance prices", () => MarketDays.Open("NL", folder, 0, ("NL", "day_ahead_eur_per_mwh"), ("NL", "imbalance_shortage_eur_per_mwh")), 100, new DateOnly(2024, 6, 12)),
        };
        var results = new List<ValueResult>();
        foreach (var (name, open, recourse, first) in cases.Where(one => settings.Includes(one.Name)))
        {
            var days = open();
            var rows = Variants.ToDictionary(variant => variant, _ => new List<DayValue>());
            for (var k = 0; k < settings.Pick(30, 5, 1); k++)
            {
                // Every sixth day: all days of the week, half a year.
                foreach (var (variant, row) in OfDay(days, first.AddDays(6 * k), new TwoStageProblem(recourse), settings.Pick(Full, Full, 40)))
                    rows[variant].Add(row);
                Console.Error.WriteLine($"scenarios {name}: {first.AddDays(6 * k):yyyy-MM-dd}");
            }

            results.AddRange(rows.Select(pair => ValueResult.Of(name, pair.Key.Kept, pair.Key.Match, pair.Value)));
        }

        return results;
    }

    private static IEnumerable<((int Kept, MomentMatch Match) Variant, DayValue Value)> OfDay(MarketDays days, DateOnly day, TwoStageProblem problem, int count)
    {
        var full = days.Draw(day, count);
        var (best, _) = problem.Solve(full);
        foreach (var variant in Variants)
        {
            var reduced = ScenarioReducer.Reduce(full, new ReductionOptions { To = variant.Kept, Match = variant.Match });
            var (cost, schedule) = problem.Solve(reduced.Scenarios);
            yield return (variant, new DayValue(best, cost, problem.CostOf(full, schedule), reduced.Distance / reduced.OfSingle));
        }
    }

    private static IEnumerable<TimeResult> Times(BenchmarkSettings settings, string folder)
    {
        (string, string)[] zones = [("DE_LU", "day_ahead_eur_per_mwh"), ("NL", "day_ahead_eur_per_mwh"), ("SE3", "day_ahead_eur_per_mwh")];
        foreach (var markets in new[] { 1, 3 })
        {
            var days = MarketDays.Open("times", folder, 0, zones[..markets]);
            var (forecasts, past) = days.Forecast(new DateOnly(2025, 3, 11));
            var steps = forecasts.Select(one => one.Grid.Step).ToArray();
            var copula = GaussianCopula.Learn(past, steps, days.Clock, forecasts[0].DecidedAt).Value;
            var drawn = ScenarioSampler.Draw(forecasts, copula, days.Clock, Full);
            yield return new TimeResult(
                markets, Best(settings, () => GaussianCopula.Learn(past, steps, days.Clock, forecasts[0].DecidedAt)),
                Best(settings, () => ScenarioSampler.Draw(forecasts, copula, days.Clock, Full)), Best(settings, () => ScenarioReducer.Reduce(drawn)));
        }
    }

    private static double Best(BenchmarkSettings settings, Action work)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < settings.Pick(40, 20, 1); i++)
        {
            var begun = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return best;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
