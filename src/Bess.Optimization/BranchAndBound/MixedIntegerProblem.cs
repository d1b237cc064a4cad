using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>A convex quadratic or linear program some of whose columns must be integer.</summary>
public sealed class MixedIntegerProblem
{
    private readonly int[] _integerColumns;

    /// <summary>Creates a problem.</summary>
    /// <param name="relaxation">The problem without integrality.</param>
    /// <param name="integerColumns">Columns that must be integer, in any order; repeated ones count once. Bounds need not be integer.</param>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="ArgumentException">A column does not exist.</exception>
    public MixedIntegerProblem(QuadraticProblem relaxation, IEnumerable<int> integerColumns)
    {
        ArgumentNullException.ThrowIfNull(relaxation);
        ArgumentNullException.ThrowIfNull(integerColumns);
        Relaxation = relaxation;
        _integerColumns = [.. integerColumns.Distinct().Order()];
        foreach (int column in _integerColumns)
        {
            if (column < 0 || column >= relaxation.VariableCount)
            {
                throw new ArgumentException(
                    $"integerColumns: expected columns in [0, {relaxation.VariableCount}), got {column}.", nameof(integerColumns));
            }
        }
    }

    /// <summary>Gets the problem without integrality.</summary>
    public QuadraticProblem Relaxation { get; }

    /// <summary>Gets the columns that must be integer, ascending.</summary>
    public ReadOnlySpan<int> IntegerColumns => _integerColumns;
}
