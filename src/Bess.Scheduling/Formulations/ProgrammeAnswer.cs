using Bess.Optimization.Problems;

namespace Bess.Scheduling.Formulations;

/// <summary>The answer of a programme with exclusive pairs.</summary>
internal sealed record ProgrammeAnswer(SolveStatus Status, double[] Primal, double Objective, double LowerBound, bool IsExclusive, int Solves)
{
    public bool HasPoint => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;
}
