namespace Bess.Optimization.InteriorPoint;

/// <summary>Chooses a first iterate with positive slacks and multipliers.</summary>
/// <remarks>
/// S. Mehrotra, On the implementation of a primal-dual interior point method, SIAM J. Optim. 2 (1992), section 7: a point x
/// nearest to all bounds and multipliers nearest to zero, both by least squares with one factorisation, then one shift of
/// all slacks and one of all multipliers into the interior. Deviation: with P the objective takes part in the first.
/// </remarks>
internal sealed class StartingPoint
{
    private const double LeastShift = 1.0;
    private const double FreeRow = 1e20;
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
    }

    /// <summary>Sets <paramref name="point"/>; returns <see langword="false"/> when the first factorisation failed.</summary>
    public bool Initialise(Iterate point)
    {
        int n = _problem.VariableCount;
        SetPrimalSystem(point);
        if (!_kkt.Factorise(_columnDiagonal, _rowDiagonal)) return false;
        _kkt.Solve(_rightHandSide, _solution);
        for (int j = 0; j < n; j++) point.Value[j] = _problem.IsFixed[j] ? _problem.Lower[j] : _solution[j];
        _problem.Constraints.Multiply(point.Value.AsSpan(0, n), point.Value.AsSpan(n));
        SolveForMultipliers(point);
        SetPairs(point);
        Shift(point);
        return true;
    }

    /// <summary>min ½ x'Px + q'x (with P only) + ½ Σ (distance from each bound)², equalities kept; without P, q is left out.</summary>
    private void SetPrimalSystem(Iterate point)
    {
        int n = _problem.VariableCount;
        Array.Clear(_rightHandSide);
        if (_problem.HasFixedColumns)
        {
            // What the fixed columns contribute; the point serves as work space.
            var x = point.Value.AsSpan(0, n);
            for (int j = 0; j < n; j++) x[j] = _problem.IsFixed[j] ? _problem.Lower[j] : 0.0;
            _problem.Quadratic?.MultiplySymmetric(x, _rightHandSide.AsSpan(0, n), -1.0);
            _problem.Constraints.Multiply(x, _rightHandSide.AsSpan(n), -1.0);
        }

        double costWeight = _problem.Quadratic is null ? 0.0 : 1.0;
        for (int k = 0; k < _rightHandSide.Length; k++)
        {
            double weight = (_problem.HasLower[k] ? 1.0 : 0.0) + (_problem.HasUpper[k] ? 1.0 : 0.0);
            double sum = (_problem.HasLower[k] ? _problem.Lower[k] : 0.0) + (_problem.HasUpper[k] ? _problem.Upper[k] : 0.0);
            if (k < n)
            {
                _columnDiagonal[k] = weight;
                _rightHandSide[k] = _problem.IsFixed[k] ? 0.0 : _rightHandSide[k] + sum - (costWeight * _problem.Linear[k]);
            }
            else if (_problem.IsFixed[k])
            {
                _rowDiagonal[k - n] = 0.0;
                _rightHandSide[k] += _problem.Lower[k];
            }
            else
            {
                _rowDiagonal[k - n] = weight == 0.0 ? FreeRow : 1.0 / weight;
                _rightHandSide[k] += weight == 0.0 ? 0.0 : sum / weight;
            }
        }
    }

    /// <summary>Row multipliers y and what they leave of the gradient, z, both as small as the same factor gives them.</summary>
    private void SolveForMultipliers(Iterate point)
    {
        int n = _problem.VariableCount;
        var gradient = _rightHandSide.AsSpan(0, n);
        Array.Clear(_rightHandSide);
        _problem.Linear.CopyTo(gradient);
        _problem.Quadratic?.MultiplySymmetric(point.Value.AsSpan(0, n), gradient, 1.0, 1.0);
        for (int j = 0; j < n; j++)
        {
            if (_problem.IsFixed[j]) gradient[j] = 0.0;
        }

        _kkt.Solve(_rightHandSide, _solution);
        _solution.AsSpan(n).CopyTo(point.RowDual);
        _problem.Constraints.MultiplyTransposed(point.RowDual, gradient, -1.0, 1.0);
        _solution.AsSpan(n).CopyTo(_rightHandSide.AsSpan(n));
    }

    /// <summary>Splits values into slacks and net multipliers into those of the two bounds; still of any sign.</summary>
    private void SetPairs(Iterate point)
    {
        for (int k = 0; k < _rightHandSide.Length; k++)
        {
            double z = _rightHandSide[k];
            bool both = _problem.HasLower[k] && _problem.HasUpper[k];
            if (_problem.HasLower[k])
            {
                point.LowerSlack[k] = point.Value[k] - _problem.Lower[k];
                point.LowerDual[k] = both ? Math.Max(z, 0.0) : z;
            }

            if (_problem.HasUpper[k])
            {
                point.UpperSlack[k] = _problem.Upper[k] - point.Value[k];
                point.UpperDual[k] = both ? Math.Max(-z, 0.0) : -z;
            }
        }
    }

    private void Shift(Iterate point)
    {
        double slackShift = Math.Max(0.0, -1.5 * Least(point.LowerSlack, point.UpperSlack));
        double dualShift = Math.Max(0.0, -1.5 * Least(point.LowerDual, point.UpperDual));
        double products = 0.0;
        double slacks = 0.0;
        double duals = 0.0;
        for (int k = 0; k < _rightHandSide.Length; k++)
        {
            if (_problem.HasLower[k]) Sum(point.LowerSlack[k] + slackShift, point.LowerDual[k] + dualShift);
            if (_problem.HasUpper[k]) Sum(point.UpperSlack[k] + slackShift, point.UpperDual[k] + dualShift);
        }

        slackShift = Math.Max(LeastShift, slackShift + (duals > 0.0 ? 0.5 * products / duals : 0.0));
        dualShift = Math.Max(LeastShift, dualShift + (slacks > 0.0 ? 0.5 * products / slacks : 0.0));
        int n = _problem.VariableCount;
        for (int k = 0; k < _rightHandSide.Length; k++)
        {
            if (_problem.HasLower[k]) (point.LowerSlack[k], point.LowerDual[k]) = (point.LowerSlack[k] + slackShift, point.LowerDual[k] + dualShift);
            if (_problem.HasUpper[k]) (point.UpperSlack[k], point.UpperDual[k]) = (point.UpperSlack[k] + slackShift, point.UpperDual[k] + dualShift);
            if (k >= n && !_problem.IsFixed[k]) point.RowDual[k - n] = point.LowerDual[k] - point.UpperDual[k];
        }

        void Sum(double slack, double dual)
        {
            products += slack * dual;
            slacks += slack;
            duals += dual;
        }
    }

    private double Least(double[] lower, double[] upper)
    {
        double least = 0.0;
        for (int k = 0; k < lower.Length; k++)
        {
            if (_problem.HasLower[k]) least = Math.Min(least, lower[k]);
            if (_problem.HasUpper[k]) least = Math.Min(least, upper[k]);
        }

        return least;
    }
}
