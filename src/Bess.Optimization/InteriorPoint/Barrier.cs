namespace Bess.Optimization.InteriorPoint;

/// <summary>Arithmetic on the complementarity products of the bounds of a problem.</summary>
internal sealed class Barrier
{
    private readonly ScaledProblem _problem;
    private readonly int[] _lowerStore;
    private readonly int[] _upperStore;
    private int _lowerCount;
    private int _upperCount;

    public Barrier(ScaledProblem problem)
    {
        _problem = problem;
        _lowerStore = new int[problem.EntityCount];
        _upperStore = new int[problem.EntityCount];
    }

    /// <summary>Number of bounds with a barrier.</summary>
    public int Count => _lowerCount + _upperCount;

    private ReadOnlySpan<int> Lower => _lowerStore.AsSpan(0, _lowerCount);

    private ReadOnlySpan<int> Upper => _upperStore.AsSpan(0, _upperCount);

    /// <summary>Takes over which bounds the scaled problem has.</summary>
    public void Reset()
    {
        _lowerCount = _upperCount = 0;
        for (int k = 0; k < _problem.EntityCount; k++)
        {
            if (_problem.HasLower[k]) _lowerStore[_lowerCount++] = k;
            if (_problem.HasUpper[k]) _upperStore[_upperCount++] = k;
        }
    }

    /// <summary>Mean product after steps of the given lengths; 0 without bounds.</summary>
    public double MeanProduct(Iterate point, Iterate? direction = null, double primalStep = 0.0, double dualStep = 0.0)
    {
        if (Count == 0) return 0.0;
        double sum = 0.0;
        foreach (int k in Lower)
        {
            double slack = point.LowerSlack[k] + (direction is null ? 0.0 : primalStep * direction.LowerSlack[k]);
            double dual = point.LowerDual[k] + (direction is null ? 0.0 : dualStep * direction.LowerDual[k]);
            sum += slack * dual;
        }

        foreach (int k in Upper)
        {
            double slack = point.UpperSlack[k] + (direction is null ? 0.0 : primalStep * direction.UpperSlack[k]);
            double dual = point.UpperDual[k] + (direction is null ? 0.0 : dualStep * direction.UpperDual[k]);
            sum += slack * dual;
        }

        return sum / Count;
    }

    /// <summary>Longest steps in [0, 2] that keep slacks and multipliers from becoming negative.</summary>
    public (double Primal, double Dual) StepToBoundary(Iterate point, Iterate direction)
    {
        double primal = Math.Min(
            Longest(Lower, point.LowerSlack, direction.LowerSlack), Longest(Upper, point.UpperSlack, direction.UpperSlack));
        double dual = Math.Min(
            Longest(Lower, point.LowerDual, direction.LowerDual), Longest(Upper, point.UpperDual, direction.UpperDual));
        return (primal, dual);
    }

    /// <summary>
    /// Lifts slacks that fell below the rounding error of their value. Where the constraints leave a bound no interior, they
    /// would tend to zero faster than the products and drive the multipliers to infinity.
    /// </summary>
    public void LiftSlacks(Iterate point)
    {
        const double LeastSlack = 1e-13;
        foreach (int k in Lower) point.LowerSlack[k] = Math.Max(point.LowerSlack[k], LeastSlack * (1.0 + Math.Abs(point.Value[k])));
        foreach (int k in Upper) point.UpperSlack[k] = Math.Max(point.UpperSlack[k], LeastSlack * (1.0 + Math.Abs(point.Value[k])));
    }

    /// <summary>Targets of the affine direction: every product to zero.</summary>
    public void SetAffineTargets(Iterate point, NewtonSystem system)
    {
        foreach (int k in Lower) system.LowerTarget[k] = -point.LowerSlack[k] * point.LowerDual[k];
        foreach (int k in Upper) system.UpperTarget[k] = -point.UpperSlack[k] * point.UpperDual[k];
    }

    /// <summary>Targets of Mehrotra's corrector: every product to <paramref name="centre"/>, less the affine second-order term.</summary>
    public void SetCorrectorTargets(Iterate point, Iterate affine, double centre, NewtonSystem system)
    {
        foreach (int k in Lower)
        {
            system.LowerTarget[k] = centre - (point.LowerSlack[k] * point.LowerDual[k])
                - (affine.LowerSlack[k] * affine.LowerDual[k]);
        }

        foreach (int k in Upper)
        {
            system.UpperTarget[k] = centre - (point.UpperSlack[k] * point.UpperDual[k])
                - (affine.UpperSlack[k] * affine.UpperDual[k]);
        }
    }

    /// <summary>
    /// Adds to the targets what pulls outlying products of a trial point back to [βmin, βmax] · centre
    /// (J. Gondzio, Multiple centrality corrections in a primal-dual method, Comput. Optim. Appl. 6 (1996), section 3).
    /// </summary>
    public void AddCentralityTargets(Iterate point, Iterate trial, (double Primal, double Dual) step, double centre, NewtonSystem system)
    {
        foreach (int k in Lower)
        {
            double slack = point.LowerSlack[k] + (step.Primal * trial.LowerSlack[k]);
            double dual = point.LowerDual[k] + (step.Dual * trial.LowerDual[k]);
            system.LowerTarget[k] += CentralityTerm(slack * dual, centre);
        }

        foreach (int k in Upper)
        {
            double slack = point.UpperSlack[k] + (step.Primal * trial.UpperSlack[k]);
            double dual = point.UpperDual[k] + (step.Dual * trial.UpperDual[k]);
            system.UpperTarget[k] += CentralityTerm(slack * dual, centre);
        }
    }

    private static double CentralityTerm(double product, double centre)
    {
        const double LeastRatio = 0.1;
        const double LargestRatio = 10.0;
        double wanted = Math.Clamp(product, LeastRatio * centre, LargestRatio * centre);
        return Math.Max(wanted - product, -LargestRatio * centre);
    }

    private static double Longest(ReadOnlySpan<int> bounds, double[] value, double[] step)
    {
        double longest = 2.0;
        foreach (int k in bounds)
        {
            // value + longest · step < 0, without a division for the many that do not block.
            if (value[k] + (longest * step[k]) < 0.0) longest = -value[k] / step[k];
        }

        return longest;
    }
}
