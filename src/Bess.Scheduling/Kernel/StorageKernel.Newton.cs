namespace Bess.Scheduling.Kernel;

/// <content>Residuals, step lengths and the predictor-corrector iteration.</content>
public sealed unsafe partial class StorageKernel
{
    private double _tailResidual;
    private double _dZeta;

    /// <summary>Dual residuals into <c>_r2</c>, <c>_r1</c>, equality residuals into <c>_beta</c>, <c>_kappa</c>, <c>_softKappa</c>.</summary>
    private void Residuals(ReadOnlySpan<double> price, bool proximal)
    {
        for (var t = 0; t < _steps; t++)
        {
            _power[t] = _xl[DischargeAt + t] - _xl[ChargeAt + t];
        }

        for (var t = 0; t < _steps; t++)
        {
            var force = _cost[t] + price[t] + (_rho[t] * (_power[t] - _proxCenter[t]));
            if (_rows > 0)
            {
                force -= Dot(_matrix + ((long)t * _rowStride), _eta, _rows);
            }

            _r2[ChargeAt + t] = -force + _wear - (_dt * _etaC * _xi[t]);
            _r2[DischargeAt + t] = force + _wear + (_dt / _etaD * _xi[t]);
            _r2[EnergyAt + t] = _xi[t] - (t + 1 < _steps ? _xi[t + 1] : _model.TerminalValuePerMwh);
            var from = t > 0 ? EnergyAfter(t - 1) : _model.InitialEnergyMwh;
            _beta[t] = (_dt * ((_etaC * _xl[ChargeAt + t]) - (_xl[DischargeAt + t] / _etaD))) - (EnergyAfter(t) - from);
        }

        RowResiduals();
        SoftResiduals();
        for (var i = 0; i < _twoSided; i++)
        {
            _r2[i] += _zu[i] - _zl[i] + (proximal ? _theta2[i] * (_xl[i] - _center2[i]) : 0);
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _r1[i] += -_z1[i] + (proximal ? _theta1[i] * (_x1[i] - _center1[i]) : 0);
        }
    }

    private double EnergyAfter(int t) => _lower[EnergyAt + t] + (_free[EnergyAt + t] > 0 ? _xl[EnergyAt + t] : 0);

    private void RowResiduals()
    {
        _tailResidual = 0;
        if (_rows == 0)
        {
            return;
        }

        RowsTimesPower(_rowWork);
        _tailResidual = _scenarios > 0 ? _model.RiskWeight : 0;
        for (var s = 0; s < _scenarios; s++)
        {
            _tailResidual -= _eta[s];
            _r1[s] = _tailPrice[s] - _eta[s];
            _r1[_scenarios + s] = _eta[s];
            _kappa[s] = _x1[s] + *_zeta + _rowWork[s] - _model.BaselineProfit[s] - _x1[_scenarios + s];
        }

        for (var j = _scenarios; j < _rows; j++)
        {
            var i = RampAt + j - _scenarios + 1;
            _r2[i] = _eta[j];
            _kappa[j] = _rowWork[j] - (_lower[i] + _xl[i]);
        }
    }

    private void SoftResiduals()
    {
        for (var t = 0; t < _soft; t++)
        {
            var s = (2 * _scenarios) + t;
            _r2[EnergyAt + t] -= _model.SoftSign * _softEta[t];
            _r1[s] = _model.SoftPricePerMwh - _softEta[t];
            _r1[s + _soft] = _softEta[t];
            _softKappa[t] = (_model.SoftSign * (EnergyAfter(t) - _model.SoftBoundMwh)) + _x1[s] - _x1[s + _soft];
        }
    }

    /// <summary>Complementarity right-hand sides for a target μ, with the second-order term of the last direction if asked.</summary>
    private void Targets(double target, double mean, bool secondOrder, double limitFactor)
    {
        var limit = limitFactor * Math.Max(target, mean);
        for (var i = 0; i < _twoSided; i++)
        {
            var lower = target - (_xl[i] * _zl[i]);
            var upper = target - (_xu[i] * _zu[i]);
            if (secondOrder)
            {
                lower += Math.Clamp(-_dx2[i] * _dzl[i], -limit, limit);
                upper += Math.Clamp(_dx2[i] * _dzu[i], -limit, limit);
            }

            _rcl[i] = lower;
            _rcu[i] = upper;
            _f2[i] = -_r2[i] + (lower / _xl[i]) - (upper / _xu[i]);
        }

        for (var i = 0; i < _oneSided; i++)
        {
            var value = target - (_x1[i] * _z1[i]);
            _rc1[i] = secondOrder ? value + Math.Clamp(-_dx1[i] * _dz1[i], -limit, limit) : value;
            _f1[i] = -_r1[i] + (_rc1[i] / _x1[i]);
        }
    }

    private void Direction(bool balanced)
    {
        _dZeta = SolveNewton(_tailResidual, balanced);
        for (var i = 0; i < _twoSided; i++)
        {
            if (_free[i] <= 0)
            {
                _dx2[i] = 0;
                _dzl[i] = 0;
                _dzu[i] = 0;
                continue;
            }

            _dzl[i] = (_rcl[i] - (_zl[i] * _dx2[i])) / _xl[i];
            _dzu[i] = (_rcu[i] + (_zu[i] * _dx2[i])) / _xu[i];
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _dz1[i] = (_rc1[i] - (_z1[i] * _dx1[i])) / _x1[i];
        }
    }

    /// <summary>Largest step that keeps everything nonnegative; infinite steps are cut at 1e30.</summary>
    private double StepToBoundary()
    {
        var worst = 1e-30;
        for (var i = 0; i < _twoSided; i++)
        {
            worst = Math.Max(worst, Math.Max(Math.Max(-_dx2[i] / _xl[i], _dx2[i] / _xu[i]), Math.Max(-_dzl[i] / _zl[i], -_dzu[i] / _zu[i])));
        }

        for (var i = 0; i < _oneSided; i++)
        {
            worst = Math.Max(worst, Math.Max(-_dx1[i] / _x1[i], -_dz1[i] / _z1[i]));
        }

        return 1 / worst;
    }

    /// <summary>Largest relative change of any slack or multiplier by the direction.</summary>
    private double RelativeChange()
    {
        var worst = 0.0;
        for (var i = 0; i < _twoSided; i++)
        {
            worst = Math.Max(worst, Math.Max(Math.Max(Math.Abs(_dx2[i]) / _xl[i], Math.Abs(_dx2[i]) / _xu[i]), Math.Max(Math.Abs(_dzl[i]) / _zl[i], Math.Abs(_dzu[i]) / _zu[i])));
        }

        for (var i = 0; i < _oneSided; i++)
        {
            worst = Math.Max(worst, Math.Max(Math.Abs(_dx1[i]) / _x1[i], Math.Abs(_dz1[i]) / _z1[i]));
        }

        return worst;
    }

    /// <summary>Sum and smallest of the complementarity products after a step.</summary>
    private (double Mean, double Least) Complementarity(double step)
    {
        double sum = 0, least = double.MaxValue;
        for (var i = 0; i < _twoSided; i++)
        {
            if (_free[i] > 0)
            {
                var lower = (_xl[i] + (step * _dx2[i])) * (_zl[i] + (step * _dzl[i]));
                var upper = (_xu[i] - (step * _dx2[i])) * (_zu[i] + (step * _dzu[i]));
                sum += lower + upper;
                least = Math.Min(least, Math.Min(lower, upper));
            }
        }

        for (var i = 0; i < _oneSided; i++)
        {
            var product = (_x1[i] + (step * _dx1[i])) * (_z1[i] + (step * _dz1[i]));
            sum += product;
            least = Math.Min(least, product);
        }

        return (sum / _model.BarrierTerms, least);
    }

    private void Move(double step)
    {
        for (var i = 0; i < _twoSided; i++)
        {
            _xl[i] += step * _dx2[i];
            _xu[i] -= step * _dx2[i];
            _zl[i] += step * _dzl[i];
            _zu[i] += step * _dzu[i];
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _x1[i] += step * _dx1[i];
            _z1[i] += step * _dz1[i];
        }

        for (var t = 0; t < _steps; t++)
        {
            _xi[t] += step * _dxi[t];
        }

        for (var t = 0; t < _soft; t++)
        {
            _softEta[t] += step * _dSoft[t];
        }

        for (var j = 0; j < _rows; j++)
        {
            _eta[j] += step * _dEta[j];
        }

        *_zeta += step * _dZeta;
    }

    /// <summary>One predictor-corrector step towards <paramref name="target"/>; true when it was a full step that changed nothing by more than <paramref name="tolerance"/>.</summary>
    /// <remarks>Mehrotra 1992 with a bounded second-order term; falls back to pure centring when the corrected step is blocked.</remarks>
    private bool PredictCorrect(double target, double tolerance)
    {
        var (mean, _) = CurrentComplementarity();
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

        ScaleDirection(reach);
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

        Move(step);
        return step >= 1 && aim <= target * 1.0000001 && RelativeChange() < tolerance;
    }

    private (double Mean, double Least) CurrentComplementarity() => Complementarity(0);

    private void ScaleDirection(double factor)
    {
        for (var i = 0; i < _twoSided; i++)
        {
            _dx2[i] *= factor;
            _dzl[i] *= factor;
            _dzu[i] *= factor;
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _dx1[i] *= factor;
            _dz1[i] *= factor;
        }
    }

    private double SafeStep()
    {
        var boundary = StepToBoundary();
        var step = boundary >= 1 ? 1 : 0.995 * boundary;
        for (var trial = 0; trial < 12 && step >= 1e-3; trial++)
        {
            var (mean, least) = Complementarity(step);
            if (least >= 1e-4 * mean)
            {
                break;
            }

            step *= 0.8;
        }

        return step;
    }
}
