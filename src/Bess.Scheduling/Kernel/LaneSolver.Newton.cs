namespace Bess.Scheduling.Kernel;

/// <content>Residuals and the predictor-corrector iteration.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    private double _tailResidual;
    private double _dZeta;
    private bool _lost;

    /// <summary>Dual residuals into <c>_r2</c>, <c>_r1</c>, equality residuals into <c>_beta</c>, <c>_kappa</c>, <c>_softKappa</c>.</summary>
    private void Residuals(ReadOnlySpan<double> price, bool proximal)
    {
        if (_rows > 0)
        {
            RowDots(_matrix, _eta, _steps, _rowStride, _psi);
        }
        else
        {
            new Span<double>(_psi, _steps).Clear();
        }

        for (var t = 0; t < _steps; t++)
        {
            _psi[t] = _cost[t] + price[t] - _psi[t];
        }

        StepResiduals();
        RowResiduals();
        SoftResiduals();
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var sum = TLanes.Load(_r2 + i) + (TLanes.Load(_zu + i) - TLanes.Load(_zl + i));
            sum = proximal ? TLanes.MultiplyAdd(TLanes.Load(_theta2 + i), TLanes.Load(_xl + i) - TLanes.Load(_center2 + i), sum) : sum;
            (sum * TLanes.Load(_free + i)).Store(_r2 + i);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var sum = TLanes.Load(_r1 + i) - TLanes.Load(_z1 + i);
            sum = proximal ? TLanes.MultiplyAdd(TLanes.Load(_theta1 + i), TLanes.Load(_x1 + i) - TLanes.Load(_center1 + i), sum) : sum;
            (sum * TLanes.Load(_live + i)).Store(_r1 + i);
        }
    }

    /// <summary>Stationarity in charge, discharge and energy, and the balance, from the force that <c>_psi</c> holds.</summary>
    private void StepResiduals()
    {
        var (zero, wear, dt) = (TLanes.Create(0), TLanes.Create(_wear), TLanes.Create(_dt));
        var (into, outOf) = (TLanes.Create(_dt * _etaC), TLanes.Create(_dt / _etaD));
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            (TLanes.Load(_lower + EnergyAt + t) + (TLanes.Load(_free + EnergyAt + t) * TLanes.Load(_xl + EnergyAt + t))).Store(_levels + t);
        }

        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            var (charge, discharge) = (TLanes.Load(_xl + ChargeAt + t), TLanes.Load(_xl + DischargeAt + t));
            var power = discharge - charge;
            power.Store(_power + t);
            var force = TLanes.MultiplyAdd(TLanes.Load(_rho + t), power - TLanes.Load(_proxCenter + t), TLanes.Load(_psi + t));
            var xi = TLanes.Load(_xi + t);
            (wear - force - (into * xi)).Store(_r2 + ChargeAt + t);
            (wear + force + (outOf * xi)).Store(_r2 + DischargeAt + t);
            (xi - TLanes.Load(_xi + t + 1)).Store(_r2 + EnergyAt + t);
            var gain = dt * ((TLanes.Create(_etaC) * charge) - (discharge / TLanes.Create(_etaD)));
            (gain - (TLanes.Load(_levels + t) - TLanes.Load(_levels + t - 1))).Store(_beta + t);
        }

        _r2[EnergyAt + _steps - 1] = _xi[_steps - 1] - _model.TerminalValuePerMwh;
        if (RampAt < _twoSided)
        {
            new Span<double>(_r2 + RampAt, _stepStride).Clear();
        }

        Clear(_beta, _steps, _stepStride);
        Clear(_power, _steps, _stepStride);
    }

    private double EnergyAfter(int t) => _lower[EnergyAt + t] + (_free[EnergyAt + t] > 0 ? _xl[EnergyAt + t] : 0);

    private void RowResiduals()
    {
        _tailResidual = 0;
        if (_rows == 0)
        {
            return;
        }

        Combine(_power, _matrix, _steps, _rowStride, _rowWork);
        var zeta = TLanes.Create(*_zeta);
        var sum = TLanes.Create(0);
        for (var s = 0; s < _scenarioStride; s += TLanes.Count)
        {
            var (eta, unit) = (TLanes.Load(_eta + s), TLanes.Load(_unit + s));
            sum = TLanes.MultiplyAdd(unit, eta, sum);
            (TLanes.Load(_tailPrice + s) - eta).Store(_r1 + s);
            eta.Store(_r1 + TailAt + s);
            var loss = TLanes.Load(_x1 + s) + zeta + TLanes.Load(_rowWork + s) - TLanes.Load(_baseline + s) - TLanes.Load(_x1 + TailAt + s);
            (loss * unit).Store(_kappa + s);
        }

        _tailResidual = _scenarios > 0 ? _model.RiskWeight - sum.Sum() : 0;
        for (var j = _firstRamp; j < _rows; j++)
        {
            var i = RampAt + j - _firstRamp;
            _r2[i] = _eta[j];
            _kappa[j] = _rowWork[j] - (_lower[i] + _xl[i]);
        }
    }

    private void SoftResiduals()
    {
        for (var t = 0; t < _soft; t++)
        {
            _r2[EnergyAt + t] -= _model.SoftSign * _softEta[t];
            _r1[SoftAt + t] = _model.SoftPricePerMwh - _softEta[t];
            _r1[SoftSlackAt + t] = _softEta[t];
            _softKappa[t] = (_model.SoftSign * (EnergyAfter(t) - _model.SoftBoundMwh)) + _x1[SoftAt + t] - _x1[SoftSlackAt + t];
        }
    }

    /// <summary>One predictor-corrector step towards <paramref name="target"/>; true when it was a full step that changed nothing by more than <paramref name="tolerance"/>.</summary>
    /// <remarks>Mehrotra 1992 with a bounded second-order term; falls back to pure centring when the corrected step is blocked.</remarks>
    /// <param name="target">μ to end at.</param>
    /// <param name="tolerance">Largest relative change of a step that counts as settled.</param>
    /// <param name="cautious">True to take the second-order term of the predictor's step, false of its full direction: fewer steps on the way to a small μ, more in a centring at a large one.</param>
    private bool PredictCorrect(double target, double tolerance, bool cautious)
    {
        var mean = CurrentMean();
        var centring = mean <= 3 * target;
        Targets(centring ? target : 0, mean, secondOrder: false, 0);
        Direction(balanced: false);
        var reach = Math.Min(1, StepToBoundary());
        double aim;
        if (centring)
        {
            aim = reach < 0.3 ? Math.Max(mean, target) : target;
        }
        else
        {
            var ratio = Math.Max(Complementarity(reach).Mean, 0) / mean;
            var sigma = ratio * ratio * ratio;
            aim = Math.Max((reach < 0.1 ? Math.Max(sigma, 0.5) : sigma) * mean, target);
        }

        ScaleDirection(cautious ? reach : 1);
        Targets(aim, mean, secondOrder: reach >= 0.1, 10);
        Direction(balanced: false);
        var step = SafeStep();
        if (step < 0.1)
        {
            aim = Math.Max(mean, target);
            Targets(aim, mean, secondOrder: false, 0);
            Direction(balanced: false);
            step = SafeStep();
        }

        _lost = step <= 0;
        if (_lost)
        {
            return false;
        }

        Move(step);
        return step >= 1 && aim <= target * 1.0000001 && RelativeChange() < tolerance;
    }

    /// <summary>The step to take; 0 when the direction is not finite, so that the iterate stays what it is.</summary>
    private double SafeStep()
    {
        var boundary = StepToBoundary();
        var step = boundary >= 1 ? 1 : 0.995 * boundary;
        var (mean, least) = Complementarity(step);
        for (var trial = 0; trial < 12 && step >= 1e-3 && least < 1e-4 * mean; trial++)
        {
            step *= 0.8;
            (mean, least) = Complementarity(step);
        }

        return double.IsFinite(mean) && double.IsFinite(_dZeta) ? step : 0;
    }
}
