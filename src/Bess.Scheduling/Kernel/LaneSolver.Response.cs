namespace Bess.Scheduling.Kernel;

/// <content>The calls that coordination makes: the smoothed response to prices, and the minimiser itself.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    private const int WarmLimit = 40;

    /// <summary>Share of the last answer in a warm start: 12 steps cold become 5 when nothing much has changed, 7 to 9 after changes of 10 to 30 %.</summary>
    private const double WarmShare = 0.98;

    public override bool Respond(
        StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response, bool proximal)
    {
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

    public override bool Settle(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, double barrier, StorageResponse response)
    {
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

    public override bool QuickBound(StorageModel model, StorageState state, ReadOnlySpan<double> pricePerMw, StorageResponse response)
    {
        fixed (double* data = state.Data)
        {
            Bind(model, data);
            ClearPenalty();
            StartCold(1);
            response.LowerBound = DualBound(pricePerMw);
            return true;
        }
    }

    public override bool Minimise(
        StorageModel model,
        StorageState state,
        ReadOnlySpan<double> pricePerMw,
        ReadOnlySpan<double> proximalWeight,
        ReadOnlySpan<double> proximalCenter,
        double relativeTolerance,
        StorageResponse response,
        bool warm)
    {
        fixed (double* data = state.Data)
        {
            Bind(model, data);
            ClearPenalty();
            proximalWeight.CopyTo(new Span<double>(_rho, _steps));
            proximalCenter.CopyTo(new Span<double>(_proxCenter, _steps));
            var target = relativeTolerance * MoneyScale(pricePerMw) / model.BarrierTerms;
            if (warm && state.IsWarm)
            {
                StartWarm(state.Data, target);
            }
            else
            {
                StartCold(target);
            }

            // Measured on the golden shapes, the full second-order term saves a fifth of the steps. Linear programmes keep the
            // cautious one: their answers at a loose tolerance depend on the path, and benchmark fleets are made of them.
            var settled = IterateToGap(pricePerMw, target, cautious: proximalWeight.IsEmpty);
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
        var scale = _moneyScale;
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
            var slack = i >= SoftAt ? 0.1 * Math.Max(1e-9, _model.UpperEnergyMwh[0] - _model.LowerEnergyMwh[0]) : scale;
            _x1[i] = _live[i] > 0 ? slack : FixedSlack;
            _z1[i] = _live[i] > 0 ? start / slack : FixedSlack;
        }

        new Span<double>(_xi, _stepStride).Clear();
        new Span<double>(_softEta, _stepStride).Fill(_soft > 0 ? 0.5 * _model.SoftPricePerMwh : 0);
        for (var j = 0; j < _rowStride; j++)
        {
            _eta[j] = _unit[j] * _tailPrice[j] * _model.TailShare;
        }

        *_zeta = 0;
    }

    /// <summary>A point between the last answer and the cold start: near the one, inside by the other (Skajaa, Andersen &amp; Ye 2013).</summary>
    private void StartWarm(double[] iterate, double barrier)
    {
        var length = iterate.Length;
        new Span<double>(_xl, length).CopyTo(new Span<double>(_kept, length));
        StartCold(barrier);
        for (var i = 0; i < length; i++)
        {
            _xl[i] = (WarmShare * _kept[i]) + ((1 - WarmShare) * _xl[i]);
        }
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
            _theta2[i] = _free[i] * _h2[i];
            _center2[i] = _xl[i] + _dx2[i];
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _theta1[i] = _h1[i];
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
            if (PredictCorrect(barrier, LastIterations > 15 ? 0.05 : 2e-3, cautious: true))
            {
                return true;
            }

            if (_lost)
            {
                return false;
            }
        }

        return false;
    }

    private bool IterateToGap(ReadOnlySpan<double> price, double target, bool cautious)
    {
        for (LastIterations = 1; LastIterations <= 100; LastIterations++)
        {
            Residuals(price, proximal: false);
            Factor(proximal: false);
            if (!PredictCorrect(target, 0.5, cautious) && CurrentMean() > 2 * target)
            {
                if (_lost)
                {
                    return false;
                }

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

        for (var j = _firstRamp; j < _rows; j++)
        {
            worst = Math.Max(worst, Math.Abs(_kappa[j]));
        }

        return worst;
    }
}
