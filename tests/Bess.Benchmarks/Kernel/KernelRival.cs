using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Native.Osqp;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Kernel;

/// <summary>A general solver that gets the kernel's problem as a sparse quadratic programme.</summary>
/// <param name="Name">Heading of its columns.</param>
/// <param name="Solver">The solver.</param>
/// <param name="Options">Its accuracy.</param>
/// <param name="LeastRatio">How many times slower it must be than the kernel at (24, 20).</param>
internal sealed record KernelRival(string Name, IQuadraticSolver Solver, SolverOptions Options, double LeastRatio)
{
    private const double OperatorSplittingAccuracy = 1e-6;

    /// <summary>Those that this machine has.</summary>
    public static IReadOnlyList<KernelRival> Present()
    {
        var rivals = new List<KernelRival> { new("interior point 1e-8", new InteriorPointSolver(), new SolverOptions { RecordIterations = false }, 10) };
        if (OsqpSolver.TryCreate(out _) is { } osqp)
        {
            var options = new SolverOptions { FeasibilityTolerance = OperatorSplittingAccuracy, GapTolerance = OperatorSplittingAccuracy, RecordIterations = false };
            rivals.Add(new KernelRival("OSQP 1e-6", osqp, options, 20));
        }

        return rivals;
    }
}
