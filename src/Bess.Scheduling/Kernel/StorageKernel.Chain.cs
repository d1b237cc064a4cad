using System.Runtime.Intrinsics;

namespace Bess.Scheduling.Kernel;

/// <content>The energy chain as a Gauss-Markov process: elimination of charge, discharge and energy.</content>
/// <remarks>
/// A quadratic with weights h on c, d, e is the covariance 1/h of independent noises; e_t = e_{t−1} + g_t is a random walk with
/// increment variance V and an observation of variance 1/h_e. Filter and smoother (Rauch, Tung &amp; Striebel 1965) solve the
/// chain with positive operations only.
/// </remarks>
public sealed unsafe partial class StorageKernel
{
    private double* _i11, _i12, _i22, _variance, _covC, _covD, _gain, _residual, _predicted, _filtered, _shrink, _smooth, _ratio, _energyVariance;
    private double* _meanMinus, _mean, _meanE, _cBar, _dBar, _gBar;
    private double* _chunk;

    private void LayOutChain(ref double* at)
    {
        _i11 = Aligned(ref at, _steps);
        _i12 = Aligned(ref at, _steps);
        _i22 = Aligned(ref at, _steps);
        _variance = Aligned(ref at, _steps);
        _covC = Aligned(ref at, _steps);
        _covD = Aligned(ref at, _steps);
        _gain = Aligned(ref at, _steps);
        _residual = Aligned(ref at, _steps);
        _predicted = Aligned(ref at, _steps);
        _filtered = Aligned(ref at, _steps);
        _shrink = Aligned(ref at, _steps);
        _smooth = Aligned(ref at, _steps);
        _ratio = Aligned(ref at, _steps);
        _energyVariance = Aligned(ref at, _steps);
        _meanMinus = Aligned(ref at, _steps);
        _mean = Aligned(ref at, _steps);
        _meanE = Aligned(ref at, _steps);
        _cBar = Aligned(ref at, _steps);
        _dBar = Aligned(ref at, _steps);
        _gBar = Aligned(ref at, _steps);
        _chunk = Aligned(ref at, 8 * _steps);
    }

    /// <summary>Covariances of the chain from the weights in <c>_h2</c> (and the soft window's in <c>_h1</c>).</summary>
    private void FactorChain()
    {
        var loss = (1 / _etaD) - _etaC;
        var previous = 0.0;
        for (var t = 0; t < _steps; t++)
        {
            var ic = _free[ChargeAt + t] > 0 ? 1 / _h2[ChargeAt + t] : 0;
            var id = _free[DischargeAt + t] > 0 ? 1 / _h2[DischargeAt + t] : 0;
            var rho = _rho[t];
            var scale = 1 / (1 + (rho * (ic + id)));
            _i11[t] = ic * (1 + (rho * id)) * scale;
            _i12[t] = rho * ic * id * scale;
            _i22[t] = id * (1 + (rho * ic)) * scale;
            var v = _dt * _dt * ((_etaC * _etaC * ic) + (id / (_etaD * _etaD)) + (rho * ic * id * loss * loss)) * scale;
            _variance[t] = v;
            _covC[t] = _dt * ((_etaC * _i11[t]) - (_i12[t] / _etaD));
            _covD[t] = _dt * ((_etaC * _i12[t]) - (_i22[t] / _etaD));
            _gain[t] = v > 0 ? -_dt * ((_etaC * ic) + (id / _etaD)) * scale / v : 0;
            _residual[t] = v > 0 ? ic * id * scale * _dt * _dt * loss * loss / v : 0;
            var re = EnergyVariance(t);
            var predicted = previous + v;
            _energyVariance[t] = re;
            _predicted[t] = predicted;
            _ratio[t] = predicted > 0 ? v / predicted : 0;
            _smooth[t] = predicted > 0 ? previous / predicted : 0;
            _shrink[t] = re > 0 ? 1 / (1 + (predicted / re)) : 0;
            previous = predicted * _shrink[t];
            _filtered[t] = previous;
        }
    }

    private double EnergyVariance(int t)
    {
        if (_free[EnergyAt + t] <= 0)
        {
            return 0;
        }

        var weight = _h2[EnergyAt + t];
        if (_soft > 0)
        {
            var s = (2 * _scenarios) + t;
            weight += 1 / ((1 / _h1[s]) + (1 / _h1[s + _soft]));
        }

        return 1 / weight;
    }

    /// <summary>Minimises the chain's quadratic under forces: reads <c>_f2</c> (energy part adjusted for the soft window by the caller), <c>_psi</c> and <c>_beta</c>; writes steps of c, d, e into <c>_dx2</c> and of the balance multiplier into <c>_dxi</c>.</summary>
    private void SolveChain(double* energyForce, bool balanced)
    {
        var before = 0.0;
        for (var t = 0; t < _steps; t++)
        {
            var fc = _f2[ChargeAt + t] - _psi[t];
            var fd = _f2[DischargeAt + t] + _psi[t];
            _cBar[t] = (_i11[t] * fc) + (_i12[t] * fd);
            _dBar[t] = (_i12[t] * fc) + (_i22[t] * fd);
            _gBar[t] = (_dt * ((_etaC * _cBar[t]) - (_dBar[t] / _etaD))) + (balanced ? 0 : _beta[t]);
            _meanMinus[t] = before + _gBar[t];
            before = (_shrink[t] * _meanMinus[t]) + (_filtered[t] * energyForce[t]);
            _mean[t] = before;
        }

        var next = _mean[_steps - 1];
        var dual = 0.0;
        for (var t = _steps - 1; t >= 0; t--)
        {
            var innovation = next - _meanMinus[t];
            dual = _predicted[t] > 0 ? innovation / _predicted[t] : dual + energyForce[t];
            _dxi[t] = dual;
            var from = t > 0 ? _mean[t - 1] + (_smooth[t] * innovation) : 0;
            StepOf(t, next, from, balanced ? 0 : _beta[t]);
            next = from;
        }
    }

    /// <summary>The step of (c, d) at t: the looser of the two is taken from the balance itself, so that it holds to the last digit.</summary>
    private void StepOf(int t, double to, double from, double beta)
    {
        var dc = _cBar[t] + (_covC[t] * _dxi[t]);
        var dd = _dBar[t] + (_covD[t] * _dxi[t]);
        var loose = _variance[t] >= (t > 0 ? _filtered[t - 1] : 0);
        if (loose && _variance[t] > 0)
        {
            var g = (to - from - beta) / _dt;
            if (_i11[t] >= _i22[t])
            {
                dc = (g + (dd / _etaD)) / _etaC;
            }
            else
            {
                dd = ((_etaC * dc) - g) * _etaD;
            }
        }

        _dx2[ChargeAt + t] = dc;
        _dx2[DischargeAt + t] = dd;
        _dx2[EnergyAt + t] = to;
    }

    /// <summary>Response of power to eight columns of forces on power: out = E K⁻¹ Eᵀ in without CVaR and ramp.</summary>
    /// <param name="input">T rows of <paramref name="stride"/> doubles; null for columns of the identity from <paramref name="column"/> on.</param>
    /// <param name="output">T rows of <paramref name="stride"/> doubles.</param>
    /// <param name="stride">Leading dimension of both.</param>
    /// <param name="column">First of the eight columns.</param>
    private void RespondChain(double* input, double* output, int stride, int column)
    {
        var mean = Vector512<double>.Zero;
        for (var t = 0; t < _steps; t++)
        {
            var push = Vector512.Create(_gain[t] * _variance[t]) * Force(input, stride, column, t);
            var minus = mean + push;
            minus.Store(_chunk + (8 * t));
            mean = Vector512.Create(_shrink[t]) * minus;
        }

        var next = mean;
        for (var t = _steps - 1; t >= 0; t--)
        {
            var force = Force(input, stride, column, t);
            var innovation = next - Vector512.Load(_chunk + (8 * t));
            var from = t > 0
                ? (Vector512.Create(_shrink[t - 1]) * Vector512.Load(_chunk + (8 * (t - 1)))) + (Vector512.Create(_smooth[t]) * innovation)
                : Vector512<double>.Zero;
            var increment = _variance[t] >= (t > 0 ? _filtered[t - 1] : 0)
                ? next - from
                : (Vector512.Create(_gain[t] * _variance[t]) * force) + (Vector512.Create(_ratio[t]) * innovation);
            ((Vector512.Create(_gain[t]) * increment) + (Vector512.Create(_residual[t]) * force)).Store(output + ((long)t * stride) + column);
            next = from;
        }
    }

    private static Vector512<double> Force(double* input, int stride, int column, int t) =>
        input != null ? Vector512.Load(input + ((long)t * stride) + column) : UnitColumns(t - column);

    private static Vector512<double> UnitColumns(int lane) =>
        lane is >= 0 and < 8 ? Vector512<double>.Zero.WithElement(lane, 1) : Vector512<double>.Zero;
}
