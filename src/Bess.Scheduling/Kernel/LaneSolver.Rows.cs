using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <content>The J×J Schur complement G = D + R W Rᵀ of the CVaR and ramp rows, W being the chain's response.</content>
/// <remarks>
/// The response is never formed for it: W = B Bᵀ with the noises of the chain, so that R W Rᵀ = XᵀX is a sum of squares. A product
/// R (W Rᵀ) would subtract: where the prices of a scenario are flat and the stored energy is held, rᵀ W r is smaller than
/// the rounding of its terms, came out negative, and the factor overflowed.
/// </remarks>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    private double _onesNorm;

    /// <summary>Whether the last factorisation is that of <c>.Noise</c>.</summary>
    private bool _byNoise;

    private void FactorRows()
    {
        RowVariances();
        NoiseScales();
        _byNoise = _canObserve && TryObserve();
        if (_byNoise)
        {
            return;
        }

        ObserveNoises();
        DenseProducts.SymmetricTransposedProduct<TLanes>(_observed, _observed, 2 * _steps, _rows, _rowStride, _schur, _rowStride, subtract: false);
        for (var j = 0; j < _rows; j++)
        {
            _rowTotal[j] = _schur[((long)j * _rowStride) + j] += _rowVariance[j];
        }

        // Every pivot is at least the row's own variance; rows that are nearly alike would cancel it away.
        DenseCholesky.Factorize<TLanes>(_schur, _rows, _rowStride, _rowVariance);
        if (_scenarios == 0)
        {
            return;
        }

        new Span<double>(_unit, _rowStride).CopyTo(new Span<double>(_ones, _rowStride));
        DenseCholesky.SolveTransposed<TLanes>(_schur, _rows, _rowStride, _ones);
        _onesNorm = Dot(_ones, _ones, _rowStride);
    }

    /// <summary>Standard deviations of the smoother's backward noises (e_{t−1} = smooth_t e_t + noise) and of what c and d may do beside the energy.</summary>
    private void NoiseScales()
    {
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            TLanes.Sqrt(TLanes.Load(_filtered + t) * TLanes.Load(_ratio + t + 1)).Store(_noiseScale + t);
            TLanes.Sqrt(TLanes.Load(_residual + t)).Store(_spread + t);
        }

        _noiseScale[_steps - 1] = Math.Sqrt(_filtered[_steps - 1]);
    }

    /// <summary>X = Bᵀ Rᵀ, one forward recursion over the steps for all rows at once.</summary>
    private void ObserveNoises()
    {
        for (var column = 0; column < _rowStride; column += TLanes.Count)
        {
            var row = _matrix + column;
            var target = _observed + column;
            var carried = TLanes.Create(0);
            var force = TLanes.Load(row);
            for (var t = 0; t < _steps; t++, row += _rowStride, target += _rowStride)
            {
                carried = TLanes.MultiplyAdd(TLanes.Create(_smooth[t]), carried, TLanes.Create(_gain[t] * _ratio[t]) * force);
                (TLanes.Create(_spread[t]) * force).Store(target + ((long)_steps * _rowStride));
                force = t + 1 < _steps ? TLanes.Load(row + _rowStride) : TLanes.Create(0);
                (TLanes.Create(_noiseScale[t]) * (carried - (TLanes.Create(_gain[t + 1]) * force))).Store(target);
            }
        }
    }

    /// <summary>D: variance of a row's own slacks; 1 for an empty row.</summary>
    private void RowVariances()
    {
        var one = TLanes.Create(1);
        for (var s = 0; s < _scenarioStride; s += TLanes.Count)
        {
            var both = (one / TLanes.Load(_h1 + s)) + (one / TLanes.Load(_h1 + TailAt + s));
            TLanes.WherePositive(TLanes.Load(_unit + s), both, one).Store(_rowVariance + s);
        }

        for (var j = _firstRamp; j < _rows; j++)
        {
            _rowVariance[j] = 1 / _h2[RampAt + j - _firstRamp];
        }
    }

    /// <summary>Multipliers of the rows in place in <c>_dEta</c>; returns dζ, which keeps their sum.</summary>
    private double SolveRows(double tailResidual)
    {
        if (_byNoise)
        {
            return SolveObserved(tailResidual);
        }

        DenseCholesky.SolveTransposed<TLanes>(_schur, _rows, _rowStride, _dEta);
        var dZeta = 0.0;
        if (_scenarios > 0)
        {
            dZeta = (Dot(_ones, _dEta, _rowStride) - tailResidual) / _onesNorm;
            AddScaled(_dEta, _ones, -dZeta, _rowStride);
        }

        DenseCholesky.SolveUpper<TLanes>(_schur, _rows, _rowStride, _dEta);
        return dZeta;
    }

    /// <summary>What the rows take away from the response W, by the Schur complement: W −= Wᵀ Rᵀ G⁻¹ R W with ζ free.</summary>
    private void SubtractRows()
    {
        RespondChain(_matrix, _responseRows, _rowStride);
        for (var j = 0; j < _rows; j++)
        {
            var target = _block + ((long)j * _stepStride);
            for (var t = 0; t < _steps; t++)
            {
                target[t] = _responseRows[((long)t * _rowStride) + j];
            }

            Clear(target, _steps, _stepStride);
        }

        DenseCholesky.SolveTransposedBlock<TLanes>(_schur, _rows, _rowStride, _block, _stepStride);
        RemoveTailShift();
        DenseProducts.SymmetricTransposedProduct<TLanes>(_block, _block, _rows, _steps, _stepStride, _response, _stepStride, subtract: true);
    }

    /// <summary>ζ is free: the direction of the vector of ones leaves the product.</summary>
    private void RemoveTailShift()
    {
        if (_scenarios == 0)
        {
            return;
        }

        Combine(_ones, _block, _rows, _stepStride, _power);
        for (var j = 0; j < _rows; j++)
        {
            AddScaled(_block + ((long)j * _stepStride), _power, -_ones[j] / _onesNorm, _stepStride);
        }
    }
}
