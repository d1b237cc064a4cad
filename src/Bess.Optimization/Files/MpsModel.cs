using Bess.Optimization.Problems;

namespace Bess.Optimization.Files;

/// <summary>What an MPS or QPS file says: a problem in standard form and the names and marks that the form has no place for.</summary>
public sealed record MpsModel
{
    /// <summary>Gets the name of the NAME line; empty without one.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the problem, always a minimisation: when <see cref="IsMaximisation"/>, of the negated objective.</summary>
    public required QuadraticProblem Problem { get; init; }

    /// <summary>Gets whether the file asks for the largest objective; then P, q and constant of the problem have changed sign.</summary>
    public bool IsMaximisation { get; init; }

    /// <summary>Gets the name of the objective, the first N row.</summary>
    public required string ObjectiveName { get; init; }

    /// <summary>Gets the name of each row of A, length m.</summary>
    public required IReadOnlyList<string> RowNames { get; init; }

    /// <summary>Gets the name of each column, length n.</summary>
    public required IReadOnlyList<string> ColumnNames { get; init; }

    /// <summary>Gets, for each column, whether it must be a whole number (markers and bounds BV, LI, UI); length n.</summary>
    public required bool[] IsInteger { get; init; }

    /// <summary>Gets whether any column must be a whole number.</summary>
    public bool HasIntegers => Array.IndexOf(IsInteger, true) >= 0;

    /// <summary>Gets what a reader may want to know and is no fault, in words: dropped N rows, sets beside the first, lower bounds by the negative-UP rule.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
