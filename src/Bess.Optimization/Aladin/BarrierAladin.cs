using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Bess.Optimization.Aladin;

/// <summary>The coordinator's half of barrier-ALADIN: from sums of answers to the next price and μ. Mathematics only, no messages.</summary>
/// <remarks>
/// Each block answers prices with its log-barrier-smoothed optimum in the proximal metric of its previous Hessian; the coupling
/// problem, with those exact Hessians, is one Newton step in price space along which μ falls to zero. The frame is ALADIN
/// (Houska, Frasch &amp; Diehl 2016, algorithm 1); its Hessians are those of the barrier problem because a linear programme has none.
/// Prices are differences to the broadcast price, otherwise rounding stalls the residual. Not thread-safe.
/// </remarks>
public sealed class BarrierAladin
{
    private readonly CouplingSet _set;
    private readonly BarrierAladinOptions _options;
    private readonly int _rows;
    private readonly CouplingBarrier _barrier;
    private double _leastShrink;
    private int _sinceShrink;
    private int _iteration;
    private Checkpoint? _checkpoint;
    private DualSearch? _search;

    /// <summary>Starts at given multipliers.</summary>
    /// <param name="set">The coupling.</param>
    /// <param name="options">Settings.</param>
    /// <param name="initialMultipliers">y₀, length K·T; null for zeros.</param>
    public BarrierAladin(CouplingSet set, BarrierAladinOptions options, double[]? initialMultipliers = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.InitialBarrier, nameof(options));
        _set = set;
        _options = options;
        _rows = set.Rows;
        if (initialMultipliers is not null && initialMultipliers.Length != _rows)
        {
            throw new ArgumentException($"expected {_rows} multipliers, got {initialMultipliers.Length}", nameof(initialMultipliers));
        }

        Multipliers = initialMultipliers is null ? new double[_rows] : [.. initialMultipliers];
        Barrier = options.InitialBarrier;
        _barrier = new CouplingBarrier(set);
        _leastShrink = options.LeastShrink;
    }

    /// <summary>y to broadcast next, length K·T.</summary>
    public double[] Multipliers { get; private set; }

    /// <summary>μ to broadcast next.</summary>
    public double Barrier { get; private set; }

    /// <summary>False when blocks are to answer the smoothed problem itself, without the proximal term (safeguarded recentring after failed roll-backs).</summary>
    public bool IsProximal => _search is null;

    /// <summary>Takes the sums of all answers to (<see cref="Multipliers"/>, <see cref="Barrier"/>) and moves on.</summary>
    /// <param name="classes">Sums per set of constraints; together they hold every block once.</param>
    /// <param name="failureShare">Share of blocks whose local iteration failed, 0–1.</param>
    /// <returns>The figures of the iteration and what to ask next.</returns>
    public AladinStep Advance(IReadOnlyList<ResponseSums> classes, double failureShare)
    {
        ArgumentNullException.ThrowIfNull(classes);
        _iteration++;
        var mu = Barrier;
        var y = Multipliers;
        if (_search is not null)
        {
            _barrier.Reset();
        }

        _barrier.Respond(y, mu);
        var totals = Totals.Of(classes, _set, _barrier, y);
        var solver = Factorize(classes);
        if (solver is null)
        {
            return Describe(totals, mu, y, double.NaN, 1, AladinDecision.Failed);
        }

        var correction = solver(totals.Linear);
        var predicted = Sum(y, correction);
        var decrement = DecrementOf(classes, correction, predicted, mu, totals.Blocks);
        var step = Describe(totals, mu, predicted, decrement, 1, AladinDecision.Continue);
        if (_search is not null)
        {
            return Recentre(step, totals, solver);
        }

        if (MustRollBack(decrement, failureShare))
        {
            RollBack();
            return step with { Decision = AladinDecision.RollBack };
        }

        if (!double.IsFinite(decrement) || !double.IsFinite(step.Value))
        {
            return step with { Decision = AladinDecision.Failed };
        }

        var gapClosed = step.Gap <= _options.GapTolerance * step.Scale;
        if (gapClosed && step.Residual <= _options.ResidualTolerance * _options.ResidualScale)
        {
            return step with { Decision = AladinDecision.Converged };
        }

        return Shrink(step, totals, solver, gapClosed);
    }

    private AladinStep Shrink(AladinStep step, Totals totals, Func<double[], double[]> solver, bool gapClosed)
    {
        var mu = Barrier;
        var factor = step.Decrement > _options.Centrality
            ? 1
            : Math.Max(_leastShrink, 0.3 * Math.Max(step.Decrement / _options.Centrality, 0.05));
        var terms = totals.Terms;
        var residualMoney = 0.0;
        for (var i = 0; i < _rows; i++)
        {
            // A residual below the tolerance is rounding and must not hold μ up.
            residualMoney += Math.Abs(step.Multipliers[i]) * Math.Max(0, Math.Abs(totals.Residuals[i]) - (_options.ResidualTolerance * _options.ResidualScale));
        }

        var floor = Math.Max(0.3 * _options.GapTolerance * step.Scale / terms, 0.1 * residualMoney / terms);
        var next = gapClosed ? mu : Math.Min(mu, Math.Max(factor * mu, floor));
        var decision = AladinDecision.Continue;
        if (next < mu)
        {
            _checkpoint = new Checkpoint(Multipliers, mu, next / mu, next, solver, totals.Linear, totals.BarrierDerivative, _barrier.Copy());
            _sinceShrink = 0;
            _leastShrink = Math.Max(_options.LeastShrink, _leastShrink * 0.7);
            decision = AladinDecision.ContinueFromCheckpoint;
        }
        else
        {
            _sinceShrink++;
        }

        MoveTo(Multipliers, totals.Linear, totals.BarrierDerivative, solver, mu, next, _barrier);
        return step with { Decision = decision, Shrink = next / mu };
    }

    private void MoveTo(double[] y, double[] linear, double[] derivative, Func<double[], double[]> solver, double mu, double next, CouplingBarrier virtualBlocks)
    {
        var right = new double[_rows];
        for (var i = 0; i < _rows; i++)
        {
            right[i] = linear[i] + ((next - mu) * derivative[i]);
        }

        var target = Sum(y, solver(right));
        virtualBlocks.Anchor(target, mu, next);
        _barrier.TakeCenters(virtualBlocks);
        Multipliers = target;
        Barrier = next;
    }

    private bool MustRollBack(double decrement, double failureShare) =>
        _checkpoint is { } point
        && point.Tries < _options.RollbackLimit
        && (!double.IsFinite(decrement) || decrement > _options.RollbackDecrement || _sinceShrink >= _options.RecentringLimit || failureShare > 0.2);

    private void RollBack()
    {
        var point = _checkpoint!;
        point.Tries++;
        point.Shrink = Math.Sqrt(point.Shrink);
        _sinceShrink = 0;
        _leastShrink = Math.Max(_leastShrink, Math.Min(point.Shrink, 0.3));
        var next = Math.Max(point.Barrier * point.Shrink, point.LeastBarrier);
        if (point.Tries <= 2)
        {
            MoveTo(point.Multipliers, point.Linear, point.BarrierDerivative, point.Solver, point.Barrier, next, point.VirtualBlocks);
            return;
        }

        _search = new DualSearch(_set, point.Multipliers);
        Multipliers = _search.Start;
        Barrier = point.Barrier;
    }

    /// <summary>Recentring on the exact smoothed dual function, which is concave: Newton with a line search on its slope.</summary>
    private AladinStep Recentre(AladinStep step, Totals totals, Func<double[], double[]> solver)
    {
        if (step.Decrement <= 0.5 * _options.Centrality || _search!.IsSpent)
        {
            _search = null;
            return Shrink(step, totals, solver, gapClosed: false);
        }

        Multipliers = _search.Next(Multipliers, totals.Residuals, solver);
        return step;
    }

    private AladinStep Describe(Totals totals, double mu, double[] predicted, double decrement, double shrink, AladinDecision decision)
    {
        double residual = 0, violation = 0, correction = 0;
        for (var i = 0; i < _rows; i++)
        {
            residual = Math.Max(residual, Math.Abs(totals.Residuals[i]));
            violation = Math.Max(violation, Math.Abs(_set.Excess(i, totals.Sums[i])));
            correction += predicted[i] * totals.Residuals[i];
        }

        var known = residual < 1e-3 * _options.ResidualScale ? Math.Abs(totals.Cost) : 0;
        return new AladinStep
        {
            Iteration = _iteration,
            Decision = decision,
            Barrier = mu,
            Residual = residual,
            Violation = violation,
            Cost = totals.Cost,
            Value = totals.Cost + _barrier.Cost() + correction,
            Gap = totals.Terms * mu,
            Scale = Math.Max(1e-9, Math.Max(known, totals.AbsoluteCost)),
            Decrement = decrement,
            Multipliers = predicted,
            Sums = totals.Sums,
            Shrink = shrink,
        };
    }

    /// <summary>Cholesky of the scaled coupling matrix S = Σ A + diag(virtual), with a little jitter; null when it fails twice.</summary>
    private Func<double[], double[]>? Factorize(IReadOnlyList<ResponseSums> classes)
    {
        var matrix = Matrix<double>.Build.Dense(_rows, _rows);
        foreach (var group in classes)
        {
            group.AddSensitivityTo(matrix, _set.Steps);
        }

        var scale = new double[_rows];
        for (var i = 0; i < _rows; i++)
        {
            matrix[i, i] += _barrier.Response(i);
            if (!double.IsFinite(matrix[i, i]) || matrix[i, i] <= 0)
            {
                return null;
            }

            scale[i] = 1 / Math.Sqrt(matrix[i, i]);
        }

        for (var i = 0; i < _rows; i++)
        {
            for (var j = 0; j < _rows; j++)
            {
                matrix[i, j] *= scale[i] * scale[j];
            }
        }

        var cholesky = TryCholesky(matrix, _options.Jitter) ?? TryCholesky(matrix, 1e-8);
        return cholesky is null ? null : right => Apply(cholesky, scale, right);
    }

    private static double[] Apply(Cholesky<double> cholesky, double[] scale, double[] right)
    {
        var solution = cholesky.Solve(Vector<double>.Build.Dense(right.Length, i => right[i] * scale[i]));
        return [.. solution.Select((value, i) => value * scale[i])];
    }

    private Cholesky<double>? TryCholesky(Matrix<double> scaled, double jitter)
    {
        var shifted = scaled.Clone();
        for (var i = 0; i < _rows; i++)
        {
            shifted[i, i] += jitter;
        }

        try
        {
            return shifted.Cholesky();
        }
        catch (ArgumentException)
        {
            // MathNet reports "not positive definite" this way; the caller tries more jitter or gives up by name.
            return null;
        }
    }

    /// <summary>δ = 2·sqrt(mean_i (c₀ − 2dᵀb + dᵀAd)/μ) over the blocks, or the worst virtual block if that is larger.</summary>
    private double DecrementOf(IReadOnlyList<ResponseSums> classes, double[] correction, double[] predicted, double mu, int blocks)
    {
        var sum = 0.0;
        foreach (var group in classes)
        {
            sum += group.Decrement + Quadratic(group, PriceOf(group, correction));
        }

        var worst = 0.0;
        for (var i = 0; i < _rows; i++)
        {
            worst = Math.Max(worst, _barrier.Decrement(i, predicted[i], mu));
        }

        return Math.Max(2 * Math.Sqrt(Math.Max(0, sum) / (Math.Max(1, blocks) * mu)), Math.Sqrt(worst));
    }

    /// <summary>The price change that a class sees: the sum over its constraints.</summary>
    private double[] PriceOf(ResponseSums group, double[] multipliers)
    {
        var steps = _set.Steps;
        var price = new double[steps];
        foreach (var k in group.Constraints)
        {
            for (var t = 0; t < steps; t++)
            {
                price[t] += multipliers[(k * steps) + t];
            }
        }

        return price;
    }

    private static double Quadratic(ResponseSums group, double[] d)
    {
        var sum = 0.0;
        var at = 0;
        for (var i = 0; i < d.Length; i++)
        {
            sum -= 2 * d[i] * group.NewtonStep[i];
            for (var j = 0; j < i; j++)
            {
                sum += 2 * d[i] * d[j] * group.Sensitivity[at++];
            }

            sum += d[i] * d[i] * group.Sensitivity[at++];
        }

        return sum;
    }

    private static double[] Sum(double[] a, double[] b)
    {
        var sum = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            sum[i] = a[i] + b[i];
        }

        return sum;
    }

    /// <summary>Where to return to when a cut of μ was too bold.</summary>
    private sealed class Checkpoint(
        double[] multipliers,
        double barrier,
        double shrink,
        double leastBarrier,
        Func<double[], double[]> solver,
        double[] linear,
        double[] barrierDerivative,
        CouplingBarrier virtualBlocks)
    {
        public double[] Multipliers { get; } = multipliers;

        public double Barrier { get; } = barrier;

        public double Shrink { get; set; } = shrink;

        public double LeastBarrier { get; } = leastBarrier;

        public Func<double[], double[]> Solver { get; } = solver;

        public double[] Linear { get; } = linear;

        public double[] BarrierDerivative { get; } = barrierDerivative;

        public CouplingBarrier VirtualBlocks { get; } = virtualBlocks;

        public int Tries { get; set; }
    }
}
