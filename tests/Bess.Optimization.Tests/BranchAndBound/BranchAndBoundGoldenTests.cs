using Bess.Optimization.BranchAndBound;
using Bess.TestKit.Golden;
using Xunit.Abstractions;

namespace Bess.Optimization.Tests.BranchAndBound;

public sealed class BranchAndBoundGoldenTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Solve_GoldenFamilyD_ExpectedObjectiveAndClosedGap()
    {
        var instances = GoldenInstances.Find("D");
        if (instances.Count == 0)
            output.WriteLine($"NO GOLDEN DATA OF FAMILY D: set {GoldenInstances.FolderVariable}; this test proved nothing about it.");
        foreach (GoldenInstance instance in instances)
        {
            GoldenProblem golden = GoldenProblem.Build(instance.Json);
            var problem = new MixedIntegerProblem(golden.Problem, golden.IntegerColumns);
            var recorder = new Recorder();
            BranchAndBoundResult result = new BranchAndBoundSolver().Solve(problem, null, recorder);
            output.WriteLine(
                $"{instance.Name}: {result.Status} {result.Objective:F6} against {golden.ExpectedObjective:F6}, gap {result.RelativeGap:E1}, "
                + $"{result.Nodes} nodes, {result.Relaxations} relaxations, {result.Cuts} cuts");
            Assert.True(result.Status == BranchAndBoundStatus.Optimal, $"{instance.Name}: {result.Status}, gap {result.RelativeGap:E1}");
            Assert.True(result.IsBoundRigorous);
            IntegerReport check = IntegerCheck.Check(problem, result);
            Assert.True(check.IsAccepted, $"{instance.Name}: {string.Join("; ", check.Faults)}");
            Assert.True(check.PrimalResidual <= Tolerance, $"{instance.Name}: primal residual {check.PrimalResidual:E1}");
            double scale = Math.Max(1.0, Math.Abs(golden.ExpectedObjective));
            Assert.True(
                Math.Abs(result.Objective - golden.ExpectedObjective) <= Tolerance * scale,
                $"{instance.Name}: {result.Objective:R} against {golden.ExpectedObjective:R}");
            recorder.AssertAnytime(problem);
        }
    }
}
