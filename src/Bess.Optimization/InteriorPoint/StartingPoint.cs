namespace Bess.Optimization.InteriorPoint;

/// <summary>Chooses a first iterate with positive slacks and multipliers.</summary>
/// <remarks>
/// After S. Mehrotra, On the implementation of a primal-dual interior point method, SIAM J. Optim. 2 (1992), section 7: a
/// regularised least-squares point first, then a shift into the interior. Deviation: every bound is shifted by itself, and
/// a slack between two bounds starts no larger than half their distance asks.
/// </remarks>
internal sealed class StartingPoint
{
    private const double LeastSlack = 1.0;
    private const double LeastDual = 1.0;
    private readonly ScaledProblem _problem;
    private readonly KktSystem _kkt;
    private readonly double[] _columnDiagonal;
    private readonly double[] _rowDiagonal;
    private readonly double[] _rightHandSide;
    private readonly double[] _solution;

    public StartingPoint(ScaledProblem problem, KktSystem kkt)
    {
        _problem = problem;
        _kkt = kkt;
        _columnDiagonal = new double[problem.VariableCount];
        _rowDiagonal = new double[problem.RowCount];
        _rightHandSide = new double[problem.EntityCount];
        _solution = new double[problem.EntityCount];
        Array.Fill(_columnDiagonal, 1.0);
    }

    /// <summary>Sets <paramref name="point"/>; returns <see langword="false"/> when the first factorisation failed.</summary>
    public bool Initialise(Iterate point)
    {
        int n = _problem.VariableCount;
        int m = _problem.RowCount;
        for (int i = 0; i < m; i++) _rowDiagonal[i] = _problem.IsFixed[n + i] ? 0.0 : 1.0;
        if (!_kkt.Factorise(_columnDiagonal, _rowDiagonal)) return false;
        SetRightHandSide(point);
        _kkt.Solve(_rightHandSide, _solution);
        for (int j = 0; j < n; j++) point.Value[j] = _problem.IsFixed[j] ? _problem.Lower[j] : _solution[j];
        _problem.Constraints.Multiply(point.Value.AsSpan(0, n), point.Value.AsSpan(n));
        for (int i = 0; i < m; i++) point.RowDual[i] = _problem.IsFixed[n + i] ? -_solution[n + i] : 0.0;
        SetSlacks(point);
        SetDuals(point);
        return true;
    }

    /// <summary>Nearest bounds, less what the fixed columns contribute; <paramref name="point"/> serves as work space.</summary>
    private void SetRightHandSide(Iterate point)
    {
        int n = _problem.VariableCount;
        Array.Clear(_rightHandSide);
        if (_problem.HasFixedColumns)
        {
            var x = point.Value.AsSpan(0, n);
            for (int j = 0; j < n; j++) x[j] = _problem.IsFixed[j] ? _problem.Lower[j] : 0.0;
            _problem.Quadratic?.MultiplySymmetric(x, _rightHandSide.AsSpan(0, n), -1.0);
            _problem.Constraints.Multiply(x, _rightHandSide.AsSpan(n), -1.0);
        }

        for (int k = 0; k < _rightHandSide.Length; k++)
        {
            double nearest = Math.Clamp(0.0, _problem.Lower[k], Math.Max(_problem.Lower[k], _problem.Upper[k]));
            if (k >= n) _rightHandSide[k] += nearest;
            else _rightHandSide[k] = _problem.IsFixed[k] ? 0.0 : _rightHandSide[k] + nearest - _problem.Linear[k];
        }
    }

    private void SetSlacks(Iterate point)
    {
        for (int k = 0; k < _problem.EntityCount; k++)
        {
            double value = point.Value[k];
            double least = LeastSlack;
            if (_problem.HasLower[k] && _problem.HasUpper[k]) least = Math.Min(least, 0.25 * (_problem.Upper[k] - _problem.Lower[k]));
            if (_problem.HasLower[k]) point.LowerSlack[k] = Math.Max(value - _problem.Lower[k], least);
            if (_problem.HasUpper[k]) point.UpperSlack[k] = Math.Max(_problem.Upper[k] - value, least);
        }
    }

    private void SetDuals(Iterate point)
    {
        int n = _problem.VariableCount;
        var gradient = _solution.AsSpan(0, n);
        _problem.Linear.CopyTo(gradient);
        _problem.Quadratic?.MultiplySymmetric(point.Value.AsSpan(0, n), gradient, 1.0, 1.0);
        _problem.Constraints.MultiplyTransposed(point.RowDual, gradient, -1.0, 1.0);
        for (int k = 0; k < _problem.EntityCount; k++)
        {
            double wanted = k < n ? gradient[k] : 0.0;
            point.LowerDual[k] = _problem.HasLower[k] ? LeastDual + Math.Max(wanted, 0.0) : 0.0;
            point.UpperDual[k] = _problem.HasUpper[k] ? LeastDual + Math.Max(-wanted, 0.0) : 0.0;
            if (k >= n && !_problem.IsFixed[k]) point.RowDual[k - n] = point.LowerDual[k] - point.UpperDual[k];
        }
    }
}
