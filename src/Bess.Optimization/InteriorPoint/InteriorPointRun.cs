using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Mehrotra's predictor-corrector method on the problems of one pattern.</summary>
/// <remarks>
/// S. Mehrotra (1992), section 5, with Gondzio's centrality correctors (1996). Deviation: bounds may be violated by the
/// iterates (their residuals shrink with the others). Primal and dual steps have lengths of their own, with P too.
/// </remarks>
internal sealed class InteriorPointRun
{
    private const double ShortStep = 1e-7;
    private const int ShortStepsAllowed = 4;
    private const double WastefulStep = 0.5;
    private const double PredictorAccuracy = 1e-5;
    private const double LargestWarmError = 1.0;
    private readonly ScaledProblem _scaled;
    private readonly Equilibration _equilibration;
    private readonly DeadRows _deadRows;
    private readonly KktSystem _kkt;
    private readonly RegularisationControl _regularisation;
    private readonly NewtonSystem _system;
    private readonly Barrier _barrier;
    private readonly StartingPoint _startingPoint;
    private readonly IterateJudge _judge;
    private readonly Iterate _point;
    private readonly Iterate _affine;
    private readonly Iterate _direction;
    private readonly Iterate _trial;
    private QuadraticProblem _problem;
    private SolverOptions _options;
    private RunClock _clock;
    private readonly int _worthwhileCorrectors;
    private int _correctors;
    private bool _commonStep;
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
        _judge = new IterateJudge(_scaled, pattern);
        int n = pattern.VariableCount;
        int m = pattern.RowCount;
        (_point, _affine, _direction, _trial) = (new(n, m), new(n, m), new(n, m), new(n, m));
        _worthwhileCorrectors = WorthwhileCorrectors(_kkt.FactorNonZeroCount / (2.0 * Math.Max(1, n + m)));
    }

    public double[] BestPrimal => _judge.BestPrimal;

    public double[] BestRowDuals => _judge.BestRowDuals;

    public double[] BestColumnDuals => _judge.BestColumnDuals;

    public Certificate? Certificate => _judge.Certificate;

    public IReadOnlyList<IterationRow> Log => _judge.Log;

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
        if (_deadRows.Release(_problem, _options.FeasibilityTolerance) is { } contradiction && _judge.TryContradiction(contradiction))
            return SolveStatus.PrimalInfeasible;
        _barrier.Reset();
        _commonStep = false;
        if (TryWarmStart())
        {
            SolveStatus warm = Iterate();
            if (warm is not (SolveStatus.NumericalTrouble or SolveStatus.AlmostSolved)) return warm;
        }

        SolveStatus status = StartCold() ? Iterate() : SolveStatus.NumericalTrouble;
        if (status != SolveStatus.NumericalTrouble || _scaled.Quadratic is null) return status;
        // Own step lengths disturb the dual residual through P; one more attempt without them.
        _commonStep = true;
        return StartCold() ? Iterate() : status;
    }

    private bool StartCold()
    {
        ClearIterates();
        _regularisation.Reset(_options.StaticRegularisation);
        return _startingPoint.Initialise(_point);
    }

    private SolveStatus Iterate()
    {
        int shortSteps = 0;
        _judge.StartAttempt();
        (_primalStep, _dualStep) = (0.0, 0.0);
        for (int iteration = 0; ; iteration++)
        {
            double mu = _barrier.MeanProduct(_point);
            if (_judge.Assess(iteration, _point, mu, (_primalStep, _dualStep), _clock) is { } end) return end;
            if (_clock.Interruption() is { } interruption) return interruption;
            _clock.Iterations++;

            // Factorise once for all directions of this iteration.
            _system.ComputeResiduals(_point);
            if (!Factorise()) return _judge.Exhausted();

            // Predictor: aim at zero products; its success sets the centring σ = (μ_aff / μ)³.
            _barrier.SetAffineTargets(_point, _system);
            _system.Solve(_point, _affine, PredictorAccuracy);
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
            _regularisation.Adapt(_judge.IsFeasible, _system.PrimalResidual);
            Advance();
            shortSteps = Math.Min(_primalStep, _dualStep) < ShortStep ? shortSteps + 1 : 0;
            if (shortSteps >= ShortStepsAllowed) return _judge.Exhausted();
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
            _judge.Meter);
        return result with { Report = result.Report with { FactorNonZeroCount = FactorNonZeroCount, Log = Log } };
    }

    private void Load()
    {
        ClearIterates();
        _kkt.RefinementSteps = _options.RefinementSteps;
        _correctors = Math.Min(_worthwhileCorrectors, _options.CentralityCorrectors);
        _regularisation.Reset(_options.StaticRegularisation);
        if (_equilibration.Load(_problem)) _kkt.LoadMatrices();
        _judge.Load(_problem, _options);
    }

    private void ClearIterates()
    {
        _point.Clear();
        _affine.Clear();
        _direction.Clear();
        _trial.Clear();
    }

    /// <summary>Starts from the point of the options; not if there is none, or one so wrong that the solver's own is better.</summary>
    private bool TryWarmStart()
    {
        if (_options.WarmStart is not { } start) return false;
        double error = _judge.Error(start, LargestWarmError);
        if (!(error <= LargestWarmError)) return false;
        WarmStart.Initialise(_scaled, start, error, _point);
        return true;
    }

    private bool Factorise()
    {
        _clock.StartFactorisation();
        bool done = _system.Factorise(_point);
        while (!done && _regularisation.Raise()) done = _system.Factorise(_point);
        _clock.EndFactorisation();
        return done;
    }

    private (double Primal, double Dual) StepLengths(Iterate direction, double fraction)
    {
        var (toPrimalBoundary, toDualBoundary) = _barrier.StepToBoundary(_point, direction);
        double primal = Math.Min(1.0, fraction * toPrimalBoundary);
        double dual = Math.Min(1.0, fraction * toDualBoundary);
        if (!_commonStep) return (primal, dual);
        double common = Math.Min(primal, dual);
        return (common, common);
    }

    /// <summary>Gondzio's budget: a corrector costs a solve and must save its share of a factorisation.</summary>
    /// <param name="costRatio">Estimated cost of a factorisation in solves.</param>
    private static int WorthwhileCorrectors(double costRatio) => costRatio switch
    {
        < 4.0 => 0,
        _ => int.MaxValue,
    };

    /// <summary>Tries centrality correctors and keeps each that lengthens the step enough.</summary>
    private void ImproveCentrality(double centre, double fraction)
    {
        const double Ambition = 0.3;
        const double LeastGain = 0.01;
        // A short step wastes a factorisation: then all correctors are tried, whatever the budget.
        int allowed = Math.Min(_primalStep, _dualStep) < WastefulStep ? _options.CentralityCorrectors : _correctors;
        for (int corrector = 0; corrector < allowed; corrector++)
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
}
