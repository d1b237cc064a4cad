namespace Bess.Forecasting.Copula;

/// <summary>A distribution given by some quantiles: straight lines between them, exponential tails beyond the outermost.</summary>
/// <remarks>
/// <para>
/// With levels τ and quantiles q, i = 1 … Q. Between two quantiles F is the straight line through (q_i, τ_i); where quantiles coincide
/// the distribution has an atom. Below the first, F(x) = τ_1·exp((x − q_1)/β); above the last, F(x) = 1 − (1 − τ_Q)·exp(−(x − q_Q)/β′).
/// The scales continue the density of the line beside them: β = τ_1(q_2 − q_1)/(τ_2 − τ_1), β′ = (1 − τ_Q)(q_Q − q_{Q−1})/(τ_Q − τ_{Q−1});
/// if these two quantiles coincide, the mean density of the whole range takes its place; if all coincide, it is a point and the scales are 0.
/// </para>
/// <para>Nothing is cut at zero: prices may be negative. Immutable and thread-safe.</para>
/// </remarks>
public sealed class QuantileMarginal
{
    private readonly double[] _levels;
    private readonly double[] _quantiles;

    /// <summary>Creates a distribution.</summary>
    /// <param name="levels">Probabilities, Q ≥ 1; strictly ascending in (0, 1).</param>
    /// <param name="quantiles">Quantiles, Q; finite and non-decreasing; any unit.</param>
    /// <exception cref="ArgumentException">When a rule above is broken.</exception>
    public QuantileMarginal(ReadOnlySpan<double> levels, ReadOnlySpan<double> quantiles)
    {
        if (levels.Length == 0 || levels.Length != quantiles.Length)
            throw new ArgumentException($"Expected as many quantiles as levels and at least one, was {quantiles.Length} for {levels.Length}.", nameof(quantiles));
        for (var i = 0; i < levels.Length; i++)
        {
            if (!(levels[i] > 0 && levels[i] < 1) || (i > 0 && levels[i] <= levels[i - 1]))
                throw new ArgumentException($"Expected levels strictly ascending in (0, 1), was {levels[i]} at {i}.", nameof(levels));
            if (!double.IsFinite(quantiles[i]) || (i > 0 && quantiles[i] < quantiles[i - 1]))
                throw new ArgumentException($"Expected finite, non-decreasing quantiles, was {quantiles[i]} at {i}.", nameof(quantiles));
        }

        (_levels, _quantiles) = (levels.ToArray(), quantiles.ToArray());
        var last = _levels.Length - 1;
        LowerScale = last == 0 ? 0 : _levels[0] * InverseDensity(0, 1);
        UpperScale = last == 0 ? 0 : (1 - _levels[last]) * InverseDensity(last - 1, last);
    }

    /// <summary>Scale β of the lower tail, in the unit of the quantiles; ≥ 0.</summary>
    public double LowerScale { get; }

    /// <summary>Scale β′ of the upper tail, in the unit of the quantiles; ≥ 0.</summary>
    public double UpperScale { get; }

    /// <summary>Probability of values at or below a value: F(x).</summary>
    /// <param name="value">The value; finite.</param>
    public double AtMost(double value)
    {
        var last = _levels.Length - 1;
        if (value < _quantiles[0])
            return LowerTail(value);
        if (value >= _quantiles[last])
            return UpperScale > 0 ? UpperTail(value) : 1;
        var i = last;
        while (_quantiles[i] > value)
            i--;
        return Between(i, value);
    }

    /// <summary>Probability of values below a value: the limit of F from the left.</summary>
    /// <param name="value">The value; finite.</param>
    public double Below(double value)
    {
        var last = _levels.Length - 1;
        if (value <= _quantiles[0])
            return LowerTail(value);
        if (value > _quantiles[last])
            return UpperScale > 0 ? UpperTail(value) : 1;
        var i = 0;
        while (_quantiles[i] < value)
            i++;
        return Between(i - 1, value);
    }

    /// <summary>The value that is not exceeded with a probability: the inverse of F.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">When it is outside (0, 1).</exception>
    public double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Expected a probability in (0, 1).");
        var last = _levels.Length - 1;
        if (probability <= _levels[0])
            return _quantiles[0] + (LowerScale * Math.Log(probability / _levels[0]));
        if (probability >= _levels[last])
            return _quantiles[last] - (UpperScale * Math.Log((1 - probability) / (1 - _levels[last])));
        var i = Array.BinarySearch(_levels, probability);
        if (i >= 0)
            return _quantiles[i];
        i = ~i;
        var share = (probability - _levels[i - 1]) / (_levels[i] - _levels[i - 1]);
        return _quantiles[i - 1] + (share * (_quantiles[i] - _quantiles[i - 1]));
    }

    /// <summary>The probability integral transform of a value, spread over the jump where the distribution has an atom.</summary>
    /// <remarks>Randomised as in Czado, Gneiting and Held 2009, section 2.1: F(x−) + v(F(x) − F(x−)). Uniform if the value follows the distribution.</remarks>
    /// <param name="value">What came; finite.</param>
    /// <param name="uniform">v in [0, 1), drawn independently of the value.</param>
    /// <returns>In [0, 1].</returns>
    public double Transform(double value, double uniform)
    {
        var below = Below(value);
        return below + (uniform * (AtMost(value) - below));
    }

    private double InverseDensity(int from, int to)
    {
        if (_quantiles[to] > _quantiles[from])
            return (_quantiles[to] - _quantiles[from]) / (_levels[to] - _levels[from]);
        return (_quantiles[^1] - _quantiles[0]) / (_levels[^1] - _levels[0]);
    }

    private double LowerTail(double value) => LowerScale > 0 ? _levels[0] * Math.Exp((value - _quantiles[0]) / LowerScale) : 0;

    private double UpperTail(double value) => 1 - ((1 - _levels[^1]) * Math.Exp(-(value - _quantiles[^1]) / UpperScale));

    private double Between(int i, double value) =>
        _levels[i] + ((_levels[i + 1] - _levels[i]) * (value - _quantiles[i]) / (_quantiles[i + 1] - _quantiles[i]));
}
