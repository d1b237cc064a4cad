namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Up-looking L D Lᵀ, entry by entry: the fastest for small and very sparse factors.</summary>
/// <remarks>T. A. Davis, Algorithm 849: a concise sparse Cholesky factorization package, ACM TOMS 31 (2005). Not thread-safe.</remarks>
internal sealed unsafe class SimplicialLdl : NumericLdl
{
    private readonly SimplicialPattern _pattern;
    private readonly double[] _lower;
    private readonly double[] _row;
    private readonly int[] _next;

    public SimplicialLdl(int[] permutation, SimplicialPattern pattern)
        : base(permutation)
    {
        _pattern = pattern;
        _lower = new double[pattern.RowIndices.Length];
        _row = new double[permutation.Length];
        _next = new int[permutation.Length];
    }

    protected override bool FactorisePermuted(ReadOnlySpan<double> values)
    {
        Array.Copy(_pattern.ColumnPointers, _next, _next.Length);
        Array.Clear(_row);
        fixed (double* lower = _lower, work = _row, inversePivot = InversePivot, entries = values)
        fixed (int* rows = _pattern.RowIndices, starts = _pattern.ColumnPointers, next = _next, rowColumns = _pattern.RowColumns)
        fixed (int* upperRows = _pattern.Upper.Rows, upperEntries = _pattern.Upper.Entries)
        {
            for (int k = 0; k < _next.Length; k++)
            {
                int columnEnd = _pattern.Upper.Pointers[k + 1];
                for (int p = _pattern.Upper.Pointers[k]; p < columnEnd; p++) work[upperRows[p]] = entries[upperEntries[p]];
                int place = _pattern.Diagonal[k];
                double diagonal = place < 0 ? 0.0 : entries[place];
                int rowEnd = _pattern.RowPointers[k + 1];
                for (int q = _pattern.RowPointers[k]; q < rowEnd; q++)
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

                if (!AcceptPivot(k, diagonal)) return false;
            }
        }

        return true;
    }

    protected override void SolvePermuted(double[] vector)
    {
        fixed (double* lower = _lower, x = vector, inversePivot = InversePivot)
        fixed (int* rows = _pattern.RowIndices, starts = _pattern.ColumnPointers)
        {
            for (int j = 0; j < vector.Length; j++)
            {
                double xj = x[j];
                if (xj == 0.0) continue;
                for (int p = starts[j]; p < starts[j + 1]; p++) x[rows[p]] -= lower[p] * xj;
            }

            for (int j = vector.Length - 1; j >= 0; j--)
            {
                double sum = x[j] * inversePivot[j];
                for (int p = starts[j]; p < starts[j + 1]; p++) sum -= lower[p] * x[rows[p]];
                x[j] = sum;
            }
        }
    }
}
