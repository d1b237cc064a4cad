using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Native.Highs;
using Bess.Optimization.Native.Osqp;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Linear;

/// <summary>The solvers by the names of the command line.</summary>
internal static class SolverByName
{
    /// <summary>The solver, or null with one sentence on why it is not here.</summary>
    public static (IQuadraticSolver? Solver, string Reason) Find(string? name)
    {
        switch (name)
        {
            case null or "interior-point":
                return (new InteriorPointSolver(), "");
            case "osqp":
                return (OsqpSolver.TryCreate(out var osqp), osqp.Message);
            case "highs":
                return (HighsSolver.TryCreate(out var highs), highs.Message);
            case "highs-ipm":
                return (HighsSolver.TryCreate(out var interior, method: HighsMethod.InteriorPoint), interior.Message);
            default:
                return (null, $"there is no solver {name}");
        }
    }
}
