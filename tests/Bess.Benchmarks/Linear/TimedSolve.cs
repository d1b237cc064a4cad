using System.Diagnostics;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Linear;

/// <summary>The least time of some solves of one problem, and what the separate check says of the answer.</summary>
internal sealed record TimedSolve(string Solver, SolveResult Result, KktReport Check, double Seconds)
{
    /// <summary>Solves until the repeats are done or the patience is at its end; the first solve counts too.</summary>
    public static TimedSolve Of(string name, IQuadraticSolver solver, QuadraticProblem problem, SolverOptions options, int repeats, double patienceSeconds = 5.0)
    {
        var begin = Stopwatch.GetTimestamp();
        var best = double.PositiveInfinity;
        SolveResult result;
        do
        {
            var start = Stopwatch.GetTimestamp();
            result = solver.Solve(problem, options);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        while (--repeats > 0 && Stopwatch.GetElapsedTime(begin).TotalSeconds < patienceSeconds);
        return new TimedSolve(name, result, KktCheck.Check(problem, result), best);
    }
}
