namespace Bess.Forecasting.Regression;

/// <summary>Linear quantile regression with a smoothed loss and a ridge, by Newton's method.</summary>
/// <remarks>
/// The pinball loss of level τ is convolved with a logistic kernel of width h (Fernandes, Guerre, Horta 2021; He, Pan, Tan, Zhou 2023):
/// ℓ(u) = τu + h log(1 + exp(−u/h)), with ℓ' = τ − σ(−u/h) and ℓ'' = σ(1 − σ)/h. So the problem is smooth and strictly convex.
/// Far from the solution ℓ'' vanishes for a small h, so h comes down from the size of the residuals by steps of four.
/// </remarks>
internal sealed class SmoothedQuantileRegression(int size)
{
    private const int MostSteps = 30;
    private const double Tolerance = 1e-8;
    private const int MostHalvings = 12;
    private const double Shrink = 4;

    private readonly double[] _gradient = new double[size];
    private readonly double[] _hessian = new double[size * size];
    private readonly double[] _step = new double[size];
    private readonly double[] _trial = new double[size];

    /// <summary>Fits.</summary>
    /// <param name="x">Rows of regressors, n × p.</param>
    /// <param name="y">Actuals, n.</param>
    /// <param name="weights">Weights of the rows, n; ≥ 0.</param>
    /// <param name="level">τ.</param>
    /// <param name="bandwidth">h; &gt; 0.</param>
    /// <param name="ridge">Weight of each squared coefficient, p; ≥ 0.</param>
    /// <param name="beta">The start, then the solution, p.</param>
    public void Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double level, double bandwidth, ReadOnlySpan<double> ridge, double[] beta)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            sum += weights[i] * Math.Abs(y[i] - Lasso.Dot(x.Slice(i * size, size), beta));
            total += weights[i];
        }

        for (var width = total > 0 ? sum / total : 0; width > bandwidth; width /= Shrink)
            Newton(x, y, weights, level, width, ridge, beta);
        Newton(x, y, weights, level, bandwidth, ridge, beta);
    }

    private void Newton(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double level, double bandwidth, ReadOnlySpan<double> ridge, double[] beta)
    {
        var loss = Loss(x, y, weights, level, bandwidth, ridge, beta);
        for (var iteration = 0; iteration < MostSteps; iteration++)
        {
            Derivatives(x, y, weights, level, bandwidth, ridge, beta);
            if (!SolveStep())
                return;
            var descent = 0.0;
            for (var j = 0; j < size; j++)
                descent += _gradient[j] * _step[j];
            if (descent < Tolerance * (1 + Math.Abs(loss)))
                return;
            var length = 1.0;
            var isBetter = false;
            for (var halving = 0; halving < MostHalvings && !isBetter; halving++, length /= 2)
            {
                for (var j = 0; j < size; j++)
                    _trial[j] = beta[j] - (length * _step[j]);
                var tried = Loss(x, y, weights, level, bandwidth, ridge, _trial);
                if (tried > loss - (1e-4 * length * descent))
                    continue;
                (loss, isBetter) = (tried, true);
                _trial.CopyTo(beta, 0);
            }

            if (!isBetter)
                return;
        }
    }

    private double Loss(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double level, double bandwidth, ReadOnlySpan<double> ridge, double[] beta)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var u = y[i] - Lasso.Dot(x.Slice(i * size, size), beta);
            var scaled = -u / bandwidth;
            var softPlus = scaled > 30 ? scaled : Math.Log(1 + Math.Exp(scaled));
            sum += weights[i] * ((level * u) + (bandwidth * softPlus));
        }

        for (var j = 0; j < size; j++)
            sum += 0.5 * ridge[j] * beta[j] * beta[j];
        return sum;
    }

    private void Derivatives(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double level, double bandwidth, ReadOnlySpan<double> ridge, double[] beta)
    {
        Array.Clear(_gradient);
        Array.Clear(_hessian);
        for (var i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * size, size);
            var u = y[i] - Lasso.Dot(row, beta);
            var below = 1 / (1 + Math.Exp(u / bandwidth));
            var slope = weights[i] * (below - level);
            var curvature = weights[i] * below * (1 - below) / bandwidth;
            for (var j = 0; j < size; j++)
            {
                _gradient[j] += slope * row[j];
                var factor = curvature * row[j];
                for (var k = 0; k <= j; k++)
                    _hessian[(j * size) + k] += factor * row[k];
            }
        }

        for (var j = 0; j < size; j++)
        {
            _gradient[j] += ridge[j] * beta[j];
            // A floor keeps the matrix definite where no actual is near the quantile.
            _hessian[(j * size) + j] += ridge[j] + 1e-6;
        }
    }

    /// <summary>Cholesky of the Hessian in place, then both triangular solves.</summary>
    private bool SolveStep()
    {
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                var value = _hessian[(j * size) + k];
                for (var m = 0; m < k; m++)
                    value -= _hessian[(j * size) + m] * _hessian[(k * size) + m];
                if (k < j)
                    _hessian[(j * size) + k] = value / _hessian[(k * size) + k];
                else if (value > 0)
                    _hessian[(j * size) + j] = Math.Sqrt(value);
                else
                    return false;
            }
        }

        for (var j = 0; j < size; j++)
        {
            var value = _gradient[j];
            for (var m = 0; m < j; m++)
                value -= _hessian[(j * size) + m] * _step[m];
            _step[j] = value / _hessian[(j * size) + j];
        }

        for (var j = size - 1; j >= 0; j--)
        {
            var value = _step[j];
            for (var m = j + 1; m < size; m++)
                value -= _hessian[(m * size) + j] * _step[m];
            _step[j] = value / _hessian[(j * size) + j];
        }

        return true;
    }
}
