using Bess.Optimization.LinearAlgebra.Factorization;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.InteriorPoint;

/// <summary>
/// The quasi-definite system [P + Θ, Aᵀ; A, −R] of a Newton step, with Θ on columns and R on rows, factorised with a static
/// regularisation that iterative refinement and, where that stalls, GMRES take back, but for a small proximal term.
/// </summary>
internal sealed class KktSystem
{
    /// <summary>Relative residual at which refinement of a solve stops.</summary>
    public const double FullAccuracy = 1e-9;

    private const double LeastImprovement = 2.0;
    private const int PlainSteps = 2;
    private const int KrylovDimension = 15;
    private const int NoSource = int.MaxValue;
    private readonly ScaledProblem _problem;
    private readonly SparseMatrix _pattern;
    private readonly double[] _values;
    private readonly int[] _source;
    private readonly double[] _quadraticDiagonal;
    private readonly int[] _diagonal;
    private readonly sbyte[] _signs;
    private readonly LdlFactorization _factorization;
    private readonly int _variableCount;
    private readonly double[] _residual;
    private readonly double[] _correction;
    private readonly double[] _best;
    private readonly double[] _zero;

    // Errors of equations with a large diagonal count the less: the error of their unknown is smaller by that factor.
    private readonly double[] _weight;
    private KrylovRefinement? _krylov;

    public KktSystem(ScaledProblem problem)
    {
        _problem = problem;
        _variableCount = problem.VariableCount;
        int count = problem.EntityCount;
        _quadraticDiagonal = new double[_variableCount];
        _diagonal = new int[count];
        _signs = new sbyte[count];
        _residual = new double[count];
        _correction = new double[count];
        _best = new double[count];
        _zero = new double[count];
        _weight = new double[count];
        for (int k = 0; k < count; k++) _signs[k] = k < _variableCount ? (sbyte)1 : (sbyte)-1;
        (_pattern, _source) = Assemble();
        _values = new double[_pattern.NonZeroCount];
        var symbolic = SymbolicLdl.Analyse(_pattern);
        FactorNonZeroCount = symbolic.FactorNonZeroCount;
        _factorization = new LdlFactorization(symbolic);
    }

    public long FactorNonZeroCount { get; }

    /// <summary>Regularisation ρ of the columns in the factor; refinement takes all of it back.</summary>
    public double ColumnRegularisation { get; set; } = 1e-8;

    /// <summary>
    /// Regularisation δ of the rows in the factor; refinement takes it back but for <see cref="ProximalWeight"/>.
    /// </summary>
    public double RowRegularisation { get; set; } = 1e-8;

    /// <summary>Regularisation of the rows that stays in the solution: the proximal term of a method of multipliers.</summary>
    public double ProximalWeight { get; set; } = 1e-10;

    /// <summary>Largest entry of A Δx − R Δy − b that the last solve left, the proximal term included.</summary>
    public double LastRowError { get; private set; }

    /// <summary>Largest number of refinement rounds a solve.</summary>
    public int RefinementSteps { get; set; } = 8;

    /// <summary>
    /// Takes over the values of the scaled problem. Entries in fixed columns become zero, so that such a column decouples and
    /// its step is zero.
    /// </summary>
    public void LoadMatrices()
    {
        var pointers = _pattern.ColumnPointers;
        var rows = _pattern.RowIndices;
        bool[] isFixed = _problem.IsFixed;
        for (int k = 0; k < _diagonal.Length; k++)
        {
            bool columnFixed = k < _variableCount && isFixed[k];
            for (int p = pointers[k]; p < pointers[k + 1] - 1; p++)
            {
                int source = _source[p];
                if (columnFixed || isFixed[rows[p]]) _values[p] = 0.0;
                else _values[p] = source >= 0 ? _problem.ConstraintValues[source] : _problem.QuadraticValues[~source];
            }

            if (k >= _variableCount) continue;
            int diagonal = _source[_diagonal[k]];
            if (columnFixed) _quadraticDiagonal[k] = 1.0;
            else _quadraticDiagonal[k] = diagonal == NoSource ? 0.0 : _problem.QuadraticValues[~diagonal];
        }
    }

    /// <summary>Sets the diagonals and factorises.</summary>
    /// <param name="columnDiagonal">Θ, length n, not negative.</param>
    /// <param name="rowDiagonal">R, length m, not negative.</param>
    /// <returns><see langword="false"/> when a number overflowed.</returns>
    public bool Factorise(ReadOnlySpan<double> columnDiagonal, ReadOnlySpan<double> rowDiagonal)
    {
        for (int j = 0; j < columnDiagonal.Length; j++)
        {
            double diagonal = _quadraticDiagonal[j] + columnDiagonal[j];
            _weight[j] = 1.0 / Math.Max(1.0, diagonal);
            _values[_diagonal[j]] = diagonal + ColumnRegularisation;
        }

        for (int i = 0; i < rowDiagonal.Length; i++)
        {
            _weight[_variableCount + i] = 1.0 / Math.Max(1.0, rowDiagonal[i]);
            _values[_diagonal[_variableCount + i]] = -rowDiagonal[i] - RowRegularisation;
        }

        return _factorization.Factorise(_values, _signs, threshold: 1e-13, replacement: Math.Max(ColumnRegularisation, 1e-7));
    }

    /// <summary>Solves the unregularised system as far as refinement gets.</summary>
    /// <param name="rightHandSide">Length n + m.</param>
    /// <param name="solution">Length n + m, overwritten.</param>
    /// <param name="accuracy">Relative residual at which refinement stops.</param>
    /// <returns>The largest residual entry relative to the largest right-hand side entry.</returns>
    public double Solve(ReadOnlySpan<double> rightHandSide, Span<double> solution, double accuracy = FullAccuracy)
    {
        double size = WeightedMagnitude(rightHandSide);
        double target = accuracy * size;
        _factorization.Solve(rightHandSide, solution);
        double error = ComputeResidual(rightHandSide, solution);
        bool plain = true;
        for (int step = 0; step < RefinementSteps && error > target; step++)
        {
            plain &= step < PlainSteps;
            solution.CopyTo(_best);
            Refine(plain, solution, target);
            double newError = ComputeResidual(rightHandSide, solution);
            bool slow = !(newError * LeastImprovement <= error);
            if (newError < error)
            {
                error = newError;
            }
            else
            {
                _best.CopyTo(solution);
                ComputeResidual(rightHandSide, solution);
            }

            if (slow && !plain) break;
            plain &= !slow;
        }

        LastRowError = 0.0;
        for (int k = _variableCount; k < solution.Length; k++)
            LastRowError = Math.Max(LastRowError, _weight[k] * Math.Abs(_residual[k] - (ProximalWeight * solution[k])));
        return size == 0.0 ? 0.0 : error / size;
    }

    /// <summary>One step of plain iterative refinement, or one round of GMRES where that converges too slowly.</summary>
    private void Refine(bool plain, Span<double> solution, double target)
    {
        if (plain)
        {
            _factorization.Solve(_residual, _correction);
            for (int k = 0; k < solution.Length; k++) solution[k] += _correction[k];
            return;
        }

        _krylov ??= new KrylovRefinement(solution.Length, KrylovDimension);
        for (int k = 0; k < _residual.Length; k++) _residual[k] *= _weight[k];
        _krylov.Improve(WeightedProduct, WeightedPrecondition, _residual, solution, target);
    }

    private void WeightedProduct(ReadOnlySpan<double> x, Span<double> product)
    {
        ComputeResidual(_zero, x);
        for (int k = 0; k < product.Length; k++) product[k] = -_residual[k] * _weight[k];
    }

    private void WeightedPrecondition(ReadOnlySpan<double> x, Span<double> result)
    {
        for (int k = 0; k < _correction.Length; k++) _correction[k] = x[k] / _weight[k];
        _factorization.Solve(_correction, result);
    }

    private double WeightedMagnitude(ReadOnlySpan<double> vector)
    {
        double largest = 0.0;
        double[] weight = _weight;
        for (int k = 0; k < weight.Length; k++) largest = Math.Max(largest, Math.Abs(vector[k]) * weight[k]);
        return largest;
    }

    private unsafe double ComputeResidual(ReadOnlySpan<double> rightHandSide, ReadOnlySpan<double> solution)
    {
        int count = _residual.Length;
        fixed (double* values = _values, x = solution, residual = _residual)
        fixed (int* rows = _pattern.RowIndices, pointers = _pattern.ColumnPointers)
        {
            for (int k = 0; k < _variableCount; k++) residual[k] = rightHandSide[k] + (ColumnRegularisation * x[k]);
            double removed = RowRegularisation - ProximalWeight;
            for (int k = _variableCount; k < count; k++) residual[k] = rightHandSide[k] - (removed * x[k]);
            for (int k = 0; k < count; k++)
            {
                int end = pointers[k + 1] - 1;
                double xk = x[k];
                double sum = values[end] * xk;
                for (int p = pointers[k]; p < end; p++)
                {
                    residual[rows[p]] -= values[p] * xk;
                    sum += values[p] * x[rows[p]];
                }

                residual[k] -= sum;
            }
        }

        return WeightedMagnitude(_residual);
    }

    /// <summary>
    /// Builds the pattern of the upper triangle; every column ends with its diagonal entry. The source of an entry is its index
    /// in A's values, or the complement of that in P's.
    /// </summary>
    private (SparseMatrix Pattern, int[] Source) Assemble()
    {
        SparseMatrix a = _problem.Constraints;
        SparseMatrix? quadratic = _problem.Quadratic;
        int n = _problem.VariableCount;
        int count = _problem.EntityCount;
        var pointers = new int[count + 1];
        var rows = new List<int>(a.NonZeroCount + (quadratic?.NonZeroCount ?? 0) + count);
        var source = new List<int>(rows.Capacity);
        for (int j = 0; j < n; j++)
        {
            int diagonalSource = NoSource;
            for (int p = quadratic?.ColumnPointers[j] ?? 0; p < (quadratic?.ColumnPointers[j + 1] ?? 0); p++)
            {
                if (quadratic!.RowIndices[p] == j)
                {
                    diagonalSource = ~p;
                    continue;
                }

                rows.Add(quadratic.RowIndices[p]);
                source.Add(~p);
            }

            CloseColumn(j, diagonalSource, pointers, rows, source);
        }

        var (rowPointers, columns, entries) = ByRow(a);
        for (int i = 0; i < _problem.RowCount; i++)
        {
            rows.AddRange(columns.AsSpan(rowPointers[i]..rowPointers[i + 1]));
            source.AddRange(entries.AsSpan(rowPointers[i]..rowPointers[i + 1]));
            CloseColumn(n + i, NoSource, pointers, rows, source);
        }

        return (SparseMatrix.FromTrusted(count, count, pointers, [.. rows], new double[rows.Count]), [.. source]);
    }

    private static (int[] RowPointers, int[] Columns, int[] Entries) ByRow(SparseMatrix a)
    {
        var pointers = new int[a.RowCount + 1];
        foreach (int i in a.RowIndices) pointers[i + 1]++;
        for (int i = 0; i < a.RowCount; i++) pointers[i + 1] += pointers[i];
        var next = pointers.AsSpan(0, a.RowCount).ToArray();
        var columns = new int[a.NonZeroCount];
        var entries = new int[a.NonZeroCount];
        for (int j = 0; j < a.ColumnCount; j++)
        {
            for (int p = a.ColumnPointers[j]; p < a.ColumnPointers[j + 1]; p++)
            {
                int slot = next[a.RowIndices[p]]++;
                columns[slot] = j;
                entries[slot] = p;
            }
        }

        return (pointers, columns, entries);
    }

    private void CloseColumn(int column, int diagonalSource, int[] pointers, List<int> rows, List<int> source)
    {
        _diagonal[column] = rows.Count;
        rows.Add(column);
        source.Add(diagonalSource);
        pointers[column + 1] = rows.Count;
    }
}
