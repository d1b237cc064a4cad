using MathNet.Numerics.LinearAlgebra;

namespace Bess.Optimization.Aladin;

/// <summary>The coordinator's half of textbook ALADIN with active-set Jacobians and a slack in the coupling problem. Mathematics only, no messages.</summary>
/// <remarks>
/// Houska, Frasch &amp; Diehl 2016, algorithm 1, with the coupling problem of ALADIN-α (Engelmann et al. 2022):
/// <code>min Σ ½ ΔᵀBΔ + gᵀΔ + λᵀs + ½ μ ‖s‖²   s.t.   Σ (y + Δ) − (v + Δ_v) = s | λ⁺,   C Δ = 0;     z⁺ = y + Δ,  λ ← λ⁺,  full steps</code>
/// B = ω I, since a linear programme has no Hessian of its own. Blocks eliminate their C (<see cref="TextbookAladinBlock"/>), so the
/// problem is one dense positive definite system in λ⁺, solved exactly. The coupling set is one more block with its own kinks.
/// On linear programmes it is not expected to converge: at a vertex every direction is blocked. Not thread-safe.
/// </remarks>
public sealed class TextbookAladin
{
    private readonly CouplingSet _set;
    private readonly TextbookAladinOptions _options;
    private readonly double[] _responses;
    private readonly double[] _center;
    private double _slackPenalty;
    private double _lowerBound = double.NegativeInfinity;
    private int _iteration;

    /// <summary>Starts with centres at zero.</summary>
    /// <param name="set">The coupling.</param>
    /// <param name="options">Settings.</param>
    /// <param name="responses">Σ 1/ω_i of the blocks of each constraint, positive; their inverse is the weight of the constraint's own block.</param>
    /// <param name="initialMultipliers">λ₀, length K·T; null for zeros.</param>
    public TextbookAladin(CouplingSet set, TextbookAladinOptions options, double[] responses, double[]? initialMultipliers = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(responses);
        if (responses.Length != set.Constraints)
        {
            throw new ArgumentException($"expected {set.Constraints} responses, got {responses.Length}", nameof(responses));
        }

        if (initialMultipliers is not null && initialMultipliers.Length != set.Rows)
        {
            throw new ArgumentException($"expected {set.Rows} multipliers, got {initialMultipliers.Length}", nameof(initialMultipliers));
        }

        _set = set;
        _options = options;
        _responses = [.. responses];
        _center = [.. Enumerable.Range(0, set.Rows).Select(i => Math.Clamp(0, set.Lower[i], set.Upper[i]))];
        _slackPenalty = options.SlackPenalty;
        Multipliers = initialMultipliers is null ? new double[set.Rows] : [.. initialMultipliers];
    }

    /// <summary>λ to broadcast next, length K·T.</summary>
    public double[] Multipliers { get; private set; }

    /// <summary>λ⁺ − λ of the last step, by which blocks move their centres; null before the first.</summary>
    public double[]? Correction { get; private set; }

    /// <summary>Takes the sums of all answers to <see cref="Multipliers"/> and moves on.</summary>
    /// <param name="classes">Sums per set of constraints: Value Σ y, NewtonStep Σ b, Sensitivity Σ A.</param>
    /// <returns>The figures of the iteration.</returns>
    public PenaltyStep Advance(IReadOnlyList<ResponseSums> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        _iteration++;
        var multipliers = Multipliers;
        var totals = Totals.Plain(classes, _set);
        if (multipliers.Select((y, i) => y >= -_set.ShortfallPrice[i] && y <= _set.SurplusPrice[i]).All(inside => inside))
        {
            _lowerBound = Math.Max(_lowerBound, totals.LowerBound - _set.Support(multipliers));
        }

        var (copy, subgradient, free) = SolveCoupling(multipliers);
        var rows = _set.Rows;
        var right = new double[rows];
        double residual = 0, value = totals.Cost + _set.Cost(copy);
        for (var i = 0; i < rows; i++)
        {
            var mismatch = totals.Sums[i] - copy[i];
            residual = Math.Max(residual, Math.Abs(mismatch));
            value += multipliers[i] * mismatch;
            right[i] = mismatch + totals.Linear[i] - (free[i] * (multipliers[i] - subgradient[i]));
        }

        var slack = Move(classes, copy, subgradient, free, right);
        var known = residual < 1e-3 * _options.ResidualScale ? Math.Abs(totals.Cost) : 0;
        var scale = Math.Max(1e-9, Math.Max(known, totals.AbsoluteCost));
        return new PenaltyStep
        {
            Iteration = _iteration,
            Converged = residual <= _options.ResidualTolerance * _options.ResidualScale && Math.Abs(value - _lowerBound) <= _options.GapTolerance * scale,
            Solved = slack is not null,
            Residual = residual,
            Movement = slack ?? double.NaN,
            Value = value,
            Cost = totals.Cost,
            LowerBound = _lowerBound,
            Scale = scale,
            Sums = totals.Sums,
            Multipliers = multipliers,
        };
    }

    /// <summary>Local step of the coupling's block: argmin φ(v) − λᵀv + ½ ω (v − z)², its subgradient, and 1/ω where it rests on no kink.</summary>
    private (double[] Copy, double[] Subgradient, double[] Free) SolveCoupling(double[] multipliers)
    {
        var copy = new double[_set.Rows];
        var subgradient = new double[_set.Rows];
        var free = new double[_set.Rows];
        for (var i = 0; i < _set.Rows; i++)
        {
            var response = _responses[i / _set.Steps];
            var wanted = _center[i] + (response * multipliers[i]);
            var q = ExchangeAdmmProjection.Row(_set, i, wanted, response);
            var outside = q == _set.SurplusPrice[i] || q == -_set.ShortfallPrice[i];
            var inside = q == 0 && _set.Lower[i] < _set.Upper[i];
            copy[i] = outside || inside ? wanted - (response * q) : q > 0 ? _set.Upper[i] : _set.Lower[i];
            subgradient[i] = q;
            free[i] = outside || inside ? response : 0;
        }

        return (copy, subgradient, free);
    }

    /// <summary>Solves the coupling problem and takes its multipliers; returns the largest slack, or null when it has no solution.</summary>
    private double? Move(IReadOnlyList<ResponseSums> classes, double[] copy, double[] subgradient, double[] free, double[] right)
    {
        var rows = _set.Rows;
        var matrix = Matrix<double>.Build.Dense(rows, rows);
        foreach (var group in classes)
        {
            group.AddSensitivityTo(matrix, _set.Steps);
        }

        for (var i = 0; i < rows; i++)
        {
            matrix[i, i] += free[i] + (_responses[i / _set.Steps] / _slackPenalty);
        }

        double[] change;
        try
        {
            change = [.. matrix.Cholesky().Solve(Vector<double>.Build.Dense(right))];
        }
        catch (ArgumentException)
        {
            // MathNet reports "not positive definite" this way; the caller stops by name.
            return null;
        }

        var slack = 0.0;
        var next = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            next[i] = Multipliers[i] + change[i];
            slack = Math.Max(slack, Math.Abs(change[i]) * _responses[i / _set.Steps] / _slackPenalty);
            _center[i] = copy[i] + (free[i] * (next[i] - subgradient[i]));
        }

        Multipliers = next;
        Correction = change;
        _slackPenalty *= _options.SlackPenaltyGrowth;
        return double.IsFinite(slack) ? slack : null;
    }
}
