using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Markets;
using Bess.Benchmarks.Reporting;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Benchmarks.Cases;

/// <summary>Plans for several markets on made-up years: time a plan, what became of exclusivity, and another solver on the same instances.</summary>
internal sealed class MarketsCase : IBenchmarkCase
{
    private const int DefaultSeed = 2026;
    private const int DaysOfYear = 365;
    private const double Close = 1e-6;

    public string Name => "markets";

    public string Summary => "two-stage days and weeks, and a year of energy with reserve: seconds a plan, audits, and HiGHS under Node on the same instances";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var market = new SyntheticMarket(settings.Seed ?? DefaultSeed);
        var scenarios = settings.Pick(200, 200, 5);
        var results = new List<Result>();
        if (settings.Includes("day"))
            results.Add(TwoStage($"two-stage day, T 24, S {scenarios}", market, settings.Pick(DaysOfYear, 12, 2), scenarios, 24));
        if (settings.Includes("week"))
            results.Add(TwoStage("two-stage week, T 168, S 30", market, settings.Pick(26, 4, 1), settings.Pick(30, 30, 2), 168));
        if (settings.Includes("reserve"))
            results.Add(Reserve("energy and FCR-N, FCR-D up, FCR-D down", market, settings.Pick(DaysOfYear, DaysOfYear, 3)));
        await settings.Output.WriteLineAsync(Table(results).ToString()).ConfigureAwait(false);
        if (settings.Includes("audit"))
            await settings.Output.WriteLineAsync($"\n{Audits(market, settings.Pick(200, 200, 2))}").ConfigureAwait(false);
        var (referees, reason) = await MarketsReferee.RunAsync(market, settings).ConfigureAwait(false);
        await settings.Output.WriteLineAsync(referees.Count == 0 ? $"\nSKIPPED the referee HiGHS under Node: {reason}" : $"\n{MarketsReferee.Table(referees)}").ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nOne thread. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(r => r.Refused == 0 && r.Missing == 0) && referees.All(r => Math.Abs(r.BoundDifference) <= Close || double.IsNaN(r.BoundDifference));
    }

    private static Result TwoStage(string name, SyntheticMarket market, int plans, int scenarios, int hours)
    {
        var (planner, result) = (new TwoStagePlanner(), new Result(name));
        planner.Plan(MarketRequests.TwoStage(market, 0, scenarios, hours));
        for (var k = 0; k < plans; k++)
        {
            var request = MarketRequests.TwoStage(market, k * DaysOfYear / plans, scenarios, hours);
            var watch = Stopwatch.StartNew();
            var plan = planner.Plan(request);
            result.Add(watch.Elapsed.TotalSeconds, plan.HasPlan && plan.IsExclusive, plan.Exclusivity, plan.Objective, plan.LowerBound);
            for (var s = 0; s < plan.DispatchMw.Length; s++)
                result.Refused += PlanAudit.Check(PlanClaims.Of(plan, request, s)).IsAccepted ? 0 : 1;
        }

        return result;
    }

    private static Result Reserve(string name, SyntheticMarket market, int days)
    {
        var (planner, result) = (new MultiMarketPlanner(), new Result(name));
        planner.Plan(MarketRequests.Reserve(market, 0, 1));
        var energy = 1.0;
        for (var day = 0; day < days; day++)
        {
            var request = MarketRequests.Reserve(market, day, energy);
            var watch = Stopwatch.StartNew();
            var plan = planner.Plan(request);
            result.Add(watch.Elapsed.TotalSeconds, plan.HasPlan && plan.IsExclusive, plan.Exclusivity, plan.Objective, plan.LowerBound);
            result.Refused += plan.HasPlan && PlanAudit.Check(PlanClaims.Of(plan, request)).IsAccepted ? 0 : 1;
            energy = plan.HasPlan ? Math.Clamp(plan.EnergyMwh[^1], request.Plant.Battery.MinimumEnergy.Mwh, request.Plant.Battery.MaximumEnergy.Mwh) : energy;
        }

        return result;
    }

    private static MarkdownTable Audits(SyntheticMarket market, int repetitions)
    {
        var traded = MarketRequests.TwoStage(market, 0, 20, 96);
        var twoStage = new TwoStagePlanner().Plan(traded);
        var sold = MarketRequests.Reserve(market, 0, 1);
        var table = new MarkdownTable("audit of", "steps", "times", "milliseconds: mean");
        Measure("one scenario of a two-stage plan, money included", [.. Enumerable.Range(0, twoStage.DispatchMw.Length).Select(s => PlanClaims.Of(twoStage, traded, s))]);
        Measure("energy and three reserve products, money included", [PlanClaims.Of(new MultiMarketPlanner().Plan(sold), sold)]);
        return table;

        void Measure(string name, PlanClaim[] claims)
        {
            var accepted = claims.All(claim => PlanAudit.Check(claim).IsAccepted);
            var watch = Stopwatch.StartNew();
            for (var k = 0; k < repetitions; k++)
                accepted &= claims.All(claim => PlanAudit.Check(claim).IsAccepted);
            var mean = watch.Elapsed.TotalMilliseconds / (repetitions * claims.Length);
            table.Add(accepted ? name : $"{name}: REFUSED", $"{claims[0].Grid.Count}", $"{repetitions * claims.Length}", mean.ToString("0.000", CultureInfo.InvariantCulture));
        }
    }

    private static MarkdownTable Table(List<Result> results)
    {
        var table = new MarkdownTable(
            "plans", "number", "seconds a plan: mean", "largest", "all", "never both / held / searched", "above the bound: mean", "largest", "without a plan", "audits refused");
        foreach (var r in results)
        {
            string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
            table.Add(
                r.Name, F(r.Seconds.Count, "0"), F(r.Seconds.Average(), "0.0000"), F(r.Seconds.Max(), "0.000"), F(r.Seconds.Sum(), "0.00"),
                $"{r.Count(ExclusivityOutcome.NeverBoth)} / {r.Count(ExclusivityOutcome.Held)} / {r.Count(ExclusivityOutcome.Searched) + r.Count(ExclusivityOutcome.SearchEndedEarly)}",
                F(r.Gaps.Average(), "0.0e0"), F(r.Gaps.Max(), "0.0e0"), F(r.Missing, "0"), F(r.Refused, "0"));
        }

        return table;
    }

    private sealed class Result(string name)
    {
        public string Name { get; } = name;

        public List<double> Seconds { get; } = [];

        public List<double> Gaps { get; } = [];

        public List<ExclusivityOutcome> Outcomes { get; } = [];

        public int Missing { get; private set; }

        public int Refused { get; set; }

        public int Count(ExclusivityOutcome outcome) => Outcomes.Count(found => found == outcome);

        public void Add(double seconds, bool isThere, ExclusivityOutcome outcome, double objective, double bound)
        {
            Seconds.Add(seconds);
            Outcomes.Add(outcome);
            Gaps.Add((objective - bound) / Math.Max(1, Math.Abs(bound)));
            Missing += isThere ? 0 : 1;
        }
    }
}
