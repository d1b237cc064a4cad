namespace Bess.Optimization.Smoothing;

/// <summary>Answers prices with the log-barrier optimum of a programme and its exact derivatives: the agent's half of barrier-ALADIN for any linear programme.</summary>
/// <remarks>
/// Primal-dual predictor-corrector at a given μ (S. Mehrotra 1992), after the first answer with the proximal term ½ Σ θ (w − centre)²
/// in the ratios θ of the point before (docs/explanation/coordination.md). A step's error shrinks with the next step, because residuals
/// are computed from the point itself. Holds work arrays; one a thread.
/// </remarks>
public sealed partial class SmoothedSolver
{
    private const int IterationLimit = 60;
    private const int PatientIterations = 15;
    private const double SettledChange = 2e-3;
    private const double LateSettledChange = 0.05;

    private readonly SmoothedProgramme _programme;
    private readonly NormalEquations _system;
    private readonly bool[] _isFree;
    private readonly double[] _inverse;
    private readonly double[] _theta;
    private readonly double[] _center;
    private readonly double[] _dual;
    private readonly double[] _force;
    private readonly double[] _lowerTarget;
    private readonly double[] _upperTarget;
    private readonly double[] _step;
    private readonly double[] _lowerDualStep;
    private readonly double[] _upperDualStep;
    private readonly double[] _point;
    private readonly double[] _residual;
    private readonly double[] _rowStep;
    private readonly double _moneyScale;
    private SmoothedIterate _state = null!;

    /// <summary>Creates a solver for one programme.</summary>
    /// <param name="programme">The programme.</param>
    public SmoothedSolver(SmoothedProgramme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        _programme = programme;
        _system = new NormalEquations(programme.Matrix);
        _isFree = programme.IsFree;
        double[] New() => new double[programme.Columns];
        (_inverse, _theta, _center, _dual, _force) = (New(), New(), New(), New(), New());
        (_lowerTarget, _upperTarget, _step, _lowerDualStep, _upperDualStep, _point) = (New(), New(), New(), New(), New(), New());
        _residual = new double[programme.RowCount];
        _rowStep = new double[programme.RowCount];
        _moneyScale = MoneyScale();
    }

    /// <summary>Newton steps of the last call.</summary>
    public int LastIterations { get; private set; }

    /// <summary>Answers a price.</summary>
    /// <param name="state">The point; updated. Cold on the first call, then a proximal step in the previous Hessian.</param>
    /// <param name="price">y, money per unit of the coupled columns, length T.</param>
    /// <param name="barrier">μ &gt; 0, money.</param>
    /// <param name="answer">Receives the answer.</param>
    /// <param name="proximal">False for the smoothed optimum itself.</param>
    /// <returns>False when the iteration did not settle; the point is then to be restored by the caller.</returns>
    public bool Respond(SmoothedIterate state, ReadOnlySpan<double> price, double barrier, SmoothedAnswer answer, bool proximal = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barrier);
        _state = state;
        var usesCenter = proximal && state.IsWarm;
        if (!state.IsWarm)
        {
            StartCold(barrier);
        }
        else if (proximal && !PredictAndAnchor(price, barrier))
        {
            return false;
        }

        var settled = Iterate(price, barrier, usesCenter, IterationLimit);
        if (!settled && !usesCenter)
        {
            StartCold(barrier);
            settled = Iterate(price, barrier, proximal: false, 2 * IterationLimit);
        }

        state.IsWarm = true;
        return settled && Describe(price, barrier, answer);
    }

    /// <summary>Moves the point along its linear response to a new price, without iterating.</summary>
    /// <param name="state">A warm point; moved.</param>
    /// <param name="price">The new price.</param>
    /// <param name="barrier">μ of the last answer.</param>
    /// <param name="answer">Receives point, value, cost and bound.</param>
    /// <returns>False when the point is cold.</returns>
    public bool Settle(SmoothedIterate state, ReadOnlySpan<double> price, double barrier, SmoothedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(answer);
        if (!state.IsWarm)
        {
            return false;
        }

        _state = state;
        Residuals(price, proximal: false);
        if (!Factor(proximal: false))
        {
            return false;
        }

        Targets(barrier, 0);
        Direction();
        var boundary = StepToBoundary();
        Move(boundary > 1 ? 1 : 0.99 * boundary);
        DescribePoint(price, answer);
        return double.IsFinite(answer.Cost);
    }

    /// <summary>A lower bound that needs no solve: that of a cold point's multipliers.</summary>
    /// <param name="price">y, length T.</param>
    /// <returns>The bound.</returns>
    public double QuickBound(ReadOnlySpan<double> price) => _programme.LowerBound(price, new double[_programme.RowCount]);

    private double MoneyScale()
    {
        double sum = 0;
        var count = 0;
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (_isFree[j] && _programme.Cost[j] != 0)
            {
                sum += 0.5 * Math.Abs(_programme.Cost[j]) * (_programme.Upper[j] - _programme.Lower[j]);
                count++;
            }
        }

        return Math.Max(count == 0 ? 0 : sum / count, 1e-6);
    }

    private void StartCold(double barrier)
    {
        var start = Math.Max(barrier, 0.3 * _moneyScale);
        for (var j = 0; j < _isFree.Length; j++)
        {
            var half = _isFree[j] ? 0.5 * (_programme.Upper[j] - _programme.Lower[j]) : 0;
            (_state.Below[j], _state.Above[j]) = (half, half);
            (_state.LowerDual[j], _state.UpperDual[j]) = _isFree[j] ? (start / half, start / half) : (0, 0);
        }

        Array.Clear(_state.RowDual);
    }

    /// <summary>The Newton prediction at the new price anchors the proximal term; the iteration starts on the way to it.</summary>
    private bool PredictAndAnchor(ReadOnlySpan<double> price, double barrier)
    {
        Residuals(price, proximal: false);
        if (!Factor(proximal: false))
        {
            return false;
        }

        Targets(barrier, 0);
        Direction();
        for (var j = 0; j < _isFree.Length; j++)
        {
            _theta[j] = _isFree[j] ? 1 / _inverse[j] : 0;
            _center[j] = _state.Below[j] + _step[j];
        }

        Move(Math.Min(1, 0.9 * StepToBoundary()));
        return true;
    }

    private bool Iterate(ReadOnlySpan<double> price, double barrier, bool proximal, int limit)
    {
        for (LastIterations = 1; LastIterations <= limit; LastIterations++)
        {
            Residuals(price, proximal);
            if (!Factor(proximal))
            {
                return false;
            }

            switch (PredictCorrect(barrier, LastIterations > PatientIterations ? LateSettledChange : SettledChange))
            {
                case StepOutcome.Settled:
                    return true;
                case StepOutcome.Lost:
                    return false;
            }
        }

        return false;
    }
}
