using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Tries to make proofs of infeasibility out of vectors that may be near one.</summary>
internal sealed class Certifier
{
    private readonly double[] _columnWork;
    private readonly double[] _quadraticWork;
    private readonly double[] _rowWork;
    private QuadraticProblem _problem;
    private double _tolerance;

    public Certifier(QuadraticProblem problem, double tolerance = 1e-8)
    {
        _problem = problem;
        _tolerance = tolerance;
        _columnWork = new double[problem.VariableCount];
        _quadraticWork = new double[problem.VariableCount];
        _rowWork = new double[problem.RowCount];
    }

    /// <summary>Takes over another problem of the same shape.</summary>
    public void Load(QuadraticProblem problem, double tolerance) => (_problem, _tolerance) = (problem, tolerance);

    /// <summary>Takes z := −Aᵀy and tells whether (y, z) proves that no point is feasible.</summary>
    public Certificate? TryPrimalInfeasible(ReadOnlySpan<double> rowDuals)
    {
        double[] y = _rowWork;
        rowDuals.CopyTo(y);
        double value = 0.0;
        double size = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            double bound = y[i] > 0.0 ? _problem.RowLower[i] : _problem.RowUpper[i];
            if (y[i] == 0.0) continue;
            if (double.IsInfinity(bound)) y[i] = 0.0;
            else Accumulate(y[i] * bound, ref value, ref size);
        }

        double[] z = _columnWork;
        _problem.Constraints.MultiplyTransposed(y, z, -1.0);
        double violation = 0.0;
        for (int j = 0; j < z.Length; j++)
        {
            double bound = z[j] > 0.0 ? _problem.ColumnLower[j] : _problem.ColumnUpper[j];
            if (z[j] == 0.0) continue;
            if (double.IsInfinity(bound))
            {
                violation = Math.Max(violation, Math.Abs(z[j]));
                z[j] = 0.0;
            }
            else
            {
                Accumulate(z[j] * bound, ref value, ref size);
            }
        }

        // A value that is small beside its terms is rounding, not a proof.
        if (!(value > _tolerance * size) || !double.IsFinite(value) || !(violation <= _tolerance * value)) return null;
        return new Certificate { RowMultipliers = Scaled(y, 1.0 / value), ColumnMultipliers = Scaled(z, 1.0 / value) };
    }

    /// <summary>Tells whether a direction proves that the dual has no feasible point.</summary>
    public Certificate? TryDualInfeasible(ReadOnlySpan<double> direction)
    {
        double slope = 0.0;
        double size = 0.0;
        for (int j = 0; j < direction.Length; j++)
        {
            _columnWork[j] = direction[j];
            // Entries against a bound of the recession cone are only noise: take them away before measuring.
            if (direction[j] < 0.0 && double.IsFinite(_problem.ColumnLower[j])) _columnWork[j] = 0.0;
            if (direction[j] > 0.0 && double.IsFinite(_problem.ColumnUpper[j])) _columnWork[j] = 0.0;
            Accumulate(_problem.Linear[j] * _columnWork[j], ref slope, ref size);
        }

        if (!(slope < -_tolerance * size) || !double.IsFinite(slope)) return null;
        double allowed = -slope * _tolerance;
        if (_problem.Quadratic is { } quadratic)
        {
            quadratic.MultiplySymmetric(_columnWork, _quadraticWork);
            if (!AllWithin(_quadraticWork, allowed)) return null;
        }

        _problem.Constraints.Multiply(_columnWork, _rowWork);
        for (int i = 0; i < _rowWork.Length; i++)
        {
            bool falls = double.IsFinite(_problem.RowLower[i]) && !(_rowWork[i] >= -allowed);
            bool rises = double.IsFinite(_problem.RowUpper[i]) && !(_rowWork[i] <= allowed);
            if (falls || rises) return null;
        }

        return new Certificate { Direction = Scaled(_columnWork, -1.0 / slope) };
    }

    private static void Accumulate(double term, ref double sum, ref double size)
    {
        sum += term;
        size += Math.Abs(term);
    }

    private static bool AllWithin(double[] vector, double limit)
    {
        foreach (double value in vector)
        {
            if (!(Math.Abs(value) <= limit)) return false;
        }

        return true;
    }

    private static double[] Scaled(double[] vector, double factor)
    {
        var result = new double[vector.Length];
        for (int k = 0; k < vector.Length; k++) result[k] = vector[k] * factor;
        return result;
    }
}
