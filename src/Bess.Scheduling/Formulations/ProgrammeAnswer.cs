using Bess.Optimization.Problems;

namespace Bess.Scheduling.Formulations;

/// <summary>The answer of a programme with exclusive pairs.</summary>
internal sealed record ProgrammeAnswer(SolveStatus Status, double[] Primal, double Objective, double LowerBound, bool IsExclusive, int Solves)
{
    public bool HasPoint => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;

    public ExclusivityOutcome Outcome { get; init; }

    /// <summary>Multipliers of the rows; empty after a search.</summary>
    public double[] RowDuals { get; init; } = [];
}
