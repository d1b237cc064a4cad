using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <content>Many rows against few steps: the rows as observations of the 2T noises that drive the chain.</content>
/// <remarks>
/// Read backward, the chain is a Markov process: p = B ν with independent unit noises ν (2T of them: one per stored energy, one
/// per step for the freedom that c and d have beside it), so that W = B Bᵀ without any factorisation of W. A row with variance D_j
/// observes ν, and M = I + Bᵀ (Σ_j r_j r_jᵀ / D_j) B is their information, each pivot at least 1. Rows whose variance is tiny against
/// what they observe would drown the others in that sum (the trap of the plain T×T form), so they stay outside and
/// are conditioned on afterwards, a Schur complement of their own few rows with pivots of at least D_j.
/// </remarks>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    /// <summary>Rows whose observed variance is above this times their own are conditioned on one by one.</summary>
    private const double TightRatio = 1e6;

    private bool _canObserve;
    private int[] _tightRow = [];
    private int _tight;
    private int _tightStride;
    private double* _rowsByStep, _scaledRows, _loading, _gram, _gramLoading, _information, _atLeastOne, _inverseVariance;
    private double* _noise, _noiseOnes, _tightMatrix, _tightBlock, _tightSchur, _tightVariance, _tightEta, _noiseResponse, _tightResponse;

    private int Noises => 2 * _stepStride;

    private int TightLimit => Math.Min(_rows, (2 * _steps) + 8);

    /// <summary>Compares multiply-adds of the two forms; the factor stands for what the smaller matrices cost beside them.</summary>
    private static bool PaysToObserve(double steps, double rows) =>
        (steps * rows * rows / 2) + (rows * rows * rows / 6) > 1.3 * ((steps * steps * rows / 2) + (3 * steps * steps * steps));

    private void CutNoise(ref double* at)
    {
        _canObserve = _scenarios > 0 && PaysToObserve(_steps, _rows);
        if (!_canObserve)
        {
            return;
        }

        var limit = DenseCholesky.PaddedLength(TightLimit);
        if (_tightRow.Length < limit)
        {
            _tightRow = new int[limit];
        }

        _rowsByStep = Aligned(ref at, _rowStride * _stepStride);
        _scaledRows = Aligned(ref at, _rowStride * _stepStride);
        _loading = Aligned(ref at, (_stepStride + 4) * _stepStride);
        _gram = Aligned(ref at, (_stepStride + 4) * _stepStride);
        _gramLoading = Aligned(ref at, (_stepStride + 4) * _stepStride);
        _information = Aligned(ref at, (Noises + 4) * Noises);
        _atLeastOne = Aligned(ref at, Noises);
        _inverseVariance = Aligned(ref at, _rows);
        _noise = Aligned(ref at, Noises);
        _noiseOnes = Aligned(ref at, Noises);
        _tightMatrix = Aligned(ref at, _stepStride * limit);
        _tightBlock = Aligned(ref at, Noises * limit);
        _tightSchur = Aligned(ref at, (limit + 4) * limit);
        _tightVariance = Aligned(ref at, limit);
        _tightEta = Aligned(ref at, limit);
        _noiseResponse = Aligned(ref at, Noises * _stepStride);
        _tightResponse = Aligned(ref at, (limit + 4) * _stepStride);
    }

    /// <summary>Factorises this form; false when too many rows are tight, which the Schur complement of all rows handles.</summary>
    private bool TryObserve()
    {
        LoadNoises();
        if (!SortRows())
        {
            return false;
        }

        for (var j = 0; j < _rows; j++)
        {
            var source = _rowsByStep + ((long)j * _stepStride);
            var target = _scaledRows + ((long)j * _stepStride);
            var scale = TLanes.Create(_inverseVariance[j]);
            for (var t = 0; t < _stepStride; t += TLanes.Count)
            {
                (scale * TLanes.Load(source + t)).Store(target + t);
            }
        }

        DenseProducts.SymmetricTransposedProduct<TLanes>(_rowsByStep, _scaledRows, _rows, _steps, _stepStride, _gram, _stepStride, subtract: false);
        Mirror(_gram);
        FormInformation();
        DenseCholesky.Factorize<TLanes>(_information, Noises, Noises, _atLeastOne);
        FactorTight();
        new Span<double>(_unit, _rowStride).CopyTo(new Span<double>(_ones, _rowStride));
        SolveGram(_ones);
        new Span<double>(_noise, Noises).CopyTo(new Span<double>(_noiseOnes, Noises));
        _onesNorm = Dot(_noise, _noise, Noises) + SquaredNorm(_rowVariance, _ones, _rowStride);
        return true;
    }

    /// <summary>B: each step's power as a sum of noises.</summary>
    private void LoadNoises()
    {
        var energy = _noise;
        new Span<double>(energy, _stepStride).Clear();
        for (var t = _steps - 1; t >= 0; t--)
        {
            energy[t] += _noiseScale[t];
            var row = _loading + ((long)t * _stepStride);
            var share = TLanes.Create(_gain[t] * _ratio[t]);
            var smooth = TLanes.Create(_smooth[t]);
            for (var k = 0; k < _stepStride; k += TLanes.Count)
            {
                var value = TLanes.Load(energy + k);
                (share * value).Store(row + k);
                (smooth * value).Store(energy + k);
            }

            if (t > 0)
            {
                row[t - 1] -= _gain[t] * _noiseScale[t - 1];
            }
        }
    }

    /// <summary>Tight rows into a list, the others' inverse variances into a vector.</summary>
    private bool SortRows()
    {
        new Span<double>(_rowTotal, _rowStride).Clear();
        for (var t = 0; t < _steps; t++)
        {
            var row = _loading + ((long)t * _stepStride);
            var variance = TLanes.Create(Dot(row, row, _stepStride) + _residual[t]);
            var prices = _matrix + ((long)t * _rowStride);
            for (var j = 0; j < _rowStride; j += TLanes.Count)
            {
                var price = TLanes.Load(prices + j);
                TLanes.MultiplyAdd(price * price, variance, TLanes.Load(_rowTotal + j)).Store(_rowTotal + j);
            }
        }

        _tight = 0;
        for (var j = 0; j < _rows; j++)
        {
            if (_rowTotal[j] <= TightRatio * _rowVariance[j])
            {
                _inverseVariance[j] = 1 / _rowVariance[j];
                continue;
            }

            if (_tight >= TightLimit)
            {
                return false;
            }

            _inverseVariance[j] = 0;
            _tightVariance[_tight] = _rowVariance[j];
            _tightRow[_tight++] = j;
        }

        for (var j = 0; j < _rows; j++)
        {
            _rowTotal[j] += _rowVariance[j];
        }

        return true;
    }

    private void Mirror(double* square)
    {
        for (var i = 1; i < _steps; i++)
        {
            for (var j = 0; j < i; j++)
            {
                square[((long)i * _stepStride) + j] = square[((long)j * _stepStride) + i];
            }
        }
    }

    /// <summary>M = I + Bᵀ Q B for B = [loading, diag(spread)].</summary>
    private void FormInformation()
    {
        DenseProducts.TransposedProduct<TLanes>(
            _gram, _loading, _steps, _steps, _steps, _stepStride, _stepStride, _gramLoading, _stepStride, subtract: false);
        DenseProducts.SymmetricTransposedProduct<TLanes>(
            _loading, _gramLoading, _steps, _steps, _stepStride, _information, Noises, subtract: false);
        for (var k = 0; k < _stepStride; k++)
        {
            var own = _information + ((long)k * Noises);
            var other = _information + ((long)(_stepStride + k) * Noises);
            if (k >= _steps)
            {
                new Span<double>(own, Noises).Clear();
                new Span<double>(other, Noises).Clear();
            }
            else
            {
                for (var t = 0; t < _steps; t++)
                {
                    own[_stepStride + t] = _gramLoading[((long)t * _stepStride) + k] * _spread[t];
                }

                var spread = TLanes.Create(_spread[k]);
                for (var t = k & ~(DenseCholesky.Lanes - 1); t < _stepStride; t += TLanes.Count)
                {
                    (spread * TLanes.Load(_gram + ((long)k * _stepStride) + t) * TLanes.Load(_spread + t)).Store(other + _stepStride + t);
                }
            }

            own[k] += 1;
            other[_stepStride + k] += 1;
            (_atLeastOne[k], _atLeastOne[_stepStride + k]) = (1, 1);
        }
    }

    private void FactorTight()
    {
        _tightStride = DenseCholesky.PaddedLength(_tight);
        if (_tight == 0)
        {
            return;
        }

        new Span<double>(_tightBlock, Noises * _tightStride).Clear();
        for (var t = 0; t < _steps; t++)
        {
            var row = _tightMatrix + ((long)t * _tightStride);
            var spread = _tightBlock + ((long)(_stepStride + t) * _tightStride);
            Clear(row, _tight, _tightStride);
            for (var n = 0; n < _tight; n++)
            {
                row[n] = _matrix[((long)t * _rowStride) + _tightRow[n]];
                spread[n] = _spread[t] * row[n];
            }
        }

        DenseProducts.TransposedProduct<TLanes>(
            _loading, _tightMatrix, _steps, _steps, _tight, _stepStride, _tightStride, _tightBlock, _tightStride, subtract: false);
        DenseCholesky.SolveTransposedBlock<TLanes>(_information, Noises, Noises, _tightBlock, _tightStride);
        DenseProducts.SymmetricTransposedProduct<TLanes>(
            _tightBlock, _tightBlock, Noises, _tight, _tightStride, _tightSchur, _tightStride, subtract: false);
        for (var n = 0; n < _tight; n++)
        {
            _tightSchur[((long)n * _tightStride) + n] += _tightVariance[n];
        }

        DenseCholesky.Factorize<TLanes>(_tightSchur, _tight, _tightStride, _tightVariance);
    }

    /// <summary>x = (D + R W Rᵀ)⁻¹ b in place; leaves ν = Bᵀ Rᵀ x in <c>_noise</c>.</summary>
    private void SolveGram(double* vector)
    {
        for (var j = 0; j < _rowStride; j += TLanes.Count)
        {
            (TLanes.Load(vector + j) * TLanes.Load(_inverseVariance + j)).Store(_rowWork + j);
        }

        RowDots(_matrix, _rowWork, _steps, _rowStride, _power);
        Combine(_power, _loading, _steps, _stepStride, _noise);
        for (var t = 0; t < _stepStride; t += TLanes.Count)
        {
            (TLanes.Load(_spread + t) * TLanes.Load(_power + t)).Store(_noise + _stepStride + t);
        }

        DenseCholesky.SolveTransposed<TLanes>(_information, Noises, Noises, _noise);
        if (_tight > 0)
        {
            Combine(_noise, _tightBlock, Noises, _tightStride, _tightEta);
            for (var n = 0; n < _tight; n++)
            {
                _tightEta[n] = vector[_tightRow[n]] - _tightEta[n];
            }

            DenseCholesky.SolveTransposed<TLanes>(_tightSchur, _tight, _tightStride, _tightEta);
            DenseCholesky.SolveUpper<TLanes>(_tightSchur, _tight, _tightStride, _tightEta);
            for (var k = 0; k < Noises; k++)
            {
                _noise[k] += Dot(_tightBlock + ((long)k * _tightStride), _tightEta, _tightStride);
            }
        }

        DenseCholesky.SolveUpper<TLanes>(_information, Noises, Noises, _noise);
        PowerOfNoise(_noise, _power);
        Combine(_power, _matrix, _steps, _rowStride, _rowWork);
        for (var j = 0; j < _rowStride; j += TLanes.Count)
        {
            ((TLanes.Load(vector + j) - TLanes.Load(_rowWork + j)) * TLanes.Load(_inverseVariance + j)).Store(vector + j);
        }

        for (var n = 0; n < _tight; n++)
        {
            vector[_tightRow[n]] = _tightEta[n];
        }
    }

    private void PowerOfNoise(double* noise, double* power)
    {
        for (var t = 0; t < _steps; t++)
        {
            power[t] = Dot(_loading + ((long)t * _stepStride), noise, _stepStride) + (_spread[t] * noise[_stepStride + t]);
        }
    }

    /// <summary>Multipliers of the rows in place in <c>_dEta</c>, once more corrected so that they add up; returns dζ.</summary>
    private double SolveObserved(double tailResidual)
    {
        var dZeta = (Dot(_ones, _dEta, _rowStride) - tailResidual) / _onesNorm;
        AddScaled(_dEta, _unit, -dZeta, _rowStride);
        SolveGram(_dEta);
        var left = (Dot(_unit, _dEta, _rowStride) - tailResidual) / _onesNorm;
        AddScaled(_dEta, _ones, -left, _rowStride);
        return dZeta + left;
    }

    /// <summary>The response with the rows: B M⁻¹ Bᵀ, less what the tight rows take, plus what a free ζ gives back.</summary>
    private void RespondObserved()
    {
        new Span<double>(_noiseResponse, Noises * _stepStride).Clear();
        for (var t = 0; t < _steps; t++)
        {
            for (var k = 0; k < _steps; k++)
            {
                _noiseResponse[((long)k * _stepStride) + t] = _loading[((long)t * _stepStride) + k];
            }

            _noiseResponse[((long)(_stepStride + t) * _stepStride) + t] = _spread[t];
        }

        DenseCholesky.SolveTransposedBlock<TLanes>(_information, Noises, Noises, _noiseResponse, _stepStride);
        DenseProducts.SymmetricTransposedProduct<TLanes>(
            _noiseResponse, _noiseResponse, Noises, _steps, _stepStride, _response, _stepStride, subtract: false);
        if (_tight > 0)
        {
            DenseProducts.TransposedProduct<TLanes>(
                _tightBlock, _noiseResponse, Noises, _tight, _steps, _tightStride, _stepStride, _tightResponse, _stepStride, subtract: false);
            DenseCholesky.SolveTransposedBlock<TLanes>(_tightSchur, _tight, _tightStride, _tightResponse, _stepStride);
            DenseProducts.SymmetricTransposedProduct<TLanes>(
                _tightResponse, _tightResponse, _tight, _steps, _stepStride, _response, _stepStride, subtract: true);
        }

        PowerOfNoise(_noiseOnes, _power);
        for (var t = 0; t < _steps; t++)
        {
            AddScaled(_response + ((long)t * _stepStride), _power, _power[t] / _onesNorm, _stepStride);
        }
    }
}
