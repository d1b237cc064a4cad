using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Linear;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;
using Bess.TestKit;

namespace Bess.Benchmarks.Cases;

/// <summary>The public sets of linear and quadratic problems: objective and residuals of the separate check, problem by problem.</summary>
internal sealed class SetsCase : IBenchmarkCase
{
    private const double Fine = 1e-6;
    private const double Coarse = 1e-3;
    private const int SecondsEach = 60;

    // Of 63 linear problems one, of 92 quadratic ones two may miss 1e-6; none may miss 1e-3.
    private const double ShareThatMayMiss = 2.0 / 92;

    public string Name => "sets";

    public string Summary => "the public LP and QP sets (BESS_LP_DIR, BESS_QP_DIR): objective and KKT residuals to 1e-6 and 1e-3, failures with their reasons";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var (solver, reason) = SolverByName.Find(settings.Solver);
        if (solver is null)
        {
            await settings.Output.WriteLineAsync($"SKIPPED sets: {reason}").ConfigureAwait(false);
            return settings.Solver is not null;
        }

        var table = new MarkdownTable("set", "problem", "rows x columns", "entries A + P", "status", "iterations", "seconds", "reading s", "objective error", "primal", "dual", "gap", "to 1e-6", "to 1e-3");
        var results = new List<SetResult>();
        var options = new SolverOptions { TimeLimit = TimeSpan.FromSeconds(settings.Seconds ?? SecondsEach), RecordIterations = false };
        if (settings.Tolerance is { } tolerance)
            options = options with { FeasibilityTolerance = tolerance, GapTolerance = tolerance };
        foreach (var problem in Problems(settings).Where(p => settings.Only is null || settings.Only.Split(',').Any(name => p.Name.Contains(name, StringComparison.OrdinalIgnoreCase))))
        {
            var result = Measure(problem, solver, options);
            results.Add(result);
            table.Add(Cells(result));
            await Console.Error.WriteLineAsync($"{result.Set} {result.Name}: {result.Status}, {result.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s{(result.IsFine ? "" : ", MISSED 1e-6: " + result.Why)}").ConfigureAwait(false);
        }

        await settings.Output.WriteLineAsync(table.ToString()).ConfigureAwait(false);
        await SummariseAsync(settings, results).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\n{ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.GroupBy(r => r.Set).All(set => set.All(r => r.IsCoarse) && set.Count(r => !r.IsFine) <= Math.Round(set.Count() * ShareThatMayMiss));
    }

    private static IEnumerable<SetProblem> Problems(BenchmarkSettings settings)
    {
        if (settings.Size == RunSize.Smoke)
            return ProblemSet.BuiltIn();
        var (linear, quadratic) = (SharedData.LinearProgramDirectory, SharedData.QuadraticProgramDirectory);
        if (linear is null)
            settings.Output.WriteLine(SharedData.AbsentMessage(SharedData.LinearProgramVariable));
        if (quadratic is null)
            settings.Output.WriteLine(SharedData.AbsentMessage(SharedData.QuadraticProgramVariable));
        return (linear is null ? [] : ProblemSet.Read("lp", linear)).Concat(quadratic is null ? [] : ProblemSet.Read("qp", quadratic));
    }

    private static SetResult Measure(SetProblem problem, IQuadraticSolver solver, SolverOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        var read = problem.Read();
        var reading = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (read.Model is null)
            return new SetResult { Set = problem.Set, Name = problem.Name, Status = "unreadable", Expected = problem.Objective, Remark = read.Faults[0].ToString() };
        var model = read.Model.Problem;
        start = Stopwatch.GetTimestamp();
        var answer = solver.Solve(model, options);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var check = KktCheck.Check(model, answer);
        return new SetResult
        {
            Set = problem.Set,
            Name = problem.Name,
            Rows = model.RowCount,
            Columns = model.VariableCount,
            ConstraintEntries = model.Constraints.NonZeroCount,
            QuadraticEntries = model.Quadratic?.NonZeroCount ?? 0,
            Status = answer.Status.ToString(),
            Iterations = answer.Report.Iterations,
            Seconds = seconds,
            ReadingSeconds = reading,
            Expected = problem.Objective,
            Objective = answer.PrimalObjective,
            Primal = check.RelativePrimalResidual,
            Dual = Math.Max(check.RelativeDualResidual, check.SignResidual),
            Gap = check.RelativeGap,
            IsInTime = seconds <= options.TimeLimit.TotalSeconds,
        };
    }

    private static async Task SummariseAsync(BenchmarkSettings settings, List<SetResult> results)
    {
        foreach (var set in results.GroupBy(r => r.Set))
        {
            var total = set.Sum(r => r.Seconds).ToString("0.0", CultureInfo.InvariantCulture);
            await settings.Output.WriteLineAsync(
                $"\n{set.Key}: {set.Count(r => r.IsFine)} of {set.Count()} to 1e-6, {set.Count(r => r.IsCoarse)} to 1e-3; {total} s, the longest {set.MaxBy(r => r.Seconds)!.Name}").ConfigureAwait(false);
        }

        foreach (var missed in results.Where(r => !r.IsFine))
            await settings.Output.WriteLineAsync($"MISSED {(missed.IsCoarse ? "1e-6" : "1e-6 and 1e-3")}: {missed.Set} {missed.Name}: {missed.Why}").ConfigureAwait(false);
    }

    private static string[] Cells(SetResult r)
    {
        string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        return
        [
            r.Set, r.Name, $"{r.Rows} x {r.Columns}", $"{r.ConstraintEntries} + {r.QuadraticEntries}", r.Status, F(r.Iterations, "0"), F(r.Seconds, "0.000"), F(r.ReadingSeconds, "0.000"),
            F(r.Error, "0.0e0"), F(r.Primal, "0.0e0"), F(r.Dual, "0.0e0"), F(r.Gap, "0.0e0"), r.IsFine ? "yes" : "NO", r.IsCoarse ? "yes" : "NO",
        ];
    }

    private sealed record SetResult
    {
        public required string Set { get; init; }

        public required string Name { get; init; }

        public required string Status { get; init; }

        public required double Expected { get; init; }

        public int Rows { get; init; }

        public int Columns { get; init; }

        public int ConstraintEntries { get; init; }

        public int QuadraticEntries { get; init; }

        public int Iterations { get; init; }

        public double Seconds { get; init; }

        public double ReadingSeconds { get; init; }

        public double Objective { get; init; } = double.NaN;

        public double Primal { get; init; } = double.NaN;

        public double Dual { get; init; } = double.NaN;

        public double Gap { get; init; } = double.NaN;

        public bool IsInTime { get; init; }

        public string Remark { get; init; } = "";

        public double Error => Math.Abs(Objective - Expected) / Math.Max(1.0, Math.Abs(Expected));

        public bool IsFine => IsWithin(Fine);

        public bool IsCoarse => IsWithin(Coarse);

        public string Why => Remark.Length > 0 ? Remark : string.Create(
            CultureInfo.InvariantCulture,
            $"{Status} after {Iterations} iterations and {Seconds:0.0} s, objective error {Error:0.0e0}, primal {Primal:0.0e0}, dual {Dual:0.0e0}, gap {Gap:0.0e0}");

        private bool IsWithin(double tolerance) => IsInTime && Error <= tolerance && Primal <= tolerance && Dual <= tolerance && Gap <= tolerance;
    }
}
