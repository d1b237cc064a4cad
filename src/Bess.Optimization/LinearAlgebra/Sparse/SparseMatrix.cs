namespace Bess.Optimization.LinearAlgebra.Sparse;

/// <summary>A sparse matrix of doubles in compressed sparse column form (CSC).</summary>
/// <remarks>
/// Within a column the row indices ascend strictly, so there are no duplicates; explicit zeros are allowed and keep their
/// place in the pattern. Pattern and values never change after construction; safe for use by several threads at once.
/// Reference: T. A. Davis, Direct Methods for Sparse Linear Systems (2006), section 2.1.
/// </remarks>
public sealed class SparseMatrix
{
    private readonly int[] _columnPointers;
    private readonly int[] _rowIndices;
    private readonly double[] _values;

    /// <summary>Creates a matrix from its three CSC arrays, which are copied.</summary>
    /// <param name="rowCount">Number of rows, at least 0.</param>
    /// <param name="columnCount">Number of columns, at least 0.</param>
    /// <param name="columnPointers">Length <paramref name="columnCount"/> + 1; column j holds entries [pointer j, pointer j+1).</param>
    /// <param name="rowIndices">Row of each entry, strictly ascending within a column.</param>
    /// <param name="values">Value of each entry, finite; same length as <paramref name="rowIndices"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    /// <exception cref="ArgumentException">A length, a pointer, a row index or a value breaks the rules above.</exception>
    public SparseMatrix(
        int rowCount,
        int columnCount,
        ReadOnlySpan<int> columnPointers,
        ReadOnlySpan<int> rowIndices,
        ReadOnlySpan<double> values)
        : this(rowCount, columnCount, columnPointers.ToArray(), rowIndices.ToArray(), values.ToArray(), validate: true)
    {
    }

    private SparseMatrix(int rowCount, int columnCount, int[] columnPointers, int[] rowIndices, double[] values, bool validate)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        _columnPointers = columnPointers;
        _rowIndices = rowIndices;
        _values = values;
        if (validate) Validate();
    }

    /// <summary>Gets the number of rows m.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of columns n.</summary>
    public int ColumnCount { get; }

    /// <summary>Gets the number of stored entries, explicit zeros included.</summary>
    public int NonZeroCount => _rowIndices.Length;

    /// <summary>Gets the start of each column in <see cref="RowIndices"/>; length n + 1.</summary>
    public ReadOnlySpan<int> ColumnPointers => _columnPointers;

    /// <summary>Gets the row of each entry; length <see cref="NonZeroCount"/>.</summary>
    public ReadOnlySpan<int> RowIndices => _rowIndices;

    /// <summary>Gets the value of each entry; length <see cref="NonZeroCount"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Computes y := alpha A x + beta y.</summary>
    /// <param name="x">Length n.</param>
    /// <param name="y">Length m, overwritten; with beta = 0 its old content is ignored, NaN included.</param>
    /// <param name="alpha">Factor of the product, default 1.</param>
    /// <param name="beta">Factor of the old y, default 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y, double alpha = 1.0, double beta = 0.0)
    {
        RequireLength(x.Length, ColumnCount, nameof(x));
        RequireLength(y.Length, RowCount, nameof(y));
        ScaleInPlace(y, beta);
        for (int j = 0; j < ColumnCount; j++)
        {
            double factor = alpha * x[j];
            if (factor == 0.0) continue;
            for (int p = _columnPointers[j]; p < _columnPointers[j + 1]; p++) y[_rowIndices[p]] += _values[p] * factor;
        }
    }

    /// <summary>Computes y := alpha Aᵀ x + beta y.</summary>
    /// <param name="x">Length m.</param>
    /// <param name="y">Length n, overwritten; with beta = 0 its old content is ignored, NaN included.</param>
    /// <param name="alpha">Factor of the product, default 1.</param>
    /// <param name="beta">Factor of the old y, default 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void MultiplyTransposed(ReadOnlySpan<double> x, Span<double> y, double alpha = 1.0, double beta = 0.0)
    {
        RequireLength(x.Length, RowCount, nameof(x));
        RequireLength(y.Length, ColumnCount, nameof(y));
        for (int j = 0; j < ColumnCount; j++)
        {
            double sum = 0.0;
            for (int p = _columnPointers[j]; p < _columnPointers[j + 1]; p++) sum += _values[p] * x[_rowIndices[p]];
            y[j] = beta == 0.0 ? alpha * sum : (alpha * sum) + (beta * y[j]);
        }
    }

    /// <summary>Computes y := alpha S x + beta y, where S is the symmetric matrix whose upper triangle is this matrix.</summary>
    /// <param name="x">Length n.</param>
    /// <param name="y">Length n, overwritten; with beta = 0 its old content is ignored.</param>
    /// <param name="alpha">Factor of the product, default 1.</param>
    /// <param name="beta">Factor of the old y, default 0.</param>
    /// <exception cref="ArgumentException">The matrix is not square or a span has another length.</exception>
    /// <remarks>Every stored off-diagonal entry stands for itself and its mirror image.</remarks>
    public void MultiplySymmetric(ReadOnlySpan<double> x, Span<double> y, double alpha = 1.0, double beta = 0.0)
    {
        RequireLength(RowCount, ColumnCount, "RowCount");
        RequireLength(x.Length, ColumnCount, nameof(x));
        RequireLength(y.Length, ColumnCount, nameof(y));
        ScaleInPlace(y, beta);
        for (int j = 0; j < ColumnCount; j++)
        {
            double xj = alpha * x[j];
            double sum = 0.0;
            for (int p = _columnPointers[j]; p < _columnPointers[j + 1]; p++)
            {
                int i = _rowIndices[p];
                if (i == j)
                {
                    sum += _values[p] * xj;
                    continue;
                }

                y[i] += _values[p] * xj;
                sum += _values[p] * alpha * x[i];
            }

            y[j] += sum;
        }
    }

    /// <summary>Creates the transposed matrix.</summary>
    /// <returns>A new n × m matrix with sorted columns.</returns>
    public SparseMatrix Transpose()
    {
        var pointers = new int[RowCount + 1];
        foreach (int i in _rowIndices) pointers[i + 1]++;
        for (int i = 0; i < RowCount; i++) pointers[i + 1] += pointers[i];
        var next = pointers.AsSpan(0, RowCount).ToArray();
        var rows = new int[NonZeroCount];
        var values = new double[NonZeroCount];
        for (int j = 0; j < ColumnCount; j++)
        {
            for (int p = _columnPointers[j]; p < _columnPointers[j + 1]; p++)
            {
                int slot = next[_rowIndices[p]]++;
                rows[slot] = j;
                values[slot] = _values[p];
            }
        }

        return FromTrusted(ColumnCount, RowCount, pointers, rows, values);
    }

    /// <summary>Wraps arrays known to be valid; they must not be changed afterwards.</summary>
    internal static SparseMatrix FromTrusted(int rowCount, int columnCount, int[] columnPointers, int[] rowIndices, double[] values)
        => new(rowCount, columnCount, columnPointers, rowIndices, values, validate: false);

    private static void ScaleInPlace(Span<double> y, double beta)
    {
        if (beta == 0.0)
        {
            y.Clear();
            return;
        }

        if (beta == 1.0) return;
        foreach (ref double value in y) value *= beta;
    }

    private static void RequireLength(int actual, int expected, string name)
    {
        if (actual != expected) throw new ArgumentException($"{name}: expected length {expected}, got {actual}.", name);
    }

    private void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(RowCount, "rowCount");
        ArgumentOutOfRangeException.ThrowIfNegative(ColumnCount, "columnCount");
        RequireLength(_columnPointers.Length, ColumnCount + 1, "columnPointers");
        RequireLength(_values.Length, _rowIndices.Length, "values");
        ValidatePointers(_columnPointers, _rowIndices.Length);
        for (int j = 0; j < ColumnCount; j++)
        {
            int start = _columnPointers[j];
            int end = _columnPointers[j + 1];
            ValidateColumn(j, RowCount, _rowIndices.AsSpan(start..end), _values.AsSpan(start..end));
        }
    }

    private static void ValidatePointers(ReadOnlySpan<int> columnPointers, int entryCount)
    {
        if (columnPointers[0] != 0 || columnPointers[^1] != entryCount)
        {
            throw new ArgumentException(
                $"columnPointers: expected to run from 0 to {entryCount}, got {columnPointers[0]} to {columnPointers[^1]}.",
                nameof(columnPointers));
        }

        for (int j = 0; j + 1 < columnPointers.Length; j++)
        {
            if (columnPointers[j + 1] < columnPointers[j])
                throw new ArgumentException($"columnPointers: descends at column {j}.", nameof(columnPointers));
        }
    }

    private static void ValidateColumn(int column, int rowCount, ReadOnlySpan<int> rowIndices, ReadOnlySpan<double> values)
    {
        int previous = -1;
        for (int p = 0; p < rowIndices.Length; p++)
        {
            int row = rowIndices[p];
            if (row <= previous || row >= rowCount)
            {
                throw new ArgumentException(
                    $"rowIndices: column {column} expected a row in ({previous}, {rowCount}), got {row}.", nameof(rowIndices));
            }

            if (!double.IsFinite(values[p]))
                throw new ArgumentException($"values: entry ({row}, {column}) is {values[p]}, expected a finite number.", nameof(values));
            previous = row;
        }
    }
}
