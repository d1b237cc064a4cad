namespace Bess.Scheduling.Kernel;

/// <content>Describes the point reached: its derivatives, its cost and its bound.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    /// <summary>The answer with the proximal term off: response p, Newton step b, derivative by μ and the sensitivity A.</summary>
    private void Describe(ReadOnlySpan<double> price, double barrier, StorageResponse response)
    {
        Residuals(price, proximal: false);
        Factor(proximal: false);
        Targets(barrier, barrier, secondOrder: false, 0);
        Direction(balanced: false);
        response.Decrement = SquaredNorm(_h2, _dx2, _twoSided) + SquaredNorm(_h1, _dx1, _oneSided);
        CopyPowerStep(response.NewtonStep);
        BarrierForces();
        _ = SolveNewton(0, balanced: true);
        CopyPowerStep(response.BarrierDerivative);
        Sensitivity(response.Sensitivity);
        DescribePoint(price, response);
    }

    private static double SquaredNorm(double* weight, double* vector, int paddedLength)
    {
        var sum = TLanes.Create(0);
        for (var i = 0; i < paddedLength; i += TLanes.Count)
        {
            var value = TLanes.Load(vector + i);
            sum = TLanes.MultiplyAdd(TLanes.Load(weight + i) * value, value, sum);
        }

        return sum.Sum();
    }

    private void CopyPowerStep(double[] target)
    {
        PowerOfStep();
        new Span<double>(_power, _steps).CopyTo(target);
    }

    private void BarrierForces()
    {
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            (TLanes.Load(_free + i) * (TLanes.Load(_il + i) - TLanes.Load(_iu + i))).Store(_f2 + i);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            (TLanes.Load(_live + i) * TLanes.Load(_i1 + i)).Store(_f1 + i);
        }
    }

    private void Sensitivity(double[] packed)
    {
        if (_rows > 0 && _byNoise)
        {
            RespondObserved();
        }
        else
        {
            RespondChain(_identity, _response, _stepStride);
            if (_rows > 0)
            {
                SubtractRows();
            }
        }

        var at = 0;
        for (var i = 0; i < _steps; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                packed[at++] = _response[((long)j * _stepStride) + i];
            }
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
            cost += (_model.RiskWeight * *_zeta) + Dot(_tailPrice, _x1, _scenarioStride);
        }

        for (var t = 0; t < _soft; t++)
        {
            cost += _model.SoftPricePerMwh * _x1[SoftAt + t];
        }

        response.Cost = cost;
        response.BarrierTerms = _model.BarrierTerms;
        response.LowerBound = DualBound(price);
        response.Iterations = LastIterations;
        if (!double.IsFinite(cost) || !double.IsFinite(response.LowerBound))
        {
            // NaN would live on in the padding of the workspace and spoil the next agent's answer: the next call lays it out anew.
            _bound = null;
        }
    }
}
