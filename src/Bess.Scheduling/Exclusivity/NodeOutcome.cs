namespace Bess.Scheduling.Exclusivity;

/// <summary>How the relaxation of a node ended.</summary>
internal enum NodeOutcome
{
    Solved = 0,
    Infeasible = 1,
    Unknown = 2,
}
