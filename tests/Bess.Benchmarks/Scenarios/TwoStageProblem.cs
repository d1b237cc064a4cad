using System.Text.Json;
using Bess.Forecasting.Scenarios;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;

namespace Bess.Benchmarks.Scenarios;

/// <summary>The golden family C on joint scenarios: day-ahead schedule, real-time recourse, CVaR; the battery is that of the golden files.</summary>
/// <param name="RecourseMw">Largest deviation in real time; 0 leaves the day-ahead stage alone.</param>
internal sealed record TwoStageProblem(double RecourseMw)
{
    private static readonly InteriorPointSolver Solver = new();

    /// <summary>Least cost over scenarios, and its day-ahead schedule.</summary>
    public (double Cost, double[] Schedule) Solve(JointScenarios scenarios)
    {
        var golden = Build(scenarios);
        var result = Accepted(Solver.Solve(golden.Problem, Options));
        return (golden.Problem.Evaluate(result.Primal), result.Primal[golden.FirstSchedule..(golden.FirstSchedule + scenarios.Markets[0].Grid.Count)].ToArray());
    }

    /// <summary>Cost over scenarios of a day-ahead schedule that was made for others; recourse is free.</summary>
    public double CostOf(JointScenarios scenarios, double[] schedule)
    {
        var golden = Build(scenarios);
        var (lower, upper) = (golden.Problem.ColumnLower.ToArray(), golden.Problem.ColumnUpper.ToArray());
        for (var t = 0; t < schedule.Length; t++)
            lower[golden.FirstSchedule + t] = upper[golden.FirstSchedule + t] = Math.Clamp(schedule[t], lower[golden.FirstSchedule + t], upper[golden.FirstSchedule + t]);
        var same = golden.Problem.With(columnLower: lower, columnUpper: upper);
        return same.Evaluate(Accepted(Solver.Solve(same, Options)).Primal);
    }

    private static SolverOptions Options => new() { RecordIterations = false };

    private static SolveResult Accepted(SolveResult result) => result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved
        ? result
        : throw new InvalidOperationException($"the two-stage problem ended {result.Status}");

    private GoldenProblem Build(JointScenarios scenarios)
    {
        double[][] Paths(int market) => [.. Enumerable.Range(0, scenarios.Count).Select(s => scenarios.Values(market, s).ToArray())];
        var fields = new Dictionary<string, object>
        {
            ["family"] = "C",
            ["T"] = scenarios.Markets[0].Grid.Count,
            ["dt"] = 1.0,
            ["alpha"] = 0.05,
            ["lam"] = 0.3,
            ["pmax"] = 50.0,
            ["cap"] = 200.0,
            ["eta_c"] = 0.92,
            ["eta_d"] = 0.93,
            ["e_min"] = 20.0,
            ["e_max"] = 180.0,
            ["e0"] = 100.0,
            ["eT_min"] = 100.0,
            ["c_deg"] = 4.0,
            ["fee"] = 3.0,
            ["r_max"] = RecourseMw,
            ["prob"] = scenarios.Probabilities.ToArray(),
            ["price_da"] = Paths(0),
            ["price_rt"] = Paths(scenarios.Markets.Count - 1),
            ["expected"] = new Dictionary<string, object> { ["objective"] = 0.0 },
        };
        return GoldenProblem.Build(JsonSerializer.SerializeToElement(fields));
    }
}
