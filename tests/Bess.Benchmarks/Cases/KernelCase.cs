using System.Globalization;
using Bess.Benchmarks.Kernel;
using Bess.Benchmarks.Reporting;
using Bess.Optimization.Diagnostics;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Benchmarks.Cases;

/// <summary>The agent kernel on golden-A shapes: time, steps, accuracy by the separate check, and general solvers on the same problem.</summary>
internal sealed class KernelCase : IBenchmarkCase
{
    private const double Tolerance = 1e-9;

    /// <summary>Shapes, and the times of a C prototype on a Xeon (Sapphire Rapids), ms, where it has one.</summary>
    private static readonly (int Steps, int Scenarios, double? AnchorMs)[] Shapes =
        [(24, 10, 0.045), (24, 20, 0.066), (96, 20, 0.18), (24, 200, 0.53), (96, 200, 3.6), (168, 20, 0.33)];

    public string Name => "kernel";

    public string Summary => "one battery's proximal problem: the kernel against general solvers, with residuals of both";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var shapes = settings.Pick(Shapes, Shapes, Shapes[..2]).Where(s => settings.Only is null || $"{s.Steps},{s.Scenarios}".Contains(settings.Only, StringComparison.Ordinal));
        var rivals = KernelRival.Present();
        var results = shapes.Select(shape => Measure(settings, shape.Steps, shape.Scenarios, shape.AnchorMs, rivals)).ToList();
        await settings.Output.WriteLineAsync(Table(results, rivals)).ConfigureAwait(false);
        await settings.Output.WriteLineAsync($"\nRivals: {string.Join(", ", rivals.Select(r => r.Name))}. {ResultFile.Write(settings.Folder, Name, results)}").ConfigureAwait(false);
        return results.All(result => Holds(result, settings.Size));
    }

    /// <summary>Accuracy always; speed only where it is measured in earnest.</summary>
    private static bool Holds(KernelResult result, RunSize size)
    {
        var isFast = size == RunSize.Smoke || (result.Steps, result.Scenarios) != (24, 20)
            || result.Rivals.All(rival => rival.Time.LeastMs >= rival.LeastRatio * result.Kernel.LeastMs);
        var isAtAnchor = size == RunSize.Smoke || result.AnchorMs is not { } anchor || result.Kernel.LeastMs <= 2 * anchor;
        return result.IsAccepted && isFast && isAtAnchor && result.Rivals.All(rival => Math.Abs(rival.ValueError) <= 1e-6);
    }

    private static KernelResult Measure(BenchmarkSettings settings, int steps, int scenarios, double? anchorMs, IReadOnlyList<KernelRival> rivals)
    {
        var (model, weight, center) = KernelInstance.Create(steps, scenarios, settings.Seed ?? ((1000 * steps) + scenarios));
        var (kernel, state, response, price) = (new StorageKernel(), new StorageState(model), new StorageResponse(steps), new double[steps]);
        var budget = TimeSpan.FromSeconds(settings.Pick(2.0, 0.6, 0.02));
        var cold = Repeats.Of(() => kernel.Minimise(model, state, price, weight, center, Tolerance, response), budget, 3);
        var iterations = response.Iterations;
        var (problem, columns) = BatteryFormulation.Build(model, new FormulationOptions { ProximalWeight = weight, ProximalCenterMw = center });
        var answer = KernelAnswer.Map(model, state.Read(model), problem, columns);
        var report = KktCheck.Check(problem, answer, 1e-7);
        var warm = Warm(kernel, model, state, weight, center, budget, response);
        var warmIterations = response.Iterations;
        var times = rivals.Select(rival =>
        {
            var result = rival.Solver.Solve(problem, rival.Options);
            var time = Repeats.Of(() => result = rival.Solver.Solve(problem, rival.Options), budget, settings.Pick(5, 3, 1));
            var error = (answer.PrimalObjective - result.PrimalObjective) / Math.Max(1, Math.Abs(result.PrimalObjective));
            return new KernelResult.RivalTime(rival.Name, time, result.Report.Iterations, result.Status.ToString(), error, rival.LeastRatio);
        }).ToList();
        return new KernelResult(
            steps, scenarios, cold, warm, Respond(model, budget), iterations, warmIterations, anchorMs,
            report.RelativePrimalResidual, report.RelativeDualResidual, report.RelativeGap, report.IsAccepted, times);
    }

    /// <summary>The centre moves by a tenth of the power limit from call to call.</summary>
    private static Repeats Warm(
        StorageKernel kernel, StorageModel model, StorageState state, double[] weight, double[] center, TimeSpan budget, StorageResponse response)
    {
        var random = new Random(7);
        var moved = Enumerable.Range(0, 8).Select(_ => center.Select(z => z + (0.1 * model.ChargeLimitMw[0] * ((2 * random.NextDouble()) - 1))).ToArray()).ToArray();
        var (price, call) = (new double[center.Length], 0);
        return Repeats.Of(() => kernel.Minimise(model, state, price, weight, moved[call++ % 8], Tolerance, response, warm: true), budget, 3);
    }

    /// <summary>One answer of the coordination, derivatives included, after a small change of price.</summary>
    private static Repeats Respond(StorageModel model, TimeSpan budget)
    {
        var (kernel, state, kept, response) = (new StorageKernel(), new StorageState(model), new StorageState(model), new StorageResponse(model.Steps));
        var random = new Random(3);
        var price = new double[model.Steps];
        for (var barrier = 5.0; barrier > 0.05; barrier *= 0.4)
            kernel.Respond(model, kept, price, barrier, response);
        double[] moved = [.. price.Select(_ => 3 * ((2 * random.NextDouble()) - 1))];
        return Repeats.Of(
            () =>
            {
                state.CopyFrom(kept);
                kernel.Respond(model, state, moved, 0.02, response);
            },
            budget,
            3);
    }

    private static string Table(List<KernelResult> results, IReadOnlyList<KernelRival> rivals)
    {
        string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        var table = new MarkdownTable(
        [
            "T", "S", "kernel ms, least / median", "steps", "of the C prototype's", "warm ms, least / median", "warm steps", "answer ms, least / median",
            "rel. residual primal / dual / gap", .. rivals.SelectMany(r => new[] { $"{r.Name}: ms, least", "times the kernel", "steps", "value difference" }),
        ]);
        foreach (var r in results)
        {
            table.Add(
            [
                F(r.Steps, "0"), F(r.Scenarios, "0"), $"{F(r.Kernel.LeastMs, "0.000")} / {F(r.Kernel.MedianMs, "0.000")}", F(r.Iterations, "0"),
                r.AnchorMs is { } anchor ? F(r.Kernel.LeastMs / anchor, "0.00") : "", $"{F(r.Warm.LeastMs, "0.000")} / {F(r.Warm.MedianMs, "0.000")}", F(r.WarmIterations, "0"),
                $"{F(r.Answer.LeastMs, "0.000")} / {F(r.Answer.MedianMs, "0.000")}",
                $"{F(r.RelativePrimalResidual, "0e0")} / {F(r.RelativeDualResidual, "0e0")} / {F(r.RelativeGap, "0e0")}",
                .. r.Rivals.SelectMany(rival => new[]
                {
                    F(rival.Time.LeastMs, "0.00"), F(rival.Time.LeastMs / r.Kernel.LeastMs, "0.0"), F(rival.Iterations, "0"), F(rival.ValueError, "0e0"),
                }),
            ]);
        }

        return table.ToString();
    }
}
