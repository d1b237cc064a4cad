using System.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling.Central;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Rounds;

/// <summary>f* of an instance and the money that counts as 1.</summary>
/// <param name="Value">f*.</param>
/// <param name="Scale">max(|f*|, Σ|f_i|).</param>
/// <param name="Source">"central" or "certified": the middle between bound and best plan of a converged round.</param>
/// <param name="RelativeGap">Primal less dual objective over scale.</param>
/// <param name="Seconds">Time of the central problem, built and solved.</param>
/// <param name="IsReachable">True when the central plan stays within all bands: then an iterate must, too.</param>
internal sealed record Reference(double Value, double Scale, string Source, double RelativeGap, double Seconds, bool IsReachable)
{
    /// <summary>A central answer counts up to this gap, a tenth of the finest criterion.</summary>
    private const double Tight = 2e-7;

    public static Reference Of(VppInstance instance, InstanceRun fallback)
    {
        var start = Stopwatch.GetTimestamp();
        var options = new SolverOptions { GapTolerance = 1e-9, FeasibilityTolerance = 1e-9, RecordIterations = false };
        var plan = CentralScheduler.Solve(instance.Vpp.Models, instance.Plan.Set, instance.Memberships, new InteriorPointSolver(), options);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var scale = Math.Max(Math.Abs(plan.Objective), plan.AgentCost.Sum(Math.Abs));
        var reachable = plan.SumsMw.Select((sum, row) => Math.Abs(instance.Plan.Set.Excess(row, sum))).Max() <= 1e-6 * instance.PeakMw;
        var gap = Math.Abs(plan.Objective - plan.DualObjective) / scale;
        if (plan.Status is SolveStatus.Solved or SolveStatus.AlmostSolved && gap <= Tight)
        {
            return new Reference(plan.Objective, scale, "central", gap, seconds, reachable);
        }

        var (low, high) = (fallback.Outcome.LowerBound, fallback.Outcome.BestCost);
        return new Reference(0.5 * (low + high), Math.Max(scale, Math.Abs(high)), $"certified (central: {plan.Status})", (high - low) / scale, seconds, reachable);
    }
}
