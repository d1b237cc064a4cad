using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <content>Describes the point reached: its derivatives, its cost and its bound.</content>
public sealed unsafe partial class StorageKernel
{
    private double* _free0;

    /// <summary>The answer with the proximal term off: response p, Newton step b, derivative by μ and the sensitivity A.</summary>
    private void Describe(ReadOnlySpan<double> price, double barrier, StorageResponse response)
    {
        Residuals(price, proximal: false);
        Factor(proximal: false);
        Targets(barrier, barrier, secondOrder: false, 0);
        Direction(balanced: false);
        var decrement = 0.0;
        for (var i = 0; i < _twoSided; i++)
        {
            decrement += _free[i] > 0 ? _h2[i] * _dx2[i] * _dx2[i] : 0;
        }

        for (var i = 0; i < _oneSided; i++)
        {
            decrement += _h1[i] * _dx1[i] * _dx1[i];
        }

        response.Decrement = decrement;
        CopyPowerStep(response.NewtonStep);
        BarrierForces();
        _ = SolveNewton(0, balanced: true);
        CopyPowerStep(response.BarrierDerivative);
        Sensitivity(response.Sensitivity);
        DescribePoint(price, response);
    }

    private void CopyPowerStep(double[] target)
    {
        for (var t = 0; t < _steps; t++)
        {
            target[t] = _dx2[DischargeAt + t] - _dx2[ChargeAt + t];
        }
    }

    private void BarrierForces()
    {
        for (var i = 0; i < _twoSided; i++)
        {
            _f2[i] = _free[i] > 0 ? (1 / _xl[i]) - (1 / _xu[i]) : 0;
        }

        for (var i = 0; i < _oneSided; i++)
        {
            _f1[i] = 1 / _x1[i];
        }
    }

    private void Sensitivity(double[] packed)
    {
        for (var column = 0; column < _stepStride; column += 8)
        {
            RespondChain(null, _free0, _stepStride, column);
        }

        if (_rows > 0)
        {
            TransposeResponse();
            DenseCholesky.SolveTransposedBlock(_schur, _rows, _rowStride, _block, _stepStride);
            RemoveTailShift();
            DenseProducts.SymmetricTransposedProduct(_block, _block, _rows, _steps, _stepStride, _free0, subtract: true);
        }

        var at = 0;
        for (var i = 0; i < _steps; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                packed[at++] = _free0[((long)j * _stepStride) + i];
            }
        }
    }

    private void TransposeResponse()
    {
        for (var j = 0; j < _rows; j++)
        {
            var target = _block + ((long)j * _stepStride);
            for (var t = 0; t < _stepStride; t++)
            {
                target[t] = t < _steps ? _responseRows[((long)t * _rowStride) + j] : 0;
            }
        }
    }

    /// <summary>ζ is free: the direction of the vector of ones leaves the product.</summary>
    private void RemoveTailShift()
    {
        if (_scenarios == 0)
        {
            return;
        }

        var shift = stackalloc double[_stepStride];
        new Span<double>(shift, _stepStride).Clear();
        for (var j = 0; j < _rows; j++)
        {
            AddScaled(shift, _block + ((long)j * _stepStride), _ones[j] / _onesNorm, _stepStride);
        }

        for (var j = 0; j < _rows; j++)
        {
            AddScaled(_block + ((long)j * _stepStride), shift, -_ones[j], _stepStride);
        }
    }

    private void DescribePoint(ReadOnlySpan<double> price, StorageResponse response)
    {
        var cost = -_model.TerminalValuePerMwh * EnergyAfter(_steps - 1);
        for (var t = 0; t < _steps; t++)
        {
            var charge = _xl[ChargeAt + t];
            var discharge = _xl[DischargeAt + t];
            response.Power[t] = discharge - charge;
            response.Energy[t] = EnergyAfter(t);
            response.Overlap[t] = Math.Min(charge, discharge);
            cost += (_cost[t] * (discharge - charge)) + (_wear * (charge + discharge));
        }

        if (_scenarios > 0)
        {
            cost += _model.RiskWeight * *_zeta;
            for (var s = 0; s < _scenarios; s++)
            {
                cost += _tailPrice[s] * _x1[s];
            }
        }

        for (var t = 0; t < _soft; t++)
        {
            cost += _model.SoftPricePerMwh * _x1[(2 * _scenarios) + t];
        }

        response.Cost = cost;
        response.BarrierTerms = _model.BarrierTerms;
        response.LowerBound = DualBound(price);
        response.Iterations = LastIterations;
        if (!double.IsFinite(cost) || !double.IsFinite(response.LowerBound))
        {
            // NaN would live on in the padding of the workspace and spoil the next agent's answer: the next call lays it out anew.
            _bound = null;
            _shape = default;
        }
    }
}
