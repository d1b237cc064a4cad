namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Numeric L D Lᵀ factorisation of a quasi-definite matrix, without pivoting for stability.</summary>
/// <remarks>
/// R. J. Vanderbei, Symmetric quasidefinite matrices, SIAM J. Optim. 5 (1995): every symmetric permutation has such a
/// factorisation, with known pivot signs. A pivot of the wrong sign or below a threshold is replaced. Reads the upper
/// triangle. The symbolic phase has chosen between <see cref="SimplicialLdl"/> and <see cref="SupernodalLdl"/>. Nothing is
/// allocated after construction. Not thread-safe; one instance a solver run.
/// </remarks>
internal sealed class LdlFactorization
{
    private readonly NumericLdl _numeric;

    /// <summary>Reserves the memory of a factor.</summary>
    /// <param name="symbolic">The analysed pattern; may serve many factorisations.</param>
    public LdlFactorization(SymbolicLdl symbolic)
        : this(symbolic, PanelKernel.Best)
    {
    }

    /// <summary>As the other constructor, with a chosen kernel for supernodes.</summary>
    public LdlFactorization(SymbolicLdl symbolic, PanelKernel kernel)
    {
        _numeric = symbolic.Supernodal is { } supernodal
            ? new SupernodalLdl(symbolic.Permutation, supernodal, kernel)
            : new SimplicialLdl(symbolic.Permutation, symbolic.Simplicial!);
    }

    /// <summary>Number of pivots that the last factorisation replaced.</summary>
    public int RepairedPivotCount => _numeric.RepairedPivotCount;

    /// <summary>Factorises.</summary>
    /// <param name="values">Entries of K's upper triangle, in the order of the analysed pattern.</param>
    /// <param name="signs">Expected sign of the pivot of each original index, +1 or −1.</param>
    /// <param name="threshold">Pivots whose signed value is not above this are replaced.</param>
    /// <param name="replacement">Size of the replacement, above 0.</param>
    /// <returns><see langword="false"/> when a number overflowed; the factor is then unusable.</returns>
    public bool Factorise(ReadOnlySpan<double> values, ReadOnlySpan<sbyte> signs, double threshold, double replacement)
        => _numeric.Factorise(values, signs, threshold, replacement);

    /// <summary>Solves K x = b with the factor.</summary>
    /// <param name="rightHandSide">b, length n.</param>
    /// <param name="solution">x, length n; may be the same span as b.</param>
    public void Solve(ReadOnlySpan<double> rightHandSide, Span<double> solution) => _numeric.Solve(rightHandSide, solution);
}
