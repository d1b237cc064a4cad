namespace Bess.Optimization.Smoothing;

/// <content>Residuals, directions and steps.</content>
public sealed partial class SmoothedSolver
{
    private const double SecondOrderLimit = 10;

    /// <summary>Stationarity into <c>_dual</c> (fixed columns have none), b − A x into <c>_residual</c>.</summary>
    private void Residuals(ReadOnlySpan<double> price, bool proximal)
    {
        _programme.Cost.CopyTo(_dual, 0);
        for (var t = 0; t < price.Length; t++)
        {
            _dual[_programme.Coupled[t]] += price[t];
        }

        _programme.Matrix.MultiplyTransposed(_state.RowDual, _dual, -1, 1);
        for (var j = 0; j < _dual.Length; j++)
        {
            _point[j] = PointAt(j);
            var sum = _dual[j] - _state.LowerDual[j] + _state.UpperDual[j];
            _dual[j] = !_isFree[j] ? 0 : proximal ? sum + (_theta[j] * (_state.Below[j] - _center[j])) : sum;
        }

        _programme.RightSide.CopyTo(_residual, 0);
        _programme.Matrix.Multiply(_point, _residual, -1, 1);
    }

    private double PointAt(int j) =>
        _state.Below[j] <= _state.Above[j] ? _programme.Lower[j] + _state.Below[j] : _programme.Upper[j] - _state.Above[j];

    private bool Factor(bool proximal)
    {
        for (var j = 0; j < _inverse.Length; j++)
        {
            if (_isFree[j])
            {
                var weight = (_state.LowerDual[j] / _state.Below[j]) + (_state.UpperDual[j] / _state.Above[j]);
                _inverse[j] = 1 / (proximal ? weight + _theta[j] : weight);
            }
        }

        return _system.Factorise(_inverse);
    }

    /// <summary>Complementarity targets for μ, less the products of the last direction as far as <paramref name="secondOrder"/> lets them count.</summary>
    private void Targets(double target, double secondOrder)
    {
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (!_isFree[j])
            {
                continue;
            }

            var lower = target - (_state.Below[j] * _state.LowerDual[j]);
            var upper = target - (_state.Above[j] * _state.UpperDual[j]);
            if (secondOrder > 0)
            {
                lower -= Math.Clamp(_step[j] * _lowerDualStep[j], -secondOrder, secondOrder);
                upper += Math.Clamp(_step[j] * _upperDualStep[j], -secondOrder, secondOrder);
            }

            (_lowerTarget[j], _upperTarget[j]) = (lower, upper);
            _force[j] = (lower / _state.Below[j]) - (upper / _state.Above[j]) - _dual[j];
        }
    }

    private void Direction()
    {
        _system.Solve(_force, _residual, _step, _rowStep);
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (_isFree[j])
            {
                _lowerDualStep[j] = (_lowerTarget[j] - (_state.LowerDual[j] * _step[j])) / _state.Below[j];
                _upperDualStep[j] = (_upperTarget[j] + (_state.UpperDual[j] * _step[j])) / _state.Above[j];
            }
        }
    }

    /// <summary>One step towards <paramref name="target"/>: Mehrotra's with a bounded second-order term, or pure centring where that is blocked.</summary>
    private StepOutcome PredictCorrect(double target, double tolerance)
    {
        var mean = Complementarity(0).Mean;
        var centring = mean <= 3 * target;
        Targets(centring ? target : 0, 0);
        Direction();
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
        Targets(aim, reach >= 0.1 ? SecondOrderLimit * Math.Max(aim, mean) : 0);
        Direction();
        var step = SafeStep();
        if (step < 0.1)
        {
            aim = Math.Max(mean, target);
            Targets(aim, 0);
            Direction();
            step = SafeStep();
        }

        if (step <= 0)
        {
            return StepOutcome.Lost;
        }

        Move(step);
        return step >= 1 && aim <= target * 1.0000001 && RelativeChange() < tolerance ? StepOutcome.Settled : StepOutcome.Moving;
    }

    /// <summary>The step to take; 0 when the direction is not finite.</summary>
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

        return double.IsFinite(mean) ? step : 0;
    }

    private double StepToBoundary()
    {
        var worst = 1e-30;
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (_isFree[j])
            {
                worst = Math.Max(worst, Math.Max(-_step[j] / _state.Below[j], _step[j] / _state.Above[j]));
                worst = Math.Max(worst, Math.Max(-_lowerDualStep[j] / _state.LowerDual[j], -_upperDualStep[j] / _state.UpperDual[j]));
            }
        }

        return 1 / worst;
    }

    /// <summary>Mean and least of the products after a step.</summary>
    private (double Mean, double Least) Complementarity(double length)
    {
        double sum = 0, least = double.MaxValue;
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (_isFree[j])
            {
                var lower = (_state.Below[j] + (length * _step[j])) * (_state.LowerDual[j] + (length * _lowerDualStep[j]));
                var upper = (_state.Above[j] - (length * _step[j])) * (_state.UpperDual[j] + (length * _upperDualStep[j]));
                sum += lower + upper;
                least = Math.Min(least, Math.Min(lower, upper));
            }
        }

        return (sum / Math.Max(1, _programme.BarrierTerms), least);
    }

    private double RelativeChange()
    {
        var worst = 0.0;
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (_isFree[j])
            {
                worst = Math.Max(worst, Math.Abs(_step[j]) / Math.Min(_state.Below[j], _state.Above[j]));
                worst = Math.Max(worst, Math.Abs(_lowerDualStep[j]) / _state.LowerDual[j]);
                worst = Math.Max(worst, Math.Abs(_upperDualStep[j]) / _state.UpperDual[j]);
            }
        }

        return worst;
    }

    private void Move(double length)
    {
        for (var j = 0; j < _isFree.Length; j++)
        {
            if (_isFree[j])
            {
                _state.Below[j] += length * _step[j];
                _state.Above[j] -= length * _step[j];
                _state.LowerDual[j] += length * _lowerDualStep[j];
                _state.UpperDual[j] += length * _upperDualStep[j];
            }
        }

        for (var i = 0; i < _rowStep.Length; i++)
        {
            _state.RowDual[i] += length * _rowStep[i];
        }
    }

    private void ScaleDirection(double factor)
    {
        for (var j = 0; j < _step.Length; j++)
        {
            _step[j] *= factor;
            _lowerDualStep[j] *= factor;
            _upperDualStep[j] *= factor;
        }
    }
}
