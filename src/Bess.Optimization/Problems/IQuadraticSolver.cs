namespace Bess.Optimization.Problems;

/// <summary>Solves convex quadratic and linear programs.</summary>
/// <remarks>
/// Every outcome of a well-posed run is a value of <see cref="SolveStatus"/>. Callers that act on an answer check it first
/// with <see cref="Diagnostics.KktCheck"/>. Implementations may be used by several threads at once unless they say otherwise.
/// </remarks>
public interface IQuadraticSolver
{
    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the run early with <see cref="SolveStatus.Cancelled"/>; nothing is thrown.</param>
    /// <returns>Status, point, multipliers and report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    SolveResult Solve(QuadraticProblem problem, SolverOptions? options = null, CancellationToken cancellationToken = default);
}
