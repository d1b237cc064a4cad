namespace Bess.Optimization.Aladin;

/// <summary>Safeguarded Newton ascent on the smoothed dual function at a fixed μ: the step is cut when the slope along it turns.</summary>
/// <remarks>
/// With exact answers the dual function is smooth and concave and its gradient is the residual, so a step is too long exactly
/// when the residual along it has changed sign; the secant then gives the cut. Prices stay inside the open price range.
/// </remarks>
internal sealed class DualSearch
{
    private const int Limit = 40;
    private readonly CouplingSet _set;
    private double[]? _base;
    private double[] _direction = [];
    private double _slope;
    private double _length;
    private int _cuts;
    private int _count;

    public DualSearch(CouplingSet set, double[] start)
    {
        _set = set;
        Start = [.. start];
        for (var i = 0; i < start.Length; i++)
        {
            double low = -set.ShortfallPrice[i], high = set.SurplusPrice[i], margin = 0.01 * (high - low);
            Start[i] = Math.Clamp(start[i], low + margin, high - margin);
        }
    }

    /// <summary>The checkpoint's price, moved inside the price range.</summary>
    public double[] Start { get; }

    /// <summary>True when the search has used up its iterations.</summary>
    public bool IsSpent => _count >= Limit;

    /// <summary>The next price to ask.</summary>
    public double[] Next(double[] price, double[] residual, Func<double[], double[]> solver)
    {
        _count++;
        if (_base is not null && _cuts < 6)
        {
            var slope = Dot(residual, _direction);
            if (slope < -0.5 * _slope)
            {
                _cuts++;
                _length *= Math.Clamp(_slope / (_slope - slope), 0.1, 0.7);
                return At(_base, _direction, _length);
            }
        }

        _base = [.. price];
        _direction = solver(residual);
        _slope = Dot(residual, _direction);
        _cuts = 0;
        _length = Math.Min(1, 0.9 * Room(price, _direction));
        return At(_base, _direction, _length);
    }

    private double Room(double[] price, double[] direction)
    {
        var room = double.PositiveInfinity;
        for (var i = 0; i < price.Length; i++)
        {
            if (direction[i] != 0)
            {
                var distance = direction[i] > 0 ? _set.SurplusPrice[i] - price[i] : price[i] + _set.ShortfallPrice[i];
                room = Math.Min(room, distance / Math.Abs(direction[i]));
            }
        }

        return room;
    }

    private static double[] At(double[] start, double[] direction, double length)
    {
        var point = new double[start.Length];
        for (var i = 0; i < start.Length; i++)
        {
            point[i] = start[i] + (length * direction[i]);
        }

        return point;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
