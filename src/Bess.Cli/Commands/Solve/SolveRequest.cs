using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>What to solve, how, and what to leave behind; paths are absolute.</summary>
internal sealed record SolveRequest(string Path, SolverChoice Solver, SolverOptions Options, string? SolutionPath, string? ProblemPath);
