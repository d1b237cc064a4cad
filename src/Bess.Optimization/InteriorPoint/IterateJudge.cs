using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Measures iterates in the problem's own units, keeps the best, writes the log and tells when to stop.</summary>
internal sealed class IterateJudge
{
    private const int IterationsWithoutGain = 40;
    private const int IterationsForHelp = 5;
    private const double DivergedObjective = -1e3;
    private readonly ScaledProblem _scaled;
    private readonly Certifier _certifier;
    private readonly Progress _progress = new();
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _z;
    private QuadraticProblem _problem;
    private SolverOptions _options = new();
    private List<IterationRow> _log = [];
    private double _bestMerit;
    private double _bestError;

    public IterateJudge(ScaledProblem scaled, QuadraticProblem pattern)
    {
        int n = scaled.VariableCount;
        int m = scaled.RowCount;
        _scaled = scaled;
        _problem = pattern;
        _certifier = new Certifier(pattern);
        Meter = new PointMeter(n, m);
        (_x, _y, _z) = (new double[n], new double[m], new double[n]);
        (BestPrimal, BestRowDuals, BestColumnDuals) = (new double[n], new double[m], new double[n]);
    }

    public PointMeter Meter { get; }

    public double[] BestPrimal { get; }

    public double[] BestRowDuals { get; }

    public double[] BestColumnDuals { get; }

    public Certificate? Certificate { get; private set; }

    public IReadOnlyList<IterationRow> Log => _log;

    /// <summary>Whether the last iterate's primal residual is well below what was asked, and does not hold up the gap.</summary>
    public bool IsFeasible { get; private set; }

    /// <summary>Takes over a problem and forgets everything.</summary>
    public void Load(QuadraticProblem problem, SolverOptions options)
    {
        (_problem, _options) = (problem, options);
        _certifier.Load(problem, options.CertificateTolerance);
        Certificate = null;
        _bestMerit = _bestError = double.PositiveInfinity;
    }

    /// <summary>Starts another attempt at the same problem; the best point so far stays.</summary>
    public void StartAttempt()
    {
        _log = [];
        _progress.Reset(_options);
    }

    /// <summary>Accepts a proof made from row multipliers alone; the point means nothing then.</summary>
    public bool TryContradiction(double[] rowMultipliers)
    {
        Certificate = _certifier.TryPrimalInfeasible(rowMultipliers);
        if (Certificate is null) return false;
        _log = [];
        Array.Clear(BestRowDuals);
        Array.Clear(BestColumnDuals);
        for (int j = 0; j < BestPrimal.Length; j++)
            BestPrimal[j] = Math.Clamp(0.0, _problem.ColumnLower[j], Math.Max(_problem.ColumnLower[j], _problem.ColumnUpper[j]));
        return true;
    }

    /// <summary>The worst relative residual of a given point; a gap counts as no more than <paramref name="largestGap"/>.</summary>
    public double Error(PrimalDualPoint point, double largestGap)
    {
        point.ColumnDuals.CopyTo(_z, 0);
        PointMeasure measure = Meter.Measure(_problem, point.Primal, point.RowDuals, _z, _scaled.IsFixed);
        return Math.Max(
            Math.Min(measure.RelativeGap, largestGap), Math.Max(measure.RelativePrimalResidual, measure.RelativeDualResidual));
    }

    /// <summary>Looks at an iterate; returns the status that ends the run, or <see langword="null"/> to go on.</summary>
    public SolveStatus? Assess(int iteration, Iterate point, double mu, (double Primal, double Dual) step, RunClock clock)
    {
        Unscale(point);
        PointMeasure measure = Meter.Measure(_problem, _x, _y, _z, _scaled.IsFixed);
        double merit = measure.Merit(_options);
        if (_options.RecordIterations) Record(iteration, mu, step, measure, clock);
        _progress.Look(iteration, measure);
        IsFeasible = measure.RelativePrimalResidual <= 0.1 * _options.FeasibilityTolerance
            && iteration - _progress.LastGain < IterationsForHelp;
        if (merit < _bestMerit || double.IsPositiveInfinity(_bestMerit))
        {
            _bestMerit = merit;
            _bestError = measure.Error;
            _x.CopyTo(BestPrimal, 0);
            _y.CopyTo(BestRowDuals, 0);
            _z.CopyTo(BestColumnDuals, 0);
        }

        if (merit <= 1.0) return SolveStatus.Solved;
        if (!double.IsFinite(measure.PrimalResidual) || !double.IsFinite(measure.DualResidual)) return Exhausted();
        if (iteration - _progress.LastGain > IterationsWithoutGain) return Exhausted();
        return LookForProof(measure);
    }

    /// <summary>What to call the best point when nothing better can be reached.</summary>
    public SolveStatus Exhausted()
        => _bestMerit <= _options.AlmostSolvedFactor || _bestError <= SolverOptions.AlmostSolvedError
            ? SolveStatus.AlmostSolved
            : SolveStatus.NumericalTrouble;

    private SolveStatus? LookForProof(in PointMeasure measure)
    {
        if (measure.RelativePrimalResidual > _options.FeasibilityTolerance)
        {
            Certificate = _certifier.TryPrimalInfeasible(_y);
            if (Certificate is not null) return SolveStatus.PrimalInfeasible;
        }

        if (measure.RelativeDualResidual > _options.FeasibilityTolerance || measure.PrimalObjective < DivergedObjective)
        {
            Certificate = _certifier.TryDualInfeasible(_x);
            if (Certificate is not null) return SolveStatus.DualInfeasible;
        }

        return null;
    }

    private void Unscale(Iterate point)
    {
        var lower = _problem.ColumnLower;
        var upper = _problem.ColumnUpper;
        double primalScale = _scaled.PrimalScale;
        double dualScale = 1.0 / (primalScale * _scaled.ObjectiveScale);
        for (int j = 0; j < _x.Length; j++)
        {
            _x[j] = Math.Clamp(point.Value[j] * (_scaled.ColumnScale[j] * primalScale), lower[j], Math.Max(lower[j], upper[j]));
            _z[j] = (point.LowerDual[j] - point.UpperDual[j]) * dualScale / _scaled.ColumnScale[j];
        }

        for (int i = 0; i < _y.Length; i++) _y[i] = point.RowDual[i] * _scaled.RowScale[i] * dualScale;
    }

    private void Record(int iteration, double mu, (double Primal, double Dual) step, in PointMeasure measure, RunClock clock)
        => _log.Add(new IterationRow(
            iteration,
            measure.PrimalObjective,
            measure.DualObjective,
            measure.RelativePrimalResidual,
            measure.RelativeDualResidual,
            measure.RelativeGap,
            mu,
            step.Primal,
            step.Dual,
            clock.Elapsed.TotalSeconds));
}
