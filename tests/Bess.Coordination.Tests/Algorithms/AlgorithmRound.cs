using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling;
using Bess.Scheduling.Central;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Algorithms;

/// <summary>A small instance, coordinated through the public door and solved in one piece by other code.</summary>
internal static class AlgorithmRound
{
    public static VppInstance Tiny(InstanceKind kind, int seed, int batteries = 4) => VppInstance.Create(kind, seed, batteries, steps: 8, scenarios: 5, hours: 3);

    public static async Task<RoundResult> RunAsync(VppInstance instance, RoundOptions options, Func<int, AgentId, bool>? loses = null)
    {
        using var plant = new LocalVirtualPowerPlant(loses);
        var result = await plant.CoordinateAsync(new RoundRequest
        {
            Id = "test",
            Fleet = instance.Fleet,
            Scenarios = instance.Vpp.ToScenarios(),
            Coupling = instance.Coupling,
            Options = options with { EnforceExclusivity = false },
        });
        return result.Match(value => value, faults => throw new InvalidOperationException(string.Join("; ", faults)));
    }

    /// <summary>f*, the scale, and the largest violation of the least violating plan.</summary>
    public static (double Value, double Scale, double ViolationMw) Central(VppInstance instance)
    {
        var prices = StorageModelFactory.MatrixOf(instance.Vpp.ToScenarios());
        var models = instance.Fleet.Members.Select(m => StorageModelFactory.Create(m, prices).Match(model => model, _ => throw new InvalidOperationException("unreachable"))).ToList();
        var plan = CentralScheduler.Solve(models, instance.Plan.Set, instance.Memberships, new InteriorPointSolver(), new SolverOptions { GapTolerance = 1e-9 });
        Assert.Equal(SolveStatus.Solved, plan.Status);
        var violation = plan.SumsMw.Select((sum, row) => Math.Abs(instance.Plan.Set.Excess(row, sum))).Max();
        return (plan.Objective, Math.Max(Math.Abs(plan.Objective), plan.AgentCost.Sum(Math.Abs)), violation);
    }
}
