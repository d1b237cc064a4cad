using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Problems;

/// <summary>A convex quadratic (or, without P, linear) program in standard form.</summary>
/// <remarks>
/// min ½ xᵀP x + qᵀx + constant  subject to  l ≤ A x ≤ u,  x_l ≤ x ≤ x_u, with x of length n and A of shape m × n.
/// Bounds may be infinite; equal bounds make an equality or a fixed variable. P must be positive semidefinite, which is
/// not verified here. Immutable and safe for several threads.
/// </remarks>
public sealed class QuadraticProblem
{
    private readonly double[] _linear;
    private readonly double[] _rowLower;
    private readonly double[] _rowUpper;
    private readonly double[] _columnLower;
    private readonly double[] _columnUpper;

    /// <summary>Creates a problem; the vectors are copied.</summary>
    /// <param name="quadratic">P, n × n, upper triangle only (row ≤ column); <see langword="null"/> for a linear program.</param>
    /// <param name="linear">q, length n, finite.</param>
    /// <param name="constraints">A, m × n; m may be 0.</param>
    /// <param name="rowLower">l, length m; −∞ for none.</param>
    /// <param name="rowUpper">u, length m; +∞ for none.</param>
    /// <param name="columnLower">x_l, length n; −∞ for none.</param>
    /// <param name="columnUpper">x_u, length n; +∞ for none.</param>
    /// <param name="constant">Added to both objectives; default 0.</param>
    /// <exception cref="ArgumentNullException">A reference other than P is missing.</exception>
    /// <exception cref="ArgumentException">
    /// A length differs, a number is NaN, a lower bound is +∞ or an upper bound −∞, or P has an entry below its diagonal.
    /// A lower bound above its upper bound is no misuse: such a problem is infeasible and the solver says so.
    /// </exception>
    public QuadraticProblem(
        SparseMatrix? quadratic,
        double[] linear,
        SparseMatrix constraints,
        double[] rowLower,
        double[] rowUpper,
        double[] columnLower,
        double[] columnUpper,
        double constant = 0)
    {
        ArgumentNullException.ThrowIfNull(linear);
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(rowLower);
        ArgumentNullException.ThrowIfNull(rowUpper);
        ArgumentNullException.ThrowIfNull(columnLower);
        ArgumentNullException.ThrowIfNull(columnUpper);
        int n = constraints.ColumnCount;
        RequireLength(linear, n, nameof(linear));
        RequireLength(rowLower, constraints.RowCount, nameof(rowLower));
        RequireLength(rowUpper, constraints.RowCount, nameof(rowUpper));
        RequireLength(columnLower, n, nameof(columnLower));
        RequireLength(columnUpper, n, nameof(columnUpper));
        RequireFinite(linear, nameof(linear));
        RequireBounds(rowLower, double.PositiveInfinity, nameof(rowLower));
        RequireBounds(rowUpper, double.NegativeInfinity, nameof(rowUpper));
        RequireBounds(columnLower, double.PositiveInfinity, nameof(columnLower));
        RequireBounds(columnUpper, double.NegativeInfinity, nameof(columnUpper));
        RequireUpperTriangle(quadratic, n);
        if (!double.IsFinite(constant))
            throw new ArgumentException($"constant: expected a finite number, got {constant}.", nameof(constant));

        Quadratic = quadratic;
        Constraints = constraints;
        Constant = constant;
        _linear = [.. linear];
        _rowLower = [.. rowLower];
        _rowUpper = [.. rowUpper];
        _columnLower = [.. columnLower];
        _columnUpper = [.. columnUpper];
    }

    private QuadraticProblem(
        QuadraticProblem source, double[] linear, double[] rowLower, double[] rowUpper, double[] columnLower, double[] columnUpper, double constant)
    {
        Quadratic = source.Quadratic;
        Constraints = source.Constraints;
        Constant = constant;
        _linear = linear;
        _rowLower = rowLower;
        _rowUpper = rowUpper;
        _columnLower = columnLower;
        _columnUpper = columnUpper;
    }

    /// <summary>Gets P (n × n, upper triangle), or <see langword="null"/> for a linear program.</summary>
    public SparseMatrix? Quadratic { get; }

    /// <summary>Gets A (m × n).</summary>
    public SparseMatrix Constraints { get; }

    /// <summary>Gets the constant of the objective.</summary>
    public double Constant { get; }

    /// <summary>Gets the number of variables n.</summary>
    public int VariableCount => Constraints.ColumnCount;

    /// <summary>Gets the number of rows m.</summary>
    public int RowCount => Constraints.RowCount;

    /// <summary>Gets q, length n.</summary>
    public ReadOnlySpan<double> Linear => _linear;

    /// <summary>Gets l, length m.</summary>
    public ReadOnlySpan<double> RowLower => _rowLower;

    /// <summary>Gets u, length m.</summary>
    public ReadOnlySpan<double> RowUpper => _rowUpper;

    /// <summary>Gets x_l, length n.</summary>
    public ReadOnlySpan<double> ColumnLower => _columnLower;

    /// <summary>Gets x_u, length n.</summary>
    public ReadOnlySpan<double> ColumnUpper => _columnUpper;

    /// <summary>Creates a variation of this problem that shares its matrices and every vector that is not given.</summary>
    /// <param name="linear">q, length n; <see langword="null"/> keeps this problem's, as for all others.</param>
    /// <param name="rowLower">l, length m.</param>
    /// <param name="rowUpper">u, length m.</param>
    /// <param name="columnLower">x_l, length n.</param>
    /// <param name="columnUpper">x_u, length n.</param>
    /// <param name="constant">Added to both objectives.</param>
    /// <returns>A new problem; the given vectors are copied.</returns>
    /// <exception cref="ArgumentException">As in the constructor.</exception>
    public QuadraticProblem With(
        double[]? linear = null,
        double[]? rowLower = null,
        double[]? rowUpper = null,
        double[]? columnLower = null,
        double[]? columnUpper = null,
        double? constant = null)
    {
        if (constant is { } number && !double.IsFinite(number))
            throw new ArgumentException($"constant: expected a finite number, got {number}.", nameof(constant));
        if (linear is not null)
        {
            RequireLength(linear, VariableCount, nameof(linear));
            RequireFinite(linear, nameof(linear));
        }

        return new QuadraticProblem(
            this,
            linear is null ? _linear : [.. linear],
            Varied(rowLower, _rowLower, double.PositiveInfinity, nameof(rowLower)),
            Varied(rowUpper, _rowUpper, double.NegativeInfinity, nameof(rowUpper)),
            Varied(columnLower, _columnLower, double.PositiveInfinity, nameof(columnLower)),
            Varied(columnUpper, _columnUpper, double.NegativeInfinity, nameof(columnUpper)),
            constant ?? Constant);
    }

    /// <summary>Computes ½ xᵀP x + qᵀx + constant.</summary>
    /// <param name="x">Length n.</param>
    /// <returns>The objective at <paramref name="x"/>, whether feasible or not.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another length.</exception>
    public double Evaluate(ReadOnlySpan<double> x)
    {
        if (x.Length != VariableCount) throw new ArgumentException($"x: expected length {VariableCount}, got {x.Length}.", nameof(x));
        double value = Constant;
        for (int j = 0; j < x.Length; j++) value += _linear[j] * x[j];
        if (Quadratic is null) return value;
        var px = new double[x.Length];
        Quadratic.MultiplySymmetric(x, px);
        double quadratic = 0.0;
        for (int j = 0; j < x.Length; j++) quadratic += px[j] * x[j];
        return value + (0.5 * quadratic);
    }

    private static double[] Varied(double[]? given, double[] own, double forbidden, string name)
    {
        if (given is null) return own;
        RequireLength(given, own.Length, name);
        RequireBounds(given, forbidden, name);
        return [.. given];
    }

    private static void RequireLength(double[] vector, int expected, string name)
    {
        if (vector.Length != expected) throw new ArgumentException($"{name}: expected length {expected}, got {vector.Length}.", name);
    }

    private static void RequireFinite(double[] vector, string name)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            if (!double.IsFinite(vector[i])) throw new ArgumentException($"{name}[{i}]: expected a finite number, got {vector[i]}.", name);
        }
    }

    private static void RequireBounds(double[] vector, double forbidden, string name)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            if (double.IsNaN(vector[i]) || vector[i] == forbidden)
                throw new ArgumentException($"{name}[{i}]: expected a bound other than NaN and {forbidden}, got {vector[i]}.", name);
        }
    }

    private static void RequireUpperTriangle(SparseMatrix? quadratic, int n)
    {
        if (quadratic is null) return;
        if (quadratic.RowCount != n || quadratic.ColumnCount != n)
        {
            throw new ArgumentException(
                $"quadratic: expected {n} x {n}, got {quadratic.RowCount} x {quadratic.ColumnCount}.", nameof(quadratic));
        }

        for (int j = 0; j < n; j++)
        {
            int end = quadratic.ColumnPointers[j + 1];
            // Rows ascend, so the last entry of a column tells whether it stays in the upper triangle.
            if (end > quadratic.ColumnPointers[j] && quadratic.RowIndices[end - 1] > j)
            {
                throw new ArgumentException(
                    $"quadratic: expected the upper triangle only, got entry ({quadratic.RowIndices[end - 1]}, {j}).", nameof(quadratic));
            }
        }
    }
}
