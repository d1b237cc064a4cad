using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.TestKit.Golden;
using Xunit.Abstractions;

namespace Bess.Optimization.Tests.Golden;

public sealed class GoldenTests(ITestOutputHelper output)
{
    private const double ObjectiveTolerance = 1e-6;
    private const double FeasibilityTolerance = 1e-6;
    private const double ScheduleTolerance = 1e-4;

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("C")]
    [InlineData("E")]
    public void Solve_GoldenFamily_ExpectedObjective(string family)
    {
        var instances = GoldenInstances.Find(family);
        if (instances.Count == 0) SayAbsent(family);
        foreach (GoldenInstance instance in instances)
        {
            GoldenProblem golden = GoldenProblem.Build(instance.Json);
            SolveResult result = SolveChecked(golden.Problem, instance.Name);
            AssertObjective(golden.ExpectedObjective, result.PrimalObjective, instance.Name);
            output.WriteLine(
                $"{instance.Name}: {result.PrimalObjective:F6} against {golden.ExpectedObjective:F6}, {result.Report.Iterations} iterations");
        }
    }

    [Fact]
    public void Solve_GoldenFamilyA_ExpectedSchedule()
    {
        var instances = GoldenInstances.Find("A");
        if (instances.Count == 0) SayAbsent("A");
        foreach (GoldenInstance instance in instances)
        {
            var expected = instance.Json.GetProperty("expected");
            if (!expected.TryGetProperty("p", out var schedule)) continue;
            GoldenProblem golden = GoldenProblem.Build(instance.Json);
            SolveResult result = SolveChecked(golden.Problem, instance.Name);
            double allowed = ScheduleTolerance * instance.Json.GetProperty("pmax").GetDouble();
            int t = 0;
            foreach (var entry in schedule.EnumerateArray())
            {
                double difference = Math.Abs(entry.GetDouble() - result.Primal[golden.FirstSchedule + t]);
                Assert.True(difference <= allowed, $"{instance.Name}: p[{t}] differs by {difference:E1}");
                t++;
            }
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("C")]
    [InlineData("E")]
    public void Solve_GoldenAtATightTolerance_ReachedByTheCheck(string family)
    {
        const double Tight = 1e-9;
        var instances = GoldenInstances.Find(family);
        if (instances.Count == 0) SayAbsent(family);
        var options = new SolverOptions { FeasibilityTolerance = Tight, GapTolerance = Tight };
        foreach (GoldenInstance instance in instances)
        {
            QuadraticProblem problem = GoldenProblem.Build(instance.Json).Problem;
            SolveResult result = new InteriorPointSolver().Solve(problem, options);
            Assert.True(result.Status == SolveStatus.Solved, $"{instance.Name}: {result.Status}");
            KktReport report = KktCheck.Check(problem, result, Tight);
            Assert.True(
                report.RelativePrimalResidual <= Tight && report.RelativeDualResidual <= Tight && report.RelativeGap <= Tight,
                $"{instance.Name}: {report.RelativePrimalResidual:E1}, {report.RelativeDualResidual:E1}, {report.RelativeGap:E1}");
        }
    }

    [Fact]
    public void Solve_GoldenYears_ExpectedObjective()
    {
        var chains = GoldenInstances.FindChains("E");
        if (chains.Count == 0) SayAbsent("E (years)");
        foreach (GoldenInstance chain in chains)
        {
            double energy = chain.Json.GetProperty("e0").GetDouble();
            double total = 0.0;
            foreach (var day in GoldenFamilyE.ChainedDays(chain.Json))
            {
                GoldenProblem golden = GoldenFamilyE.Build(day(energy));
                SolveResult result = SolveChecked(golden.Problem, chain.Name);
                total += result.PrimalObjective;
                energy = result.Primal[golden.FirstEnergy + chain.Json.GetProperty("T").GetInt32() - 1];
            }

            double expected = chain.Json.GetProperty("expected").GetProperty("yearly_objective").GetDouble();
            AssertObjective(expected, total, chain.Name);
            output.WriteLine($"{chain.Name}: {total:F6} against {expected:F6}");
        }
    }

    private static SolveResult SolveChecked(QuadraticProblem problem, string name)
    {
        SolveResult result = new InteriorPointSolver().Solve(problem);
        Assert.True(result.Status == SolveStatus.Solved, $"{name}: {result.Status}");
        KktReport report = KktCheck.Check(problem, result);
        Assert.True(report.IsAccepted, $"{name}: {string.Join("; ", report.Faults)}");
        Assert.True(report.PrimalResidual <= FeasibilityTolerance, $"{name}: primal residual {report.PrimalResidual:E1}");
        return result;
    }

    private static void AssertObjective(double expected, double actual, string name)
    {
        double relative = Math.Abs(actual - expected) / Math.Max(1.0, Math.Abs(expected));
        Assert.True(relative <= ObjectiveTolerance, $"{name}: {actual:R} against {expected:R}, relative {relative:E1}");
    }

    private void SayAbsent(string family)
        => output.WriteLine($"NO GOLDEN DATA OF FAMILY {family}: set {GoldenInstances.FolderVariable}; this test proved nothing about it.");
}
