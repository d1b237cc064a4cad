namespace Bess.Scheduling.Kernel;

/// <content>The calls that coordination makes: the smoothed response to prices, and the minimiser itself.</content>
public sealed unsafe partial class StorageKernel
{
    private const int WarmLimit = 40;

    /// <summary>Stands in for the slacks of a fixed variable: small enough to count as zero, large enough to divide by.</summary>
    private const double FixedSlack = 1e-150;

    /// <summary>Answers a price with the barrier-smoothed optimum and its exact derivatives (barrier-ALADIN, agent step).</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">The agent's iterate; updated. Cold on the first call, then a proximal step in the previous Hessian.</param>
    /// <param name="pricePerMw">y, money per MW in each step, length T.</param>
    /// <param name="barrier">μ &gt; 0, money.</param>
    /// <param name="response">Receives the answer.</param>
    /// <param name="proximal">False for the smoothed optimum itself: exact, but it may need more local steps.</param>
    /// <returns>False when the local iteration did not settle; the state is then to be restored by the caller.</returns>
    public bool Respond(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response, bool proximal = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barrier);
        fixed (double* data = state.Data)
        {
            Bind(model, data);
            ClearPenalty();
            if (!state.IsWarm)
            {
                StartCold(barrier);
            }
            else if (proximal)
            {
                PredictAndAnchor(pricePerMw, barrier);
            }

            var settled = Iterate(pricePerMw, barrier, proximal && state.IsWarm, WarmLimit);
            if (!settled && !proximal)
            {
                // Far from the last price a warm point can lie against its bounds; the cold start always has room.
                StartCold(barrier);
                settled = Iterate(pricePerMw, barrier, proximal: false, 2 * WarmLimit);
            }

            state.IsWarm = true;
            Describe(pricePerMw, barrier, response);
            response.Settled = settled && response.IsFinite();
            return response.Settled;
        }
    }

    /// <summary>Moves the iterate along its linearised response to a new price, without iterating: what closes the last coupling residual.</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">A warm iterate; moved.</param>
    /// <param name="pricePerMw">The new price, length T.</param>
    /// <param name="barrier">μ of the last answer.</param>
    /// <param name="response">Receives power, energy, cost and bound.</param>
    /// <returns>False when the state is cold.</returns>
    public bool Settle(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(response);
        if (!state.IsWarm)
        {
            return false;
        }

        fixed (double* data = state.Data)
        {
            Bind(model, data);
            ClearPenalty();
            Residuals(pricePerMw, proximal: false);
            Factor(proximal: false);
            Targets(barrier, barrier, secondOrder: false, 0);
            Direction(balanced: false);
            var boundary = StepToBoundary();
            Move(boundary > 1 ? 1 : 0.99 * boundary);
            DescribePoint(pricePerMw, response);
            return true;
        }
    }

    /// <summary>A lower bound of min f + yᵀp that needs no solve: multipliers of a cold start.</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">Scratch; overwritten.</param>
    /// <param name="pricePerMw">y, length T.</param>
    /// <param name="response">Receives the bound.</param>
    /// <returns>True.</returns>
    public bool QuickBound(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, StorageResponse response)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(response);
        fixed (double* data = state.Data)
        {
            Bind(model, data);
            ClearPenalty();
            StartCold(1);
            response.LowerBound = DualBound(pricePerMw);
            return true;
        }
    }

    /// <summary>Minimises the model plus yᵀp plus ½ Σ ρ_t (p_t − z_t)² to a small μ, from a cold start.</summary>
    /// <param name="model">The agent's problem.</param>
    /// <param name="state">Scratch iterate; overwritten.</param>
    /// <param name="pricePerMw">y, length T.</param>
    /// <param name="proximalWeight">ρ, length T, ≥ 0; empty for none.</param>
    /// <param name="proximalCenter">z, length T; empty for none.</param>
    /// <param name="relativeTolerance">Stop when the complementarity gap is below this times the money scale; 1e-9 is reachable.</param>
    /// <param name="response">Receives power, cost and the dual bound (of the model plus yᵀp, without the proximal term).</param>
    /// <returns>False when the tolerance was not reached; the response holds the last point.</returns>
    public bool Minimise(
        StorageModel model,
        StorageState state,
        ReadOnlySpan<double> pricePerMw,
        ReadOnlySpan<double> proximalWeight,
        ReadOnlySpan<double> proximalCenter,
        double relativeTolerance,
        StorageResponse response)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(response);
        fixed (double* data = state.Data)
        {
            Bind(model, data);
            ClearPenalty();
            proximalWeight.CopyTo(new Span<double>(_rho, _steps));
            proximalCenter.CopyTo(new Span<double>(_proxCenter, _steps));
            var target = relativeTolerance * MoneyScale(pricePerMw) / model.BarrierTerms;
            StartCold(target);
            var settled = IterateToGap(pricePerMw, target);
            state.IsWarm = true;
            response.Settled = settled;
            DescribePoint(pricePerMw, response);
            return settled;
        }
    }

    private void ClearPenalty()
    {
        new Span<double>(_rho, _steps).Clear();
        new Span<double>(_proxCenter, _steps).Clear();
    }

    private double MoneyScale(ReadOnlySpan<double> price)
    {
        var sum = 0.0;
        var size = 0.0;
        for (var t = 0; t < _steps; t++)
        {
            sum += Math.Abs(_cost[t]) + (price.IsEmpty ? 0 : Math.Abs(price[t]));
            size += _width[ChargeAt + t] + _width[DischargeAt + t];
        }

        return Math.Max(sum / _steps * size / _steps * 0.5, 1e-6);
    }

    private void StartCold(double barrier)
    {
        var scale = MoneyScale([]);
        var start = Math.Max(barrier, 0.3 * scale);
        for (var i = 0; i < _twoSided; i++)
        {
            var isFree = _free[i] > 0;
            var share = i < EnergyAt ? 0.25 : 0.5;
            _xl[i] = isFree ? share * _width[i] : FixedSlack;
            _xu[i] = isFree ? (1 - share) * _width[i] : FixedSlack;
            _zl[i] = isFree ? start / _xl[i] : FixedSlack;
            _zu[i] = isFree ? start / _xu[i] : FixedSlack;
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _x1[i] = i >= 2 * _scenarios ? 0.1 * Math.Max(1e-9, _model.UpperEnergyMwh[0] - _model.LowerEnergyMwh[0]) : scale;
            _z1[i] = start / _x1[i];
        }

        for (var t = 0; t < _steps; t++)
        {
            _xi[t] = 0;
            _softEta[t] = _soft > 0 ? 0.5 * _model.SoftPricePerMwh : 0;
        }

        for (var j = 0; j < _rows; j++)
        {
            _eta[j] = j < _scenarios ? _tailPrice[j] * _model.TailShare : 0;
        }

        *_zeta = 0;
    }

    /// <summary>The Newton prediction at the new price anchors the proximal term; the inner iteration starts on the way to it.</summary>
    private void PredictAndAnchor(ReadOnlySpan<double> price, double barrier)
    {
        Residuals(price, proximal: false);
        Factor(proximal: false);
        Targets(barrier, barrier, secondOrder: false, 0);
        Direction(balanced: false);
        for (var i = 0; i < _twoSided; i++)
        {
            _theta2[i] = _free[i] > 0 ? (_zl[i] / _xl[i]) + (_zu[i] / _xu[i]) : 0;
            _center2[i] = _xl[i] + _dx2[i];
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _theta1[i] = _z1[i] / _x1[i];
            _center1[i] = _x1[i] + _dx1[i];
        }

        Move(Math.Min(1, 0.9 * StepToBoundary()));
    }

    private bool Iterate(ReadOnlySpan<double> price, double barrier, bool proximal, int limit)
    {
        for (LastIterations = 1; LastIterations <= limit; LastIterations++)
        {
            Residuals(price, proximal);
            Factor(proximal);
            if (PredictCorrect(barrier, LastIterations > 15 ? 0.05 : 2e-3))
            {
                return true;
            }
        }

        return false;
    }

    private bool IterateToGap(ReadOnlySpan<double> price, double target)
    {
        for (LastIterations = 1; LastIterations <= 100; LastIterations++)
        {
            Residuals(price, proximal: false);
            Factor(proximal: false);
            if (!PredictCorrect(target, 0.5) && CurrentComplementarity().Mean > 2 * target)
            {
                continue;
            }

            // The step itself may have lost digits at a degenerate vertex: only the point that it led to counts.
            Residuals(price, proximal: false);
            if (EqualityResidual() < 1e-8)
            {
                return true;
            }
        }

        return false;
    }

    private double EqualityResidual()
    {
        var worst = 0.0;
        for (var t = 0; t < _steps; t++)
        {
            worst = Math.Max(worst, Math.Abs(_beta[t]));
        }

        for (var j = _scenarios; j < _rows; j++)
        {
            worst = Math.Max(worst, Math.Abs(_kappa[j]));
        }

        return worst;
    }
}
