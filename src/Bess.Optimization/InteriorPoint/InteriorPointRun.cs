using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>One run of Mehrotra's predictor-corrector method on a problem without fixed columns.</summary>
/// <remarks>
/// S. Mehrotra (1992), section 5, with Gondzio's centrality correctors (1996). Deviation: bounds may be violated by the
/// iterates (their residuals shrink with the others). Primal and dual steps have lengths of their own, with P too.
/// </remarks>
internal sealed class InteriorPointRun
{
    private const double ShortStep = 1e-7;
    private const int ShortStepsAllowed = 4;
    private const int IterationsWithoutGain = 40;
    private const double DivergedDual = 1e-3;
    private const double LargestWarmError = 1.0;
    private readonly ScaledProblem _scaled;
    private readonly Equilibration _equilibration;
    private readonly DeadRows _deadRows;
    private readonly KktSystem _kkt;
    private readonly RegularisationControl _regularisation;
    private readonly NewtonSystem _system;
    private readonly Barrier _barrier;
    private readonly StartingPoint _startingPoint;
    private readonly PointMeter _meter;
    private readonly Certifier _certifier;
    private readonly Progress _progress = new();
    private readonly Iterate _point;
    private readonly Iterate _affine;
    private readonly Iterate _direction;
    private readonly Iterate _trial;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _z;
    private QuadraticProblem _problem;
    private SolverOptions _options;
    private RunClock _clock;
    private List<IterationRow> _log = [];
    private double _bestMerit = double.PositiveInfinity;
    private bool _isFeasible;
    private double _primalStep;
    private double _dualStep;

    /// <summary>Prepares for problems of one pattern: ordering, symbolic factorisation, work arrays.</summary>
    public InteriorPointRun(QuadraticProblem pattern, SolverOptions options, RunClock clock)
    {
        _problem = pattern;
        _options = options;
        _clock = clock;
        _scaled = new ScaledProblem(pattern);
        _equilibration = new Equilibration(_scaled);
        _deadRows = new DeadRows(_scaled);
        _kkt = new KktSystem(_scaled);
        _regularisation = new RegularisationControl(_kkt);
        _system = new NewtonSystem(_scaled, _kkt);
        _barrier = new Barrier(_scaled);
        _startingPoint = new StartingPoint(_scaled, _kkt);
        _certifier = new Certifier(pattern);
        int n = pattern.VariableCount;
        int m = pattern.RowCount;
        _meter = new PointMeter(n, m);
        (_point, _affine, _direction, _trial) = (new(n, m), new(n, m), new(n, m), new(n, m));
        (_x, _y, _z) = (new double[n], new double[m], new double[n]);
        BestPrimal = new double[n];
        BestRowDuals = new double[m];
        BestColumnDuals = new double[n];
    }

    public double[] BestPrimal { get; }

    public double[] BestRowDuals { get; }

    public double[] BestColumnDuals { get; }

    public double BestMerit => _bestMerit;

    public Certificate? Certificate { get; private set; }

    public IReadOnlyList<IterationRow> Log => _log;

    public long FactorNonZeroCount => _kkt.FactorNonZeroCount;

    /// <summary>Solves another problem of the pattern.</summary>
    public SolveStatus Run(QuadraticProblem problem, SolverOptions options, RunClock clock)
    {
        (_problem, _options, _clock) = (problem, options, clock);
        return Run();
    }

    /// <summary>Iterates to the end and says why it ended; the best point is in the properties.</summary>
    public SolveStatus Run()
    {
        Load();
        if (_deadRows.Release(_problem, _options.FeasibilityTolerance) is { } contradiction)
        {
            Certificate = _certifier.TryPrimalInfeasible(contradiction);
            if (Certificate is not null) return Contradicted();
        }

        _barrier.Reset();
        if (TryWarmStart())
        {
            SolveStatus status = Iterate();
            if (status is not (SolveStatus.NumericalTrouble or SolveStatus.AlmostSolved)) return status;
        }

        return _startingPoint.Initialise(_point) ? Iterate() : SolveStatus.NumericalTrouble;
    }

    private SolveStatus Contradicted()
    {
        _log = [];
        Array.Clear(BestRowDuals);
        Array.Clear(BestColumnDuals);
        for (int j = 0; j < BestPrimal.Length; j++)
            BestPrimal[j] = Math.Clamp(0.0, _problem.ColumnLower[j], Math.Max(_problem.ColumnLower[j], _problem.ColumnUpper[j]));
        return SolveStatus.PrimalInfeasible;
    }

    private SolveStatus Iterate()
    {
        int shortSteps = 0;
        _log = [];
        _bestMerit = double.PositiveInfinity;
        (_primalStep, _dualStep) = (0.0, 0.0);
        for (int iteration = 0; ; iteration++)
        {
            double mu = _barrier.MeanProduct(_point);
            if (Assess(iteration, mu) is { } end) return end;
            if (_clock.Interruption() is { } interruption) return interruption;
            _clock.Iterations++;

            // Factorise once for all directions of this iteration.
            _system.ComputeResiduals(_point);
            if (!Factorise()) return Exhausted();

            // Predictor: aim at zero products; its success sets the centring σ = (μ_aff / μ)³.
            _barrier.SetAffineTargets(_point, _system);
            _system.Solve(_point, _affine);
            var (affinePrimal, affineDual) = StepLengths(_affine, 1.0);
            double affineMu = _barrier.MeanProduct(_point, _affine, affinePrimal, affineDual);
            double centring = mu > 0.0 ? Math.Clamp(Math.Pow(affineMu / mu, 3.0), 1e-8, 1.0) : 0.0;

            // Corrector: centre, and take away the predictor's second-order error.
            _barrier.SetCorrectorTargets(_point, _affine, centring * mu, _system);
            _system.Solve(_point, _direction);
            // Stay off the boundary; the fraction tends to 1 as μ vanishes.
            double fraction = Math.Max(0.995, 1.0 - mu);
            (_primalStep, _dualStep) = StepLengths(_direction, fraction);
            ImproveCentrality(centring * mu, fraction);
            _regularisation.Adapt(_isFeasible, _system.PrimalResidual);
            Advance();
            shortSteps = Math.Min(_primalStep, _dualStep) < ShortStep ? shortSteps + 1 : 0;
            if (shortSteps >= ShortStepsAllowed) return Exhausted();
        }
    }

    /// <summary>The result of the last run, with vectors of its own.</summary>
    public SolveResult Compose(SolveStatus status, Certificate? certificate)
    {
        SolveResult result = InteriorPointSolver.Compose(
            _problem,
            status,
            (double[])BestPrimal.Clone(),
            (double[])BestRowDuals.Clone(),
            (double[])BestColumnDuals.Clone(),
            _clock,
            certificate,
            _meter);
        return result with { Report = result.Report with { FactorNonZeroCount = FactorNonZeroCount, Log = Log } };
    }

    private void Load()
    {
        Certificate = null;
        _point.Clear();
        _affine.Clear();
        _direction.Clear();
        _trial.Clear();
        _kkt.RefinementSteps = _options.RefinementSteps;
        _regularisation.Reset(_options.StaticRegularisation);
        if (_equilibration.Load(_problem)) _kkt.LoadMatrices();
        _certifier.Load(_problem, _options.CertificateTolerance);
    }

    /// <summary>Starts from the point of the options; not if there is none, or one so wrong that the solver's own is better.</summary>
    private bool TryWarmStart()
    {
        if (_options.WarmStart is not { } start) return false;
        start.ColumnDuals.CopyTo(_z, 0);
        PointMeasure measure = _meter.Measure(_problem, start.Primal, start.RowDuals, _z, _scaled.IsFixed);
        double error = Math.Max(
            Math.Min(measure.RelativeGap, LargestWarmError), Math.Max(measure.RelativePrimalResidual, measure.RelativeDualResidual));
        if (!(error <= LargestWarmError)) return false;
        WarmStart.Initialise(_scaled, start, error, _point);
        return true;
    }

    /// <summary>Measures the iterate in the problem's own units, keeps it if best, and tells whether to stop.</summary>
    private SolveStatus? Assess(int iteration, double mu)
    {
        Unscale(_point);
        PointMeasure measure = _meter.Measure(_problem, _x, _y, _z, _scaled.IsFixed);
        double merit = measure.Merit(_options);
        if (_options.RecordIterations) Record(iteration, mu, measure);
        if (iteration == 0) _progress.Reset(_options);
        _progress.Look(iteration, measure);
        _isFeasible = measure.RelativePrimalResidual <= 0.1 * _options.FeasibilityTolerance;
        if (merit < _bestMerit || iteration == 0)
        {
            _bestMerit = merit;
            _x.CopyTo(BestPrimal, 0);
            _y.CopyTo(BestRowDuals, 0);
            _z.CopyTo(BestColumnDuals, 0);
        }

        if (merit <= 1.0) return SolveStatus.Solved;
        if (!double.IsFinite(measure.PrimalResidual) || !double.IsFinite(measure.DualResidual)) return Exhausted();
        if (iteration - _progress.LastGain > IterationsWithoutGain) return Exhausted();
        if (measure.RelativePrimalResidual > _options.FeasibilityTolerance)
        {
            Certificate = _certifier.TryPrimalInfeasible(_y);
            if (Certificate is not null) return SolveStatus.PrimalInfeasible;
        }

        if (measure.RelativeDualResidual > _options.FeasibilityTolerance || measure.PrimalObjective < -1.0 / DivergedDual)
        {
            Certificate = _certifier.TryDualInfeasible(_x);
            if (Certificate is not null) return SolveStatus.DualInfeasible;
        }

        return null;
    }

    private bool Factorise()
    {
        while (!_system.Factorise(_point))
        {
            if (!_regularisation.Raise()) return false;
        }

        return true;
    }

    private SolveStatus Exhausted()
        => _bestMerit <= _options.AlmostSolvedFactor ? SolveStatus.AlmostSolved : SolveStatus.NumericalTrouble;

    private (double Primal, double Dual) StepLengths(Iterate direction, double fraction)
    {
        var (toPrimalBoundary, toDualBoundary) = _barrier.StepToBoundary(_point, direction);
        double primal = Math.Min(1.0, fraction * toPrimalBoundary);
        double dual = Math.Min(1.0, fraction * toDualBoundary);
        return (primal, dual);
    }

    /// <summary>Tries centrality correctors and keeps each that lengthens the step enough.</summary>
    private void ImproveCentrality(double centre, double fraction)
    {
        const double Ambition = 0.1;
        const double LeastGain = 0.01;
        for (int corrector = 0; corrector < _options.CentralityCorrectors; corrector++)
        {
            if (_primalStep > 0.95 && _dualStep > 0.95) return;
            double primalAim = Math.Min(1.0, (1.08 * _primalStep) + Ambition);
            double dualAim = Math.Min(1.0, (1.08 * _dualStep) + Ambition);
            _barrier.AddCentralityTargets(_point, _direction, (primalAim, dualAim), centre, _system);
            _system.Solve(_point, _trial);
            var (primal, dual) = StepLengths(_trial, fraction);
            if (primal + dual < _primalStep + _dualStep + LeastGain) return;
            _direction.CopyFrom(_trial);
            (_primalStep, _dualStep) = (primal, dual);
        }
    }

    private void Advance()
    {
        int n = _scaled.VariableCount;
        AddScaled(_point.Value.AsSpan(0, n), _direction.Value, _primalStep);
        _scaled.Constraints.Multiply(_point.Value.AsSpan(0, n), _point.Value.AsSpan(n));
        AddScaled(_point.LowerSlack, _direction.LowerSlack, _primalStep);
        AddScaled(_point.UpperSlack, _direction.UpperSlack, _primalStep);
        _barrier.LiftSlacks(_point);
        AddScaled(_point.RowDual, _direction.RowDual, _dualStep);
        AddScaled(_point.LowerDual, _direction.LowerDual, _dualStep);
        AddScaled(_point.UpperDual, _direction.UpperDual, _dualStep);
        for (int i = 0; i < _scaled.RowCount; i++)
        {
            if (!_scaled.IsFixed[n + i]) _point.RowDual[i] = _point.LowerDual[n + i] - _point.UpperDual[n + i];
        }
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> step, double length)
    {
        for (int k = 0; k < target.Length; k++) target[k] += length * step[k];
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

    private void Record(int iteration, double mu, in PointMeasure measure) => _log.Add(new IterationRow(
        iteration,
        measure.PrimalObjective,
        measure.DualObjective,
        measure.RelativePrimalResidual,
        measure.RelativeDualResidual,
        measure.RelativeGap,
        mu,
        _primalStep,
        _dualStep,
        _clock.Elapsed.TotalSeconds));
}
