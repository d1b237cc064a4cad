namespace Bess.Scheduling.Kernel;

/// <content>The energy chain as a Gauss-Markov process: elimination of charge, discharge and energy.</content>
/// <remarks>
/// A quadratic with weights h on c, d, e is the covariance 1/h of independent noises; e_t = e_{t−1} + g_t is a random walk with
/// increment variance V and an observation of variance 1/h_e. Filter and smoother (Rauch, Tung &amp; Striebel 1965) solve the
/// chain with positive operations only. Vectors over the steps, except for the two recursions, which run in time.
/// </remarks>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    /// <summary>Covariances of the chain from the weights in <c>_h2</c> (and the soft window's in <c>_h1</c>).</summary>
    private void FactorChain()
    {
        FactorSteps();
        EnergyVariances();
        var previous = 0.0;
        for (var t = 0; t < _steps; t++)
        {
            var predicted = previous + _variance[t];
            var observed = _energyVariance[t];
            var shrink = observed > 0 ? observed / (observed + predicted) : 0;
            _predicted[t] = predicted;
            _shrink[t] = shrink;
            previous = predicted * shrink;
            _filtered[t] = previous;
        }

        var (zero, one) = (TLanes.Create(0), TLanes.Create(1));
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            var (predicted, before, variance) = (TLanes.Load(_predicted + t), TLanes.Load(_filtered + t - 1), TLanes.Load(_variance + t));
            var inverse = TLanes.WherePositive(predicted, one / predicted, zero);
            inverse.Store(_predictedInverse + t);
            TLanes.WherePositive(predicted, variance / predicted, zero).Store(_ratio + t);
            TLanes.WherePositive(predicted, before / predicted, zero).Store(_smooth + t);
            TLanes.WherePositive(before - variance, zero, one).Store(_loose + t);
        }
    }

    /// <summary>Covariance of (c, d) and of the energy increment in each step, with the proximal term on d − c inside.</summary>
    private void FactorSteps()
    {
        var (zero, one, dt) = (TLanes.Create(0), TLanes.Create(1), TLanes.Create(_dt));
        var (etaC, inverseD) = (TLanes.Create(_etaC), TLanes.Create(1 / _etaD));
        var (dt2, loss2) = (TLanes.Create(_dt * _dt), TLanes.Create(((1 / _etaD) - _etaC) * ((1 / _etaD) - _etaC)));
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            var ic = TLanes.WherePositive(TLanes.Load(_free + ChargeAt + t), one / TLanes.Load(_h2 + ChargeAt + t), zero);
            var id = TLanes.WherePositive(TLanes.Load(_free + DischargeAt + t), one / TLanes.Load(_h2 + DischargeAt + t), zero);
            var rho = TLanes.Load(_rho + t);
            var scale = one / (one + (rho * (ic + id)));
            var i11 = ic * (one + (rho * id)) * scale;
            var i12 = rho * ic * id * scale;
            var i22 = id * (one + (rho * ic)) * scale;
            i11.Store(_i11 + t);
            i12.Store(_i12 + t);
            i22.Store(_i22 + t);
            var v = dt2 * ((etaC * etaC * ic) + (id * inverseD * inverseD) + (rho * ic * id * loss2)) * scale;
            v.Store(_variance + t);
            (dt * ((etaC * i11) - (i12 * inverseD))).Store(_covC + t);
            (dt * ((etaC * i12) - (i22 * inverseD))).Store(_covD + t);
            var gain = TLanes.WherePositive(v, (zero - (dt * ((etaC * ic) + (id * inverseD)) * scale)) / v, zero);
            gain.Store(_gain + t);
            (gain * v).Store(_gainVariance + t);
            TLanes.WherePositive(v, ic * id * scale * dt2 * loss2 / v, zero).Store(_residual + t);
        }
    }

    private void EnergyVariances()
    {
        var (zero, one) = (TLanes.Create(0), TLanes.Create(1));
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            var weight = TLanes.Load(_h2 + EnergyAt + t);
            if (_soft > 0)
            {
                weight += one / ((one / TLanes.Load(_h1 + SoftAt + t)) + (one / TLanes.Load(_h1 + SoftSlackAt + t)));
            }

            TLanes.WherePositive(TLanes.Load(_free + EnergyAt + t), one / weight, zero).Store(_energyVariance + t);
        }
    }

    /// <summary>Minimises the chain's quadratic under forces: reads <c>_f2</c>, <c>_psi</c>, <c>_beta</c> and the force on energy; writes steps of c, d, e into <c>_dx2</c> and of the balance multiplier into <c>_dxi</c>.</summary>
    private void SolveChain(double* energyForce, bool balanced)
    {
        ForcedSteps(balanced);
        var before = 0.0;
        for (var t = 0; t < _steps; t++)
        {
            var minus = before + _gBar[t];
            _meanMinus[t] = minus;
            before = (_shrink[t] * minus) + (_filtered[t] * energyForce[t]);
            _mean[t] = before;
        }

        var next = before;
        var dual = 0.0;
        for (var t = _steps - 1; t >= 0; t--)
        {
            var innovation = next - _meanMinus[t];
            dual = _predicted[t] > 0 ? innovation * _predictedInverse[t] : dual + energyForce[t];
            _dxi[t] = dual;
            _walk[t] = next;
            next = _mean[t - 1] + (_smooth[t] * innovation);
        }

        StepsOfWalk(balanced);
    }

    /// <summary>What each step would do under its forces alone.</summary>
    private void ForcedSteps(bool balanced)
    {
        var (dt, etaC, inverseD, zero) = (TLanes.Create(_dt), TLanes.Create(_etaC), TLanes.Create(1 / _etaD), TLanes.Create(0));
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            var psi = TLanes.Load(_psi + t);
            var (fc, fd) = (TLanes.Load(_f2 + ChargeAt + t) - psi, TLanes.Load(_f2 + DischargeAt + t) + psi);
            var i12 = TLanes.Load(_i12 + t);
            var charge = (TLanes.Load(_i11 + t) * fc) + (i12 * fd);
            var discharge = (i12 * fc) + (TLanes.Load(_i22 + t) * fd);
            charge.Store(_cBar + t);
            discharge.Store(_dBar + t);
            ((dt * ((etaC * charge) - (discharge * inverseD))) + (balanced ? zero : TLanes.Load(_beta + t))).Store(_gBar + t);
        }
    }

    /// <summary>The steps of (c, d) along the walk: the looser of the two is taken from the balance itself, so that it holds to the last digit.</summary>
    private void StepsOfWalk(bool balanced)
    {
        var (zero, etaC, etaD, dt) = (TLanes.Create(0), TLanes.Create(_etaC), TLanes.Create(_etaD), TLanes.Create(_dt));
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            var to = TLanes.Load(_walk + t);
            var change = to - TLanes.Load(_walk + t - 1);
            var gain = (balanced ? change : change - TLanes.Load(_beta + t)) / dt;
            var dual = TLanes.Load(_dxi + t);
            var charge = TLanes.Load(_cBar + t) + (TLanes.Load(_covC + t) * dual);
            var discharge = TLanes.Load(_dBar + t) + (TLanes.Load(_covD + t) * dual);
            var balancedCharge = (gain + (discharge / etaD)) / etaC;
            var balancedDischarge = ((etaC * charge) - gain) * etaD;
            var loose = TLanes.WherePositive(TLanes.Load(_variance + t), TLanes.Load(_loose + t), zero);
            var dischargeIsLooser = TLanes.Load(_i22 + t) - TLanes.Load(_i11 + t);
            TLanes.WherePositive(loose, TLanes.WherePositive(dischargeIsLooser, charge, balancedCharge), charge).Store(_dx2 + ChargeAt + t);
            TLanes.WherePositive(loose, TLanes.WherePositive(dischargeIsLooser, balancedDischarge, discharge), discharge).Store(_dx2 + DischargeAt + t);
            to.Store(_dx2 + EnergyAt + t);
        }
    }

    /// <summary>Response of power to columns of forces on power: out = E K⁻¹ Eᵀ in without CVaR and ramp.</summary>
    /// <param name="input">T rows of <paramref name="stride"/> doubles.</param>
    /// <param name="output">T rows of <paramref name="stride"/> doubles.</param>
    /// <param name="stride">Leading dimension of both; all columns are done.</param>
    private void RespondChain(double* input, double* output, int stride)
    {
        var column = 0;
        for (; column + (2 * TLanes.Count) <= stride; column += 2 * TLanes.Count)
        {
            RespondPair(input + column, output + column, stride);
        }

        for (; column < stride; column += TLanes.Count)
        {
            RespondSingle(input + column, output + column, stride);
        }
    }

    /// <summary>Two vectors of columns at once: their recursions hide each other's latency.</summary>
    private void RespondPair(double* input, double* output, int stride)
    {
        var width = TLanes.Count;
        TLanes mean0 = TLanes.Create(0), mean1 = TLanes.Create(0);
        for (var t = 0; t < _steps; t++)
        {
            var row = input + ((long)t * stride);
            var kept = _chunk + (2 * width * t);
            var (push, shrink) = (TLanes.Create(_gainVariance[t]), TLanes.Create(_shrink[t]));
            var minus0 = TLanes.MultiplyAdd(push, TLanes.Load(row), mean0);
            var minus1 = TLanes.MultiplyAdd(push, TLanes.Load(row + width), mean1);
            minus0.Store(kept);
            minus1.Store(kept + width);
            mean0 = shrink * minus0;
            mean1 = shrink * minus1;
        }

        for (var t = _steps - 1; t >= 0; t--)
        {
            var row = input + ((long)t * stride);
            var target = output + ((long)t * stride);
            var kept = _chunk + (2 * width * t);
            var (before, smooth) = (TLanes.Create(_shrink[t - 1]), TLanes.Create(_smooth[t]));
            var (force0, force1) = (TLanes.Load(row), TLanes.Load(row + width));
            var innovation0 = mean0 - TLanes.Load(kept);
            var innovation1 = mean1 - TLanes.Load(kept + width);
            var from0 = TLanes.MultiplyAdd(smooth, innovation0, before * TLanes.Load(kept - (2 * width)));
            var from1 = TLanes.MultiplyAdd(smooth, innovation1, before * TLanes.Load(kept - width));
            TLanes increment0, increment1;
            if (_loose[t] > 0)
            {
                (increment0, increment1) = (mean0 - from0, mean1 - from1);
            }
            else
            {
                var (push, ratio) = (TLanes.Create(_gainVariance[t]), TLanes.Create(_ratio[t]));
                increment0 = TLanes.MultiplyAdd(push, force0, ratio * innovation0);
                increment1 = TLanes.MultiplyAdd(push, force1, ratio * innovation1);
            }

            var (gain, residual) = (TLanes.Create(_gain[t]), TLanes.Create(_residual[t]));
            TLanes.MultiplyAdd(gain, increment0, residual * force0).Store(target);
            TLanes.MultiplyAdd(gain, increment1, residual * force1).Store(target + width);
            (mean0, mean1) = (from0, from1);
        }
    }

    private void RespondSingle(double* input, double* output, int stride)
    {
        var width = TLanes.Count;
        var mean = TLanes.Create(0);
        for (var t = 0; t < _steps; t++)
        {
            var minus = TLanes.MultiplyAdd(TLanes.Create(_gainVariance[t]), TLanes.Load(input + ((long)t * stride)), mean);
            minus.Store(_chunk + (width * t));
            mean = TLanes.Create(_shrink[t]) * minus;
        }

        for (var t = _steps - 1; t >= 0; t--)
        {
            var force = TLanes.Load(input + ((long)t * stride));
            var innovation = mean - TLanes.Load(_chunk + (width * t));
            var from = TLanes.MultiplyAdd(TLanes.Create(_smooth[t]), innovation, TLanes.Create(_shrink[t - 1]) * TLanes.Load(_chunk + (width * (t - 1))));
            var increment = _loose[t] > 0
                ? mean - from
                : TLanes.MultiplyAdd(TLanes.Create(_gainVariance[t]), force, TLanes.Create(_ratio[t]) * innovation);
            TLanes.MultiplyAdd(TLanes.Create(_gain[t]), increment, TLanes.Create(_residual[t]) * force).Store(output + ((long)t * stride));
            mean = from;
        }
    }
}
