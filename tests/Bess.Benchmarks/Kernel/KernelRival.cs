using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Kernel;

/// <summary>A general solver that gets the kernel's problem as a sparse quadratic programme.</summary>
/// <param name="Name">Heading of its columns.</param>
/// <param name="Solver">The solver.</param>
/// <param name="Options">Its accuracy.</param>
/// <param name="LeastRatio">How many times slower it must be than the kernel at (24, 20).</param>
internal sealed record KernelRival(string Name, IQuadraticSolver Solver, SolverOptions Options, double LeastRatio)
{
    /// <summary>Those that this machine has; a native solver is one more entry where its library is found.</summary>
    public static IReadOnlyList<KernelRival> Present() =>
    [
        new("interior point 1e-8", new InteriorPointSolver(), new SolverOptions { RecordIterations = false }, 10),
    ];
}
