namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Numeric up-looking L D Lᵀ factorisation of a quasi-definite matrix, without pivoting for stability.</summary>
/// <remarks>
/// T. A. Davis, Algorithm 849: a concise sparse Cholesky factorization package, ACM TOMS 31 (2005); R. J. Vanderbei,
/// Symmetric quasidefinite matrices, SIAM J. Optim. 5 (1995): every symmetric permutation has such a factorisation, with
/// known pivot signs. A pivot of the wrong sign or below a threshold is replaced. Reads the upper triangle. Not
/// thread-safe; one instance a solver run.
/// </remarks>
internal sealed class LdlFactorization
{
    private readonly SymbolicLdl _symbolic;
    private readonly double[] _permutedValues;
    private readonly double[] _lower;
    private readonly double[] _pivot;
    private readonly double[] _inversePivot;
    private readonly double[] _work;
    private readonly int[] _next;

    public LdlFactorization(SymbolicLdl symbolic)
    {
        _symbolic = symbolic;
        _permutedValues = new double[symbolic.EntryMap.Length];
        _lower = new double[symbolic.FactorNonZeroCount];
        _pivot = new double[symbolic.Count];
        _inversePivot = new double[symbolic.Count];
        _work = new double[symbolic.Count];
        _next = new int[symbolic.Count];
    }

    /// <summary>Number of pivots that the last factorisation replaced.</summary>
    public int RepairedPivotCount { get; private set; }

    /// <summary>Factorises.</summary>
    /// <param name="values">Entries of K's upper triangle, in the order of the analysed pattern.</param>
    /// <param name="signs">Expected sign of the pivot of each original index, +1 or −1.</param>
    /// <param name="threshold">Pivots whose signed value is not above this are replaced.</param>
    /// <param name="replacement">Size of the replacement, above 0.</param>
    /// <returns><see langword="false"/> when a number overflowed; the factor is then unusable.</returns>
    public bool Factorise(ReadOnlySpan<double> values, ReadOnlySpan<sbyte> signs, double threshold, double replacement)
    {
        int[] map = _symbolic.EntryMap;
        for (int p = 0; p < map.Length; p++) _permutedValues[map[p]] = values[p];
        RepairedPivotCount = 0;
        Array.Copy(_symbolic.ColumnPointers, _next, _next.Length);
        Array.Clear(_work);
        for (int k = 0; k < _symbolic.Count; k++)
        {
            double pivot = EliminateRow(k);
            int sign = signs[_symbolic.Permutation[k]];
            if (!double.IsFinite(pivot)) return false;
            if (pivot * sign <= threshold)
            {
                pivot = sign * replacement;
                RepairedPivotCount++;
            }

            _pivot[k] = pivot;
            _inversePivot[k] = 1.0 / pivot;
        }

        return true;
    }

    /// <summary>Solves K x = b with the factor.</summary>
    /// <param name="rightHandSide">b, length n.</param>
    /// <param name="solution">x, length n; may be the same span as b.</param>
    public void Solve(ReadOnlySpan<double> rightHandSide, Span<double> solution)
    {
        int n = _symbolic.Count;
        int[] permutation = _symbolic.Permutation;
        double[] x = _work;
        for (int k = 0; k < n; k++) x[k] = rightHandSide[permutation[k]];
        SubstituteForward(x);
        for (int k = 0; k < n; k++) x[k] *= _inversePivot[k];
        SubstituteBackward(x);
        for (int k = 0; k < n; k++) solution[permutation[k]] = x[k];
    }

    /// <summary>Computes row k of L by a sparse triangular solve with the rows above; returns the pivot.</summary>
    private unsafe double EliminateRow(int k)
    {
        var upper = _symbolic.Permuted;
        double diagonal = 0.0;
        int columnEnd = upper.ColumnPointers[k + 1];
        fixed (double* lower = _lower, work = _work, inversePivot = _inversePivot, entries = _permutedValues)
        fixed (int* rows = _symbolic.RowIndices, starts = _symbolic.ColumnPointers, next = _next, rowColumns = _symbolic.RowColumns)
        fixed (int* upperRows = upper.RowIndices)
        {
            for (int p = upper.ColumnPointers[k]; p < columnEnd; p++) work[upperRows[p]] = entries[p];
            if (columnEnd > upper.ColumnPointers[k] && upperRows[columnEnd - 1] == k)
            {
                diagonal = work[k];
                work[k] = 0.0;
            }

            int rowEnd = _symbolic.RowPointers[k + 1];
            for (int q = _symbolic.RowPointers[k]; q < rowEnd; q++)
            {
                int i = rowColumns[q];
                double y = work[i];
                work[i] = 0.0;
                int end = next[i];
                for (int p = starts[i]; p < end; p++) work[rows[p]] -= lower[p] * y;
                double l = y * inversePivot[i];
                diagonal -= y * l;
                lower[end] = l;
                next[i] = end + 1;
            }
        }

        return diagonal;
    }

    private unsafe void SubstituteForward(double[] vector)
    {
        fixed (double* lower = _lower, x = vector)
        fixed (int* rows = _symbolic.RowIndices, starts = _symbolic.ColumnPointers)
        {
            for (int j = 0; j < vector.Length; j++)
            {
                double xj = x[j];
                if (xj == 0.0) continue;
                for (int p = starts[j]; p < starts[j + 1]; p++) x[rows[p]] -= lower[p] * xj;
            }
        }
    }

    private unsafe void SubstituteBackward(double[] vector)
    {
        fixed (double* lower = _lower, x = vector)
        fixed (int* rows = _symbolic.RowIndices, starts = _symbolic.ColumnPointers)
        {
            for (int j = vector.Length - 1; j >= 0; j--)
            {
                double sum = x[j];
                for (int p = starts[j]; p < starts[j + 1]; p++) sum -= lower[p] * x[rows[p]];
                x[j] = sum;
            }
        }
    }
}
