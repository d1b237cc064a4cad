using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <content>Weights, the Schur complement of the CVaR and ramp rows, and the solution of one Newton system.</content>
public sealed unsafe partial class StorageKernel
{
    private double* _schur, _responseRows, _block, _ones, _rowVariance, _energyForce, _softShift;
    private double _onesNorm;

    private void LayOutDense(ref double* at, int padded)
    {
        _matrix = Aligned(ref at, _steps * _rowStride);
        _responseRows = Aligned(ref at, _steps * _rowStride);
        _schur = Aligned(ref at, padded * _rowStride);
        _ones = Aligned(ref at, _rowStride);
        _rowVariance = Aligned(ref at, _rowStride);
        _energyForce = Aligned(ref at, _steps);
        _softShift = Aligned(ref at, _steps);
        _block = Aligned(ref at, padded * _stepStride);
        _free0 = Aligned(ref at, (_stepStride + 4) * _stepStride);
    }

    /// <summary>Forms and factorises the Newton matrix at the current iterate, with the proximal weights if asked.</summary>
    private void Factor(bool proximal)
    {
        for (var i = 0; i < _twoSided; i++)
        {
            _h2[i] = (_zl[i] / _xl[i]) + (_zu[i] / _xu[i]) + (proximal ? _theta2[i] : 0);
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _h1[i] = (_z1[i] / _x1[i]) + (proximal ? _theta1[i] : 0);
        }

        FactorChain();
        if (_rows > 0)
        {
            FactorRows();
        }
    }

    private void FactorRows()
    {
        var matrix = _matrix;
        for (var column = 0; column < _rowStride; column += 8)
        {
            RespondChain(matrix, _responseRows, _rowStride, column);
        }

        DenseProducts.SymmetricTransposedProduct(matrix, _responseRows, _steps, _rows, _rowStride, _schur, subtract: false);
        for (var j = 0; j < _rows; j++)
        {
            _rowVariance[j] = j < _scenarios
                ? (1 / _h1[j]) + (1 / _h1[_scenarios + j])
                : 1 / _h2[RampAt + j - _scenarios + 1];
            _schur[((long)j * _rowStride) + j] += _rowVariance[j];
        }

        DenseCholesky.Factorize(_schur, _rows, _rowStride);
        if (_scenarios == 0)
        {
            return;
        }

        for (var j = 0; j < _rows; j++)
        {
            _ones[j] = j < _scenarios ? 1 : 0;
        }

        DenseCholesky.SolveTransposed(_schur, _rows, _rowStride, _ones);
        _onesNorm = Dot(_ones, _ones, _rows);
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
            dZeta = SolveRows(tailResidual, balanced);
            SolveChain(_energyForce, balanced);
        }

        RecoverRows(dZeta, balanced);
        RecoverSoft(balanced);
        return dZeta;
    }

    private double SolveRows(double tailResidual, bool balanced)
    {
        PowerOfStep();
        RowsTimesPower(_rowWork);
        for (var j = 0; j < _rows; j++)
        {
            var own = j < _scenarios
                ? (_f1[_scenarios + j] / _h1[_scenarios + j]) - (_f1[j] / _h1[j])
                : _f2[RampAt + j - _scenarios + 1] / _h2[RampAt + j - _scenarios + 1];
            _dEta[j] = own - _rowWork[j] - (balanced ? 0 : _kappa[j]);
        }

        DenseCholesky.SolveTransposed(_schur, _rows, _rowStride, _dEta);
        var dZeta = 0.0;
        if (_scenarios > 0)
        {
            dZeta = (Dot(_ones, _dEta, _rows) - (balanced ? 0 : tailResidual)) / _onesNorm;
            for (var j = 0; j < _rows; j++)
            {
                _dEta[j] -= dZeta * _ones[j];
            }
        }

        DenseCholesky.SolveUpper(_schur, _rows, _rowStride, _dEta);
        PowerForceOfRows(_dEta, _psi);
        return dZeta;
    }

    /// <summary>Steps of u, w and the ramp slack: the looser of a pair is taken from its row.</summary>
    private void RecoverRows(double dZeta, bool balanced)
    {
        if (_rows == 0)
        {
            return;
        }

        PowerOfStep();
        RowsTimesPower(_rowWork);
        for (var j = 0; j < _scenarios; j++)
        {
            var move = dZeta + _rowWork[j] + (balanced ? 0 : _kappa[j]);
            var u = (_f1[j] + _dEta[j]) / _h1[j];
            var w = (_f1[_scenarios + j] - _dEta[j]) / _h1[_scenarios + j];
            var uIsLoose = _h1[j] <= _h1[_scenarios + j];
            _dx1[j] = uIsLoose ? w - move : u;
            _dx1[_scenarios + j] = uIsLoose ? w : u + move;
        }

        for (var j = _scenarios; j < _rows; j++)
        {
            var i = RampAt + j - _scenarios + 1;
            _dx2[i] = 2 * _rowVariance[j] > _schur[((long)j * _rowStride) + j]
                ? _rowWork[j] + (balanced ? 0 : _kappa[j])
                : (_f2[i] - _dEta[j]) / _h2[i];
        }
    }

    /// <summary>Adds the eliminated soft-window pair to the force on energy.</summary>
    private void PrepareEnergyForce(bool balanced)
    {
        for (var t = 0; t < _steps; t++)
        {
            _energyForce[t] = _f2[EnergyAt + t];
        }

        for (var t = 0; t < _soft; t++)
        {
            var s = (2 * _scenarios) + t;
            var w = s + _soft;
            _softShift[t] = (_f1[w] / _h1[w]) - (_f1[s] / _h1[s]) - (balanced ? 0 : _softKappa[t]);
            _energyForce[t] += _model.SoftSign * _softShift[t] / ((1 / _h1[s]) + (1 / _h1[w]));
        }
    }

    private void RecoverSoft(bool balanced)
    {
        for (var t = 0; t < _soft; t++)
        {
            var s = (2 * _scenarios) + t;
            var w = s + _soft;
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
        for (var t = 0; t < _steps; t++)
        {
            _power[t] = _dx2[DischargeAt + t] - _dx2[ChargeAt + t];
        }
    }

    /// <summary>result_j = Σ_t row_j,t · power_t for the CVaR and ramp rows.</summary>
    private void RowsTimesPower(double* result)
    {
        new Span<double>(result, _rowStride).Clear();
        for (var t = 0; t < _steps; t++)
        {
            AddScaled(result, _matrix + ((long)t * _rowStride), _power[t], _rowStride);
        }
    }

    /// <summary>force_t = Σ_j row_j,t · multiplier_j.</summary>
    private void PowerForceOfRows(double* multiplier, double* force)
    {
        for (var t = 0; t < _steps; t++)
        {
            force[t] = Dot(_matrix + ((long)t * _rowStride), multiplier, _rows);
        }
    }
}
