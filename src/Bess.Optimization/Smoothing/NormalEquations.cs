using Bess.Optimization.LinearAlgebra.Factorization;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Smoothing;

/// <summary>Solves [Θ, −Aᵀ; A, 0] (Δx, Δλ) = (g, r) by A Θ⁻¹ Aᵀ, with Θ⁻¹ zero on fixed columns.</summary>
/// <remarks>
/// Every entry of Θ is positive, so the diagonal of A Θ⁻¹ Aᵀ is a sum of positive numbers, and what lies against a bound (small Θ⁻¹)
/// keeps its digits beside what is free. Rows that depend on each other leave a pivot of rounding size; it is taken out, which sets
/// the multiplier of that row to zero (S. J. Wright 1999, Modified Cholesky factorizations in interior-point algorithms).
/// </remarks>
internal sealed class NormalEquations
{
    private const double LeastPivot = 1e-14;
    private const double Removed = 1e64;
    private readonly SparseMatrix _matrix;
    private readonly SparseMatrix _pattern;
    private readonly int[] _target;
    private readonly int[] _diagonal;
    private readonly double[] _values;
    private readonly double[] _scale;
    private readonly double[] _right;
    private readonly double[] _rows;
    private readonly double[] _multipliers;
    private readonly sbyte[] _signs;
    private readonly LdlFactorization _factorization;
    private double[] _inverse = [];

    public NormalEquations(SparseMatrix matrix)
    {
        _matrix = matrix;
        var count = matrix.RowCount;
        (_pattern, _target, _diagonal) = Product(matrix);
        _values = new double[_pattern.NonZeroCount];
        _scale = new double[count];
        _right = new double[count];
        _rows = new double[count];
        _multipliers = new double[count];
        _signs = new sbyte[count];
        Array.Fill(_signs, (sbyte)1);
        _factorization = new LdlFactorization(SymbolicLdl.Analyse(_pattern));
    }

    /// <summary>Factorises; false when a number overflowed.</summary>
    /// <param name="inverse">Θ⁻¹ ≥ 0; kept by reference until the next call.</param>
    public bool Factorise(double[] inverse)
    {
        _inverse = inverse;
        Array.Clear(_values);
        var pointers = _matrix.ColumnPointers;
        var entries = _matrix.Values;
        var at = 0;
        for (var j = 0; j < _matrix.ColumnCount; j++)
        {
            for (var q = pointers[j]; q < pointers[j + 1]; q++)
            {
                var weighted = inverse[j] * entries[q];
                for (var p = pointers[j]; p <= q; p++)
                {
                    _values[_target[at++]] += entries[p] * weighted;
                }
            }
        }

        Equilibrate();
        return _factorization.Factorise(_values, _signs, LeastPivot, Removed);
    }

    /// <summary>Solves for one right-hand side.</summary>
    /// <param name="force">g, one a column.</param>
    /// <param name="residual">r, one a row; empty for zero.</param>
    /// <param name="step">Receives Δx.</param>
    /// <param name="rowStep">Receives Δλ.</param>
    /// <param name="refinements">Times that what is left of A Δx = r is solved for again.</param>
    public void Solve(ReadOnlySpan<double> force, ReadOnlySpan<double> residual, double[] step, double[] rowStep, int refinements = 1)
    {
        for (var j = 0; j < step.Length; j++)
        {
            step[j] = _inverse[j] * force[j];
        }

        Array.Clear(rowStep);
        for (var pass = 0; pass <= refinements; pass++)
        {
            _matrix.Multiply(step, _rows, -1);
            for (var i = 0; i < _rows.Length; i++)
            {
                _right[i] = _scale[i] * (_rows[i] + (residual.IsEmpty ? 0 : residual[i]));
            }

            _factorization.Solve(_right, _multipliers);
            for (var i = 0; i < _rows.Length; i++)
            {
                _multipliers[i] *= _scale[i];
                rowStep[i] += _multipliers[i];
            }

            AddBack(step);
        }
    }

    private void AddBack(double[] step)
    {
        var pointers = _matrix.ColumnPointers;
        var rows = _matrix.RowIndices;
        var entries = _matrix.Values;
        for (var j = 0; j < step.Length; j++)
        {
            var sum = 0.0;
            for (var p = pointers[j]; p < pointers[j + 1]; p++)
            {
                sum += entries[p] * _multipliers[rows[p]];
            }

            step[j] += _inverse[j] * sum;
        }
    }

    private void Equilibrate()
    {
        for (var i = 0; i < _scale.Length; i++)
        {
            var diagonal = _values[_diagonal[i]];
            _scale[i] = diagonal > 0 ? 1 / Math.Sqrt(diagonal) : 0;
        }

        var pointers = _pattern.ColumnPointers;
        var rows = _pattern.RowIndices;
        for (var k = 0; k < _scale.Length; k++)
        {
            for (var p = pointers[k]; p < pointers[k + 1]; p++)
            {
                _values[p] *= _scale[k] * _scale[rows[p]];
            }

            if (_scale[k] == 0)
            {
                _values[_diagonal[k]] = 1;
            }
        }
    }

    /// <summary>Pattern of the upper triangle of A Aᵀ, where each product of a column's entries goes, and the diagonal's places.</summary>
    private static (SparseMatrix Pattern, int[] Target, int[] Diagonal) Product(SparseMatrix matrix)
    {
        var count = matrix.RowCount;
        var builder = new SparseMatrixBuilder(count, count);
        for (var i = 0; i < count; i++)
        {
            builder.Add(i, i, 0);
        }

        var pairs = new List<(int Row, int Column)>();
        for (var j = 0; j < matrix.ColumnCount; j++)
        {
            for (var q = matrix.ColumnPointers[j]; q < matrix.ColumnPointers[j + 1]; q++)
            {
                for (var p = matrix.ColumnPointers[j]; p <= q; p++)
                {
                    pairs.Add((matrix.RowIndices[p], matrix.RowIndices[q]));
                    builder.Add(matrix.RowIndices[p], matrix.RowIndices[q], 0);
                }
            }
        }

        var pattern = builder.Build();
        int Place((int Row, int Column) pair)
        {
            var from = pattern.ColumnPointers[pair.Column];
            return from + pattern.RowIndices[from..pattern.ColumnPointers[pair.Column + 1]].BinarySearch(pair.Row);
        }

        return (pattern, [.. pairs.Select(Place)], [.. Enumerable.Range(0, count).Select(i => Place((i, i)))]);
    }
}
