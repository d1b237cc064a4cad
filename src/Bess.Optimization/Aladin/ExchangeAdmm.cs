namespace Bess.Optimization.Aladin;

/// <summary>The coordinator's half of exchange ADMM: from sums of answers to the next price. Mathematics only, no messages.</summary>
/// <remarks>
/// Boyd, Parikh, Chu, Peleato &amp; Eckstein 2011, section 7.3, with over-relaxation (3.4.3) and a weight ω_i per block:
/// <code>
/// p_i = argmin f_i + yᵀp_i + ½ ω_i ‖p_i − z_i‖²;   p̂_i = α p_i + (1−α) z_i
/// y⁺ ∈ ∂φ(v⁺),  v⁺ = Σ p̂ − G (y⁺ − y);   z_i⁺ = p̂_i − (y⁺ − y)/ω_i,   G = Σ 1/ω_i
/// </code>
/// The coupling is one more block, with the copy v of the sums, whose proximal map has a closed form. Blocks move their own
/// centres z_i, so that one vector goes down and one comes up. Not thread-safe.
/// </remarks>
public sealed class ExchangeAdmm
{
    private readonly CouplingSet _set;
    private readonly ExchangeAdmmOptions _options;
    private readonly double[,] _response;
    private double[] _copy;
    private double _lowerBound = double.NegativeInfinity;
    private int _iteration;

    /// <summary>Starts with centres and copies at zero.</summary>
    /// <param name="set">The coupling.</param>
    /// <param name="options">Settings.</param>
    /// <param name="classes">Constraint indices of each class of blocks.</param>
    /// <param name="responses">Σ 1/ω_i of each class, ≥ 0; positive for every constraint.</param>
    /// <param name="initialMultipliers">y₀ within the prices, length K·T; null for zeros.</param>
    public ExchangeAdmm(CouplingSet set, ExchangeAdmmOptions options, IReadOnlyList<int[]> classes, IReadOnlyList<double> responses, double[]? initialMultipliers = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(responses);
        if (initialMultipliers is not null && initialMultipliers.Length != set.Rows)
        {
            throw new ArgumentException($"expected {set.Rows} multipliers, got {initialMultipliers.Length}", nameof(initialMultipliers));
        }

        _set = set;
        _options = options;
        _copy = new double[set.Rows];
        _response = ResponseOf(set, classes, responses);
        Multipliers = initialMultipliers is null ? new double[set.Rows] : [.. initialMultipliers];
        set.Clip(Multipliers);
    }

    /// <summary>y to broadcast next, length K·T.</summary>
    public double[] Multipliers { get; private set; }

    /// <summary>y⁺ − y of the last step, by which blocks move their centres; null before the first.</summary>
    public double[]? Correction { get; private set; }

    /// <summary>Takes the sums of all answers to <see cref="Multipliers"/> and moves on.</summary>
    /// <param name="classes">Sums per set of constraints.</param>
    /// <returns>The figures of the iteration.</returns>
    public PenaltyStep Advance(IReadOnlyList<ResponseSums> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        _iteration++;
        var y = Multipliers;
        var totals = Totals.Plain(classes, _set);
        _lowerBound = Math.Max(_lowerBound, totals.LowerBound - _set.Support(y));
        var rows = _set.Rows;
        var wanted = new double[rows];
        var value = totals.Cost - _set.Support(y);
        for (var i = 0; i < rows; i++)
        {
            value += y[i] * totals.Sums[i];
            wanted[i] = (_options.Relaxation * totals.Sums[i]) + ((1 - _options.Relaxation) * _copy[i]);
        }

        var before = _copy;
        MoveTo(wanted);
        double residual = 0, movement = 0;
        for (var i = 0; i < rows; i++)
        {
            // Against both copies: the first one, zero, need not lie in the set.
            residual = Math.Max(residual, Math.Max(Math.Abs(totals.Sums[i] - before[i]), Math.Abs(totals.Sums[i] - _copy[i])));
            movement = Math.Max(movement, Math.Abs(_copy[i] - before[i]));
        }

        var known = residual < 1e-3 * _options.ResidualScale ? Math.Abs(totals.Cost) : 0;
        var scale = Math.Max(1e-9, Math.Max(known, totals.AbsoluteCost));
        return new PenaltyStep
        {
            Iteration = _iteration,
            Converged = residual <= _options.ResidualTolerance * _options.ResidualScale && Math.Abs(value - _lowerBound) <= _options.GapTolerance * scale,
            Residual = residual,
            Movement = movement,
            Value = value,
            Cost = totals.Cost,
            LowerBound = _lowerBound,
            Scale = scale,
            Sums = totals.Sums,
            Multipliers = y,
        };
    }

    /// <summary>v⁺ = x + G y − G y⁺ with y⁺ ∈ ∂φ(v⁺).</summary>
    private void MoveTo(double[] wanted)
    {
        var y = Multipliers;
        double[] next = [.. y];
        var free = Shifted(wanted, y, 1);
        ExchangeAdmmProjection.Solve(_set, _response, free, next);
        _copy = Shifted(free, next, -1);
        Correction = [.. next.Zip(y, (a, b) => a - b)];
        Multipliers = next;
    }

    /// <summary>x + sign · G y.</summary>
    private double[] Shifted(double[] x, double[] y, double sign)
    {
        double[] result = [.. x];
        for (var k = 0; k < _set.Constraints; k++)
        {
            for (var l = 0; l < _set.Constraints; l++)
            {
                for (var t = 0; t < _set.Steps; t++)
                {
                    result[(k * _set.Steps) + t] += sign * _response[k, l] * y[(l * _set.Steps) + t];
                }
            }
        }

        return result;
    }

    private static double[,] ResponseOf(CouplingSet set, IReadOnlyList<int[]> classes, IReadOnlyList<double> responses)
    {
        var matrix = new double[set.Constraints, set.Constraints];
        for (var c = 0; c < classes.Count; c++)
        {
            foreach (var k in classes[c])
            {
                foreach (var l in classes[c])
                {
                    matrix[k, l] += responses[c];
                }
            }
        }

        for (var k = 0; k < set.Constraints; k++)
        {
            // A constraint that nobody takes part in: its row is a constant, any positive response serves.
            matrix[k, k] = matrix[k, k] > 0 ? matrix[k, k] : 1;
        }

        return matrix;
    }
}
