namespace Bess.Optimization.Aladin;

/// <summary>Disaggregated Dantzig-Wolfe decomposition with price smoothing: from individual answers to the next price. Mathematics only, no messages.</summary>
/// <remarks>
/// Dantzig &amp; Wolfe 1960: blocks answer a price with the plan that is best at it; the master mixes each block's plans so that
/// the sums meet the bands at least cost, with slack columns at the bands' prices, and its multipliers are the next price.
/// Wentges 1997: the price asked is a mix of the master's and of the one with the best bound so far. Not thread-safe.
/// </remarks>
public sealed class DantzigWolfe
{
    private readonly CouplingSet _set;
    private readonly DantzigWolfeOptions _options;
    private readonly DantzigWolfeMaster _master;
    private double[] _bestPrice;
    private double _lowerBound = double.NegativeInfinity;
    private bool _trustsBest;
    private int _iteration;

    /// <summary>Starts without columns.</summary>
    /// <param name="set">The coupling.</param>
    /// <param name="options">Settings.</param>
    /// <param name="initialMultipliers">y₀ within the prices, length K·T; null for zeros.</param>
    public DantzigWolfe(CouplingSet set, DantzigWolfeOptions options, double[]? initialMultipliers = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Smoothing is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Smoothing, "expected smoothing in [0, 1)");
        }

        if (initialMultipliers is not null && initialMultipliers.Length != set.Rows)
        {
            throw new ArgumentException($"expected {set.Rows} multipliers, got {initialMultipliers.Length}", nameof(initialMultipliers));
        }

        _set = set;
        _options = options;
        _master = new DantzigWolfeMaster(set);
        _trustsBest = initialMultipliers is not null;
        Multipliers = initialMultipliers is null ? new double[set.Rows] : [.. initialMultipliers];
        set.Clip(Multipliers);
        _bestPrice = Multipliers;
    }

    /// <summary>y to broadcast next, length K·T; within the prices.</summary>
    public double[] Multipliers { get; private set; }

    /// <summary>Takes every block's answer to <see cref="Multipliers"/> as a column, solves the master and moves on.</summary>
    /// <param name="answers">Plan, cost and constraints of every block, in the same order every time.</param>
    /// <param name="localBounds">Σ of lower bounds of min f + yᵀp; −∞ when one is missing.</param>
    /// <returns>The figures of the iteration.</returns>
    public DantzigWolfeStep Advance(IReadOnlyList<DantzigWolfeColumn> answers, double localBounds)
    {
        ArgumentNullException.ThrowIfNull(answers);
        _iteration++;
        var bound = localBounds - _set.Support(Multipliers);
        if (bound > _lowerBound)
        {
            _lowerBound = bound;
            _bestPrice = Multipliers;
        }

        _master.Add(answers);
        var mix = _master.Solve(_options.GapTolerance);
        var upper = mix.Cost + _set.Cost(mix.Sums);
        var scale = Math.Max(1e-9, Math.Max(Math.Abs(upper), mix.AbsoluteCost));
        var previous = Multipliers;
        Multipliers = NextPrice(mix.Multipliers);
        _trustsBest = true;
        return new DantzigWolfeStep
        {
            Iteration = _iteration,
            Converged = upper - _lowerBound <= _options.GapTolerance * scale,
            Solved = mix.Solved,
            Cost = mix.Cost,
            UpperBound = upper,
            LowerBound = _lowerBound,
            Scale = scale,
            PriceStep = Multipliers.Zip(previous, (a, b) => Math.Abs(a - b)).Max(),
            Sums = mix.Sums,
            Multipliers = mix.Multipliers,
            Weights = mix.Weights,
        };
    }

    private double[] NextPrice(double[] master)
    {
        if (!_trustsBest)
        {
            return master;
        }

        double[] mixed = [.. master.Select((y, i) => (_options.Smoothing * _bestPrice[i]) + ((1 - _options.Smoothing) * y))];
        var size = mixed.Max(Math.Abs);
        // Asking the best price again would bring the same columns.
        return mixed.Select((y, i) => Math.Abs(y - _bestPrice[i])).Max() <= 1e-8 * size ? master : mixed;
    }
}
