namespace Bess.Optimization.InteriorPoint;

/// <summary>Residuals of the perturbed optimality conditions at an iterate, and the Newton directions that reduce them.</summary>
/// <remarks>
/// Conditions, with v = (x, A x): P x + q − Aᵀy − (z_l − z_u) = 0 on columns; y = z_l − z_u on inequality rows; A x = b on
/// equality rows; v − t_l = lower; v + t_u = upper; t_l z_l = t_u z_u = μ. Slacks and multipliers are eliminated, which
/// leaves [P + Θ, Aᵀ; A, −Θ⁻¹] in (Δx, −Δy), Θ = z_l/t_l + z_u/t_u (0 instead of Θ⁻¹ in an equality).
/// S. J. Wright, Primal-Dual Interior-Point Methods (1997), chapter 11.
/// </remarks>
internal sealed class NewtonSystem
{
    private const double SmallestWeight = 1e-20;
    private readonly ScaledProblem _problem;
    private readonly KktSystem _kkt;
    private readonly double[] _dual;
    private readonly double[] _equality;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _weight;
    private readonly double[] _force;
    private readonly double[] _rightHandSide;
    private readonly double[] _solution;
    private readonly double[] _columnDiagonal;
    private readonly double[] _rowDiagonal;

    public NewtonSystem(ScaledProblem problem, KktSystem kkt)
    {
        _problem = problem;
        _kkt = kkt;
        int count = problem.EntityCount;
        _dual = new double[problem.VariableCount];
        _equality = new double[problem.RowCount];
        _lower = new double[count];
        _upper = new double[count];
        _weight = new double[count];
        _force = new double[count];
        _rightHandSide = new double[count];
        _solution = new double[count];
        _columnDiagonal = new double[problem.VariableCount];
        _rowDiagonal = new double[problem.RowCount];
        LowerTarget = new double[count];
        UpperTarget = new double[count];
    }

    /// <summary>Targets of the products: r_cl and r_cu of z_l Δt_l + t_l Δz_l = r_cl, by entity.</summary>
    public double[] LowerTarget { get; }

    /// <summary>As <see cref="LowerTarget"/> for upper bounds.</summary>
    public double[] UpperTarget { get; }

    /// <summary>Largest residual of the columns.</summary>
    public double DualResidual { get; private set; }

    /// <summary>Largest linear residual of equality rows and of bounds of inequality rows.</summary>
    public double PrimalResidual { get; private set; }

    /// <summary>Relative residual of the last linear solve.</summary>
    public double LastSolveError { get; private set; }

    /// <summary>Computes the linear residuals at a point whose v = (x, A x) is up to date.</summary>
    public void ComputeResiduals(Iterate point)
    {
        int n = _problem.VariableCount;
        var x = point.Value.AsSpan(0, n);
        _problem.Linear.CopyTo(_dual, 0);
        _problem.Quadratic?.MultiplySymmetric(x, _dual, 1.0, 1.0);
        _problem.Constraints.MultiplyTransposed(point.RowDual, _dual, -1.0, 1.0);
        // The multiplier of a fixed column is whatever makes it stationary.
        for (int j = 0; j < n; j++) _dual[j] = _problem.IsFixed[j] ? 0.0 : _dual[j] - point.LowerDual[j] + point.UpperDual[j];
        for (int i = 0; i < _equality.Length; i++)
            _equality[i] = _problem.IsFixed[n + i] ? _problem.Lower[n + i] - point.Value[n + i] : 0.0;
        for (int k = 0; k < _lower.Length; k++)
        {
            _lower[k] = _problem.HasLower[k] ? point.Value[k] - _problem.Lower[k] - point.LowerSlack[k] : 0.0;
            _upper[k] = _problem.HasUpper[k] ? _problem.Upper[k] - point.Value[k] - point.UpperSlack[k] : 0.0;
        }

        DualResidual = 0.0;
        foreach (double residual in _dual) DualResidual = Math.Max(DualResidual, Math.Abs(residual));
        PrimalResidual = 0.0;
        for (int i = 0; i < _equality.Length; i++)
        {
            double row = Math.Max(Math.Abs(_equality[i]), Math.Max(Math.Abs(_lower[n + i]), Math.Abs(_upper[n + i])));
            PrimalResidual = Math.Max(PrimalResidual, row);
        }
    }

    /// <summary>Factorises the system at a point.</summary>
    public bool Factorise(Iterate point)
    {
        int n = _problem.VariableCount;
        for (int k = 0; k < _weight.Length; k++)
        {
            double weight = 0.0;
            if (_problem.HasLower[k]) weight += point.LowerDual[k] / point.LowerSlack[k];
            if (_problem.HasUpper[k]) weight += point.UpperDual[k] / point.UpperSlack[k];
            _weight[k] = weight;
            if (k < n) _columnDiagonal[k] = weight;
            else _rowDiagonal[k - n] = _problem.IsFixed[k] ? 0.0 : 1.0 / Math.Max(weight, SmallestWeight);
        }

        return _kkt.Factorise(_columnDiagonal, _rowDiagonal);
    }

    /// <summary>Computes the direction for the residuals and the product targets set before.</summary>
    public void Solve(Iterate point, Iterate direction, double accuracy = KktSystem.FullAccuracy)
    {
        int n = _problem.VariableCount;
        for (int k = 0; k < _weight.Length; k++)
        {
            double g = 0.0;
            if (_problem.HasLower[k]) g += (LowerTarget[k] - (point.LowerDual[k] * _lower[k])) / point.LowerSlack[k];
            if (_problem.HasUpper[k]) g -= (UpperTarget[k] - (point.UpperDual[k] * _upper[k])) / point.UpperSlack[k];
            _force[k] = g;
            if (k < n) _rightHandSide[k] = g - _dual[k];
            else _rightHandSide[k] = _problem.IsFixed[k] ? _equality[k - n] : g * _rowDiagonal[k - n];
        }

        LastSolveError = _kkt.Solve(_rightHandSide, _solution, accuracy);
        Expand(point, direction);
    }

    private void Expand(Iterate point, Iterate direction)
    {
        int n = _problem.VariableCount;
        _solution.AsSpan(0, n).CopyTo(direction.Value);
        _problem.Constraints.Multiply(direction.Value.AsSpan(0, n), direction.Value.AsSpan(n));
        for (int k = 0; k < _weight.Length; k++)
        {
            // Of the two equal forms Δv = A Δx and Δv = Θ⁻¹(g − Δy), take the one whose rounding errors Θ does not magnify.
            double dv = k >= n && _weight[k] > 1.0 ? _rowDiagonal[k - n] * (_force[k] + _solution[k]) : direction.Value[k];
            if (_problem.HasLower[k])
            {
                double dt = dv + _lower[k];
                direction.LowerSlack[k] = dt;
                direction.LowerDual[k] = (LowerTarget[k] - (point.LowerDual[k] * dt)) / point.LowerSlack[k];
            }

            if (_problem.HasUpper[k])
            {
                double dt = _upper[k] - dv;
                direction.UpperSlack[k] = dt;
                direction.UpperDual[k] = (UpperTarget[k] - (point.UpperDual[k] * dt)) / point.UpperSlack[k];
            }

            if (k >= n)
                direction.RowDual[k - n] = _problem.IsFixed[k] ? -_solution[k] : direction.LowerDual[k] - direction.UpperDual[k];
        }
    }
}
