using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Markets;
using Bess.Benchmarks.Reporting;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Benchmarks.Cases;

/// <summary>HiGHS under Node on some instances of the market case, written down without the library's formulations.</summary>
/// <param name="Instance">Which.</param>
/// <param name="Seconds">Ours: the whole plan.</param>
/// <param name="Method">Of HiGHS.</param>
/// <param name="Status">Its status.</param>
/// <param name="RefereeSeconds">Its time of one solve.</param>
/// <param name="BoundDifference">Our lower bound against its optimum, relative; NaN where it solved the integer problem instead.</param>
/// <param name="PlanDifference">Our plan's objective against its optimum, relative; never below −1e-6.</param>
internal sealed record MarketsReferee(
    string Instance, double Seconds, string Method, string Status, double RefereeSeconds, double BoundDifference, double PlanDifference)
{
    private const int Repeats = 3;

    public static async Task<(List<MarketsReferee> Results, string Reason)> RunAsync(SyntheticMarket market, BenchmarkSettings settings)
    {
        var (node, reason) = await NodeHighs.TryCreateAsync(TimeSpan.FromSeconds(settings.Pick(120, 120, 12))).ConfigureAwait(false);
        var results = new List<MarketsReferee>();
        if (node is null)
            return (results, reason);
        using (node)
        {
            foreach (var (name, day, hours) in settings.Pick<(string, int, int)[]>(
                [("day in winter", 15, 24), ("day in summer", 212, 24), ("week in winter", 45, 168), ("week in summer", 182, 168)],
                [("day in summer", 212, 24), ("week in summer", 182, 168)], [("day in summer", 212, 24)]))
            {
                if (settings.Includes(name))
                    await TwoStageAsync(node, results, name, MarketRequests.TwoStage(market, day, hours > 24 ? 30 : settings.Pick(200, 200, 5), hours)).ConfigureAwait(false);
            }

            foreach (var day in settings.Pick<int[]>([15, 105, 196, 286], [105], [105]))
            {
                if (settings.Includes("reserve"))
                    await ReserveAsync(node, results, $"reserve, day {day}", MarketRequests.Reserve(market, day, 1)).ConfigureAwait(false);
            }
        }

        return (results, "");
    }

    public static MarkdownTable Table(List<MarketsReferee> results)
    {
        string F(double value, string format) => double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);
        var table = new MarkdownTable("instance", "our plan s", "referee", "its status", "its seconds", "its seconds / ours", "our bound against its optimum", "our plan against its optimum");
        foreach (var r in results)
        {
            table.Add(
                r.Instance, F(r.Seconds, "0.0000"), r.Method, r.Status, F(r.RefereeSeconds, "0.0000"), F(r.RefereeSeconds / r.Seconds, "0.0"), F(r.BoundDifference, "0.0e0"),
                F(r.PlanDifference, "0.0e0"));
        }

        return table;
    }

    private static async Task TwoStageAsync(NodeHighs node, List<MarketsReferee> results, string name, TwoStageRequest request)
    {
        var planner = new TwoStagePlanner();
        var (seconds, plan) = Least(() => planner.Plan(request));
        var path = await WriteAsync(node, MarketReferences.TwoStage(request)).ConfigureAwait(false);
        foreach (var method in new[] { "simplex", "ipm" })
        {
            var (status, objective, time) = await node.SolveAsync(path, method).ConfigureAwait(false);
            results.Add(new MarketsReferee(
                name, seconds, $"HiGHS, relaxation, {method}", status, time, Relative(plan.LowerBound, objective), Relative(plan.Objective, objective)));
        }
    }

    private static async Task ReserveAsync(NodeHighs node, List<MarketsReferee> results, string name, MultiMarketRequest request)
    {
        var planner = new MultiMarketPlanner();
        var (seconds, plan) = Least(() => planner.Plan(request));
        var path = await WriteAsync(node, MarketReferences.Reserve(request)).ConfigureAwait(false);
        var (status, objective, time) = await node.SolveAsync(path, "default").ConfigureAwait(false);
        results.Add(new MarketsReferee(name, seconds, "HiGHS, whole bids as integers", status, time, double.NaN, Relative(plan.Objective, objective)));
    }

    private static async Task<string> WriteAsync(NodeHighs node, ReferenceProblem reference)
    {
        var path = node.PathOf("instance.lp");
        await using (var writer = new StreamWriter(path))
            LinearProgramText.Write(reference.Build(), writer, reference.IsInteger.Contains(true) ? reference.IsInteger : null);
        return path;
    }

    private static (double Seconds, T Plan) Least<T>(Func<T> plan)
    {
        var made = plan();
        var least = double.PositiveInfinity;
        for (var k = 0; k < Repeats; k++)
        {
            var watch = Stopwatch.StartNew();
            made = plan();
            least = Math.Min(least, watch.Elapsed.TotalSeconds);
        }

        return (least, made);
    }

    private static double Relative(double ours, double its) => (ours - its) / Math.Max(1, Math.Abs(its));
}
