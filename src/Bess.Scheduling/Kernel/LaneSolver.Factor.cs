namespace Bess.Scheduling.Kernel;

/// <content>The Newton matrix and the solution of one Newton system.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    /// <summary>Forms and factorises the Newton matrix at the current iterate, with the proximal weights if asked.</summary>
    private void Factor(bool proximal)
    {
        Weights(proximal);
        FactorChain();
        if (_rows > 0)
        {
            FactorRows();
        }
    }

    /// <summary>Solves the Newton system for the forces in <c>_f2</c>, <c>_f1</c> and the residuals; writes <c>_dx2, _dx1, _dxi, _dEta, _dSoft</c> and returns dζ.</summary>
    /// <param name="tailResidual">λ − Ση, the residual of ζ's stationarity.</param>
    /// <param name="balanced">True to take all equality residuals as zero.</param>
    private double SolveNewton(double tailResidual, bool balanced)
    {
        PrepareEnergyForce(balanced);
        new Span<double>(_psi, _steps).Clear();
        SolveChain(_energyForce, balanced);
        var dZeta = 0.0;
        if (_rows > 0)
        {
            RowForces(balanced);
            dZeta = SolveRows(balanced ? 0 : tailResidual);
            RowDots(_matrix, _dEta, _steps, _rowStride, _psi);
            SolveChain(_energyForce, balanced);
            RecoverRows(dZeta, balanced);
        }

        RecoverSoft(balanced);
        return dZeta;
    }

    /// <summary>Right-hand sides of the rows once everything else follows from their multipliers, into <c>_dEta</c>.</summary>
    private void RowForces(bool balanced)
    {
        PowerOfStep();
        Combine(_power, _matrix, _steps, _rowStride, _rowWork);
        var zero = TLanes.Create(0);
        for (var s = 0; s < _scenarioStride; s += TLanes.Count)
        {
            var own = (TLanes.Load(_f1 + TailAt + s) / TLanes.Load(_h1 + TailAt + s)) - (TLanes.Load(_f1 + s) / TLanes.Load(_h1 + s));
            (own - TLanes.Load(_rowWork + s) - (balanced ? zero : TLanes.Load(_kappa + s))).Store(_dEta + s);
        }

        for (var j = _firstRamp; j < _rows; j++)
        {
            var i = RampAt + j - _firstRamp;
            _dEta[j] = (_f2[i] / _h2[i]) - _rowWork[j] - (balanced ? 0 : _kappa[j]);
        }
    }

    /// <summary>Steps of u, w and the ramp slack: the looser of a pair is taken from its row.</summary>
    private void RecoverRows(double dZeta, bool balanced)
    {
        PowerOfStep();
        Combine(_power, _matrix, _steps, _rowStride, _rowWork);
        var (zero, shift) = (TLanes.Create(0), TLanes.Create(dZeta));
        for (var s = 0; s < _scenarioStride; s += TLanes.Count)
        {
            var move = TLanes.MultiplyAdd(shift, TLanes.Load(_unit + s), TLanes.Load(_rowWork + s)) + (balanced ? zero : TLanes.Load(_kappa + s));
            var (tight, tail, eta) = (TLanes.Load(_h1 + s), TLanes.Load(_h1 + TailAt + s), TLanes.Load(_dEta + s));
            var u = (TLanes.Load(_f1 + s) + eta) / tight;
            var w = (TLanes.Load(_f1 + TailAt + s) - eta) / tail;
            var uIsTighter = tight - tail;
            TLanes.WherePositive(uIsTighter, u, w - move).Store(_dx1 + s);
            TLanes.WherePositive(uIsTighter, u + move, w).Store(_dx1 + TailAt + s);
        }

        for (var j = _firstRamp; j < _rows; j++)
        {
            var i = RampAt + j - _firstRamp;
            _dx2[i] = 2 * _rowVariance[j] > _rowTotal[j]
                ? _rowWork[j] + (balanced ? 0 : _kappa[j])
                : (_f2[i] - _dEta[j]) / _h2[i];
        }
    }

    /// <summary>Adds the eliminated soft-window pair to the force on energy.</summary>
    private void PrepareEnergyForce(bool balanced)
    {
        new Span<double>(_f2 + EnergyAt, _stepStride).CopyTo(new Span<double>(_energyForce, _stepStride));
        for (var t = 0; t < _soft; t++)
        {
            var (s, w) = (SoftAt + t, SoftSlackAt + t);
            _softShift[t] = (_f1[w] / _h1[w]) - (_f1[s] / _h1[s]) - (balanced ? 0 : _softKappa[t]);
            _energyForce[t] += _model.SoftSign * _softShift[t] / ((1 / _h1[s]) + (1 / _h1[w]));
        }
    }

    private void RecoverSoft(bool balanced)
    {
        for (var t = 0; t < _soft; t++)
        {
            var (s, w) = (SoftAt + t, SoftSlackAt + t);
            var move = _model.SoftSign * _dx2[EnergyAt + t];
            var dEta = (_softShift[t] - move) / ((1 / _h1[s]) + (1 / _h1[w]));
            _dSoft[t] = dEta;
            var ds = (_f1[s] + dEta) / _h1[s];
            var dw = (_f1[w] - dEta) / _h1[w];
            var slackIsLoose = _h1[s] <= _h1[w];
            var residual = balanced ? 0 : _softKappa[t];
            _dx1[s] = slackIsLoose ? dw - move - residual : ds;
            _dx1[w] = slackIsLoose ? dw : ds + move + residual;
        }
    }

    private void PowerOfStep()
    {
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            (TLanes.Load(_dx2 + DischargeAt + t) - TLanes.Load(_dx2 + ChargeAt + t)).Store(_power + t);
        }
    }
}
