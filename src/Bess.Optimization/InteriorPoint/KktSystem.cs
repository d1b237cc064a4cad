using Bess.Optimization.LinearAlgebra.Factorization;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.InteriorPoint;

/// <summary>
/// The quasi-definite system [P + Θ, Aᵀ; A, −R] of a Newton step, with Θ on columns and R on rows, factorised with a static
/// regularisation ±δ that iterative refinement and, where that stalls, GMRES take back.
/// </summary>
internal sealed class KktSystem
{
    private const double RefinementTarget = 1e-14;
    private const double LeastImprovement = 2.0;
    private const int PlainSteps = 2;
    private const int KrylovDimension = 15;
    private readonly SparseMatrix _pattern;
    private readonly double[] _values;
    private readonly double[] _quadraticDiagonal;
    private readonly int[] _diagonal;
    private readonly sbyte[] _signs;
    private readonly LdlFactorization _factorization;
    private readonly int _variableCount;
    private readonly int _refinementSteps;
    private readonly double[] _residual;
    private readonly double[] _correction;
    private readonly double[] _best;
    private readonly double[] _zero;
    private KrylovRefinement? _krylov;

    public KktSystem(ScaledProblem problem, int refinementSteps)
    {
        _variableCount = problem.VariableCount;
        _refinementSteps = refinementSteps;
        int count = problem.EntityCount;
        _quadraticDiagonal = new double[_variableCount];
        _diagonal = new int[count];
        _signs = new sbyte[count];
        _residual = new double[count];
        _correction = new double[count];
        _best = new double[count];
        _zero = new double[count];
        for (int k = 0; k < count; k++) _signs[k] = k < _variableCount ? (sbyte)1 : (sbyte)-1;
        _pattern = Assemble(problem);
        _values = _pattern.Values.ToArray();
        var symbolic = SymbolicLdl.Analyse(_pattern);
        FactorNonZeroCount = symbolic.FactorNonZeroCount;
        _factorization = new LdlFactorization(symbolic);
    }

    public long FactorNonZeroCount { get; }

    /// <summary>Static regularisation δ.</summary>
    public double Regularisation { get; set; } = 1e-8;

    /// <summary>Sets the diagonals and factorises.</summary>
    /// <param name="columnDiagonal">Θ, length n, not negative.</param>
    /// <param name="rowDiagonal">R, length m, not negative.</param>
    /// <returns><see langword="false"/> when a number overflowed.</returns>
    public bool Factorise(ReadOnlySpan<double> columnDiagonal, ReadOnlySpan<double> rowDiagonal)
    {
        for (int j = 0; j < columnDiagonal.Length; j++)
            _values[_diagonal[j]] = _quadraticDiagonal[j] + columnDiagonal[j] + Regularisation;
        for (int i = 0; i < rowDiagonal.Length; i++)
            _values[_diagonal[_variableCount + i]] = -rowDiagonal[i] - Regularisation;
        return _factorization.Factorise(_values, _signs, threshold: 1e-13, replacement: Math.Max(Regularisation, 1e-7));
    }

    /// <summary>Solves the unregularised system as far as refinement gets.</summary>
    /// <param name="rightHandSide">Length n + m.</param>
    /// <param name="solution">Length n + m, overwritten.</param>
    /// <returns>The largest residual entry relative to the largest right-hand side entry.</returns>
    public double Solve(ReadOnlySpan<double> rightHandSide, Span<double> solution)
    {
        double size = LargestMagnitude(rightHandSide);
        double target = RefinementTarget * size;
        _factorization.Solve(rightHandSide, solution);
        double error = ComputeResidual(rightHandSide, solution);
        bool plain = true;
        for (int step = 0; step < _refinementSteps && error > target; step++)
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
        _krylov.Improve(Multiply, _factorization.Solve, _residual, solution, target);
    }

    private void Multiply(ReadOnlySpan<double> x, Span<double> product)
    {
        ComputeResidual(_zero, x);
        for (int k = 0; k < product.Length; k++) product[k] = -_residual[k];
    }

    private static double LargestMagnitude(ReadOnlySpan<double> vector)
    {
        double largest = 0.0;
        foreach (double value in vector) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private unsafe double ComputeResidual(ReadOnlySpan<double> rightHandSide, ReadOnlySpan<double> solution)
    {
        int count = _residual.Length;
        fixed (double* values = _values, x = solution, residual = _residual)
        fixed (int* rows = _pattern.RowIndices, pointers = _pattern.ColumnPointers)
        {
            for (int k = 0; k < count; k++) residual[k] = rightHandSide[k] + (_signs[k] * Regularisation * x[k]);
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

        return LargestMagnitude(_residual);
    }

    /// <summary>Builds the upper triangle; every column ends with its diagonal entry.</summary>
    private SparseMatrix Assemble(ScaledProblem problem)
    {
        int n = problem.VariableCount;
        int count = problem.EntityCount;
        SparseMatrix transposed = problem.Constraints.Transpose();
        int quadraticCount = problem.Quadratic?.NonZeroCount ?? 0;
        var pointers = new int[count + 1];
        var rows = new List<int>(quadraticCount + transposed.NonZeroCount + count);
        var values = new List<double>(rows.Capacity);
        for (int j = 0; j < n; j++)
        {
            if (problem.Quadratic is { } quadratic)
            {
                for (int p = quadratic.ColumnPointers[j]; p < quadratic.ColumnPointers[j + 1]; p++)
                {
                    if (quadratic.RowIndices[p] == j)
                    {
                        _quadraticDiagonal[j] = quadratic.Values[p];
                        continue;
                    }

                    rows.Add(quadratic.RowIndices[p]);
                    values.Add(quadratic.Values[p]);
                }
            }

            CloseColumn(j, pointers, rows, values);
        }

        for (int i = 0; i < problem.RowCount; i++)
        {
            for (int p = transposed.ColumnPointers[i]; p < transposed.ColumnPointers[i + 1]; p++)
            {
                rows.Add(transposed.RowIndices[p]);
                values.Add(transposed.Values[p]);
            }

            CloseColumn(n + i, pointers, rows, values);
        }

        return SparseMatrix.FromTrusted(count, count, pointers, [.. rows], [.. values]);
    }

    private void CloseColumn(int column, int[] pointers, List<int> rows, List<double> values)
    {
        _diagonal[column] = rows.Count;
        rows.Add(column);
        values.Add(0.0);
        pointers[column + 1] = rows.Count;
    }
}
