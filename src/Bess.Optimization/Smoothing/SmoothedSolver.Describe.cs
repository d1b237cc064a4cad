namespace Bess.Optimization.Smoothing;

/// <content>Describes the point reached: its derivatives, its cost and its bound.</content>
public sealed partial class SmoothedSolver
{
    private double[][] _responses = [];

    /// <summary>The answer without the proximal term.</summary>
    private bool Describe(ReadOnlySpan<double> price, double barrier, SmoothedAnswer answer)
    {
        Residuals(price, proximal: false);
        if (!Factor(proximal: false))
        {
            return false;
        }

        Targets(barrier, 0);
        Direction();
        answer.Decrement = 0;
        for (var j = 0; j < _isFree.Length; j++)
        {
            answer.Decrement += _isFree[j] ? _step[j] * _step[j] / _inverse[j] : 0;
        }

        CopyCoupled(_step, answer.NewtonStep);
        for (var j = 0; j < _isFree.Length; j++)
        {
            _force[j] = _isFree[j] ? (1 / _state.Below[j]) - (1 / _state.Above[j]) : 0;
        }

        _system.Solve(_force, [], _step, _rowStep);
        CopyCoupled(_step, answer.BarrierDerivative);
        Sensitivity(answer.Sensitivity);
        DescribePoint(price, answer);
        return answer.IsFinite();
    }

    /// <summary>A = E K⁻¹ Eᵀ as XᵀΘX with X = K⁻¹Eᵀ: positive semidefinite whatever rounding did, and of second order in the error of X.</summary>
    private void Sensitivity(double[] packed)
    {
        var steps = _programme.Steps;
        if (_responses.Length == 0)
        {
            _responses = [.. Enumerable.Range(0, steps).Select(_ => new double[_isFree.Length])];
        }

        Array.Clear(_force);
        for (var t = 0; t < steps; t++)
        {
            _force[_programme.Coupled[t]] = 1;
            _system.Solve(_force, [], _step, _rowStep);
            _force[_programme.Coupled[t]] = 0;
            for (var j = 0; j < _isFree.Length; j++)
            {
                _responses[t][j] = _isFree[j] ? _step[j] / Math.Sqrt(_inverse[j]) : 0;
            }
        }

        var at = 0;
        for (var t = 0; t < steps; t++)
        {
            for (var s = 0; s <= t; s++)
            {
                packed[at++] = Dot(_responses[t], _responses[s]);
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var width = System.Numerics.Vector<double>.Count;
        var sum = System.Numerics.Vector<double>.Zero;
        var j = 0;
        for (; j + width <= a.Length; j += width)
        {
            sum += new System.Numerics.Vector<double>(a, j) * new System.Numerics.Vector<double>(b, j);
        }

        var total = System.Numerics.Vector.Sum(sum);
        for (; j < a.Length; j++)
        {
            total += a[j] * b[j];
        }

        return total;
    }

    private void CopyCoupled(double[] from, double[] target)
    {
        for (var t = 0; t < target.Length; t++)
        {
            target[t] = from[_programme.Coupled[t]];
        }
    }

    private void DescribePoint(ReadOnlySpan<double> price, SmoothedAnswer answer)
    {
        answer.Cost = _programme.Source.Constant;
        for (var j = 0; j < _point.Length; j++)
        {
            _point[j] = PointAt(j);
            answer.Cost += _programme.Cost[j] * _point[j];
        }

        _point.AsSpan(0, answer.Point.Length).CopyTo(answer.Point);
        CopyCoupled(_point, answer.Value);
        answer.LowerBound = _programme.LowerBound(price, _state.RowDual);
    }
}
