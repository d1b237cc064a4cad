using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>One branch-and-bound search: best bound first, plunging into one child of every node.</summary>
/// <remarks>
/// A. H. Land, A. G. Doig, An automatic method of solving discrete programming problems, Econometrica 28 (1960); the course of a node as in
/// T. Achterberg, Constraint integer programming (2007), chapters 5 to 9, with less of everything.
/// </remarks>
internal sealed class Search
{
    private const double OptimalGap = 1e-9;
    private const double NearlyClosed = 1e-7;
    private readonly MixedIntegerProblem _problem;
    private readonly BranchAndBoundOptions _options;
    private readonly IQuadraticSolver? _other;
    private readonly IProgress<BranchAndBoundProgress>? _progress;
    private readonly SearchClock _clock;
    private readonly IncumbentStore _incumbent;
    private readonly Tree _tree = new();
    private readonly int[] _integerColumns;
    private readonly bool[] _isInteger;
    private readonly Box _global;
    private readonly bool _isObjectiveIntegral;
    private QuadraticProblem _strengthened;
    private Propagation _propagation;
    private Rounding _rounding;
    private RelaxationSolver? _solver;
    private Brancher? _brancher;
    private Relaxation? _root;
    private double _relaxationBound = double.NegativeInfinity;
    private bool _isRigorous = true;
    private int _cuts;
    private int _nodes;

    public Search(
        MixedIntegerProblem problem,
        BranchAndBoundOptions options,
        IQuadraticSolver? other,
        IProgress<BranchAndBoundProgress>? progress,
        CancellationToken cancellationToken)
    {
        _problem = problem;
        _options = options;
        _other = other;
        _progress = progress;
        _clock = new SearchClock(options, cancellationToken);
        _incumbent = new IncumbentStore(problem, options, _clock, other);
        _strengthened = problem.Relaxation;
        _integerColumns = problem.IntegerColumns.ToArray();
        _isInteger = new bool[_strengthened.VariableCount];
        foreach (int column in _integerColumns) _isInteger[column] = true;
        _global = new Box(_strengthened.ColumnLower.ToArray(), _strengthened.ColumnUpper.ToArray());
        _isObjectiveIntegral = IntegralObjective.Holds(_strengthened, _isInteger);
        _propagation = new Propagation(_strengthened, _isInteger);
        _rounding = new Rounding(_strengthened, _integerColumns, _propagation);
    }

    private double Cutoff => _incumbent.Point is null
        ? double.PositiveInfinity
        : _incumbent.Objective - Math.Max(_options.AbsoluteGap, _options.RelativeGap * Math.Max(1.0, Math.Abs(_incumbent.Objective)));

    public BranchAndBoundResult Run()
    {
        if (_options.NodeLimit == 0) return Describe(BranchAndBoundStatus.NodeLimit, double.NegativeInfinity);
        if (_clock.Interruption() is { } atOnce) return Describe(atOnce, double.NegativeInfinity);
        if (!_propagation.Tighten(_global)) return Describe(BranchAndBoundStatus.Infeasible, double.PositiveInfinity);
        if (OpenRoot() is { } end) return end;
        while (true)
        {
            Report();
            if (IsClosed(_tree.Bound(_incumbent.Objective))) return Finish();
            if (_clock.Interruption() is { } interruption) return Describe(interruption, _tree.Bound(_incumbent.Objective));
            if (_tree.Take() is not { } node) return Finish();
            if (_nodes >= _options.NodeLimit && node.Depth > 0)
            {
                _tree.Dive(node);
                return Describe(BranchAndBoundStatus.NodeLimit, _tree.Bound(_incumbent.Objective));
            }

            Process(node);
        }
    }

    /// <summary>Strengthens, solves and cuts the root; a result when that is the end.</summary>
    private BranchAndBoundResult? OpenRoot()
    {
        if (_options.Presolve) _strengthened = CoefficientTightening.Apply(_strengthened, _isInteger, _global);
        _propagation = new Propagation(_strengthened, _isInteger);
        _rounding = new Rounding(_strengthened, _integerColumns, _propagation);
        RelaxationSolver Create(QuadraticProblem problem) => new(problem, _isInteger, _clock, _other);
        _solver = Create(_strengthened);
        Relaxation root = _solver.Solve(_global, warm: null);
        if (root.Kind == RelaxationKind.Interrupted)
            return Describe(_clock.Interruption() ?? BranchAndBoundStatus.TimeLimit, double.NegativeInfinity);
        if (root.Kind == RelaxationKind.Infeasible) return Describe(BranchAndBoundStatus.Infeasible, double.PositiveInfinity);
        if (root.Kind == RelaxationKind.Unbounded) return Describe(BranchAndBoundStatus.Unbounded, double.NegativeInfinity);
        _nodes = 1;
        _relaxationBound = root.Bound;
        var outcome = CutLoop.Run(
            _strengthened, _isInteger, _global, new CutLoop.Outcome(_solver, root, 0), _options.CutRounds, IsSettled, Create);
        if (outcome.Root.Kind == RelaxationKind.Infeasible) return Describe(BranchAndBoundStatus.Infeasible, double.PositiveInfinity);
        (_solver, _root, _cuts) = (outcome.Solver, outcome.Root, outcome.Cuts);
        _brancher = new Brancher(_options, _integerColumns, _propagation, _solver.Solve);
        _tree.Add(new Node(
            Array.ConvertAll(_integerColumns, j => _global.Lower[j]),
            Array.ConvertAll(_integerColumns, j => _global.Upper[j]),
            Lift(_root.Bound),
            0,
            null,
            null,
            _root));
        return null;
    }

    /// <summary>Whether a point of the root leads by rounding alone to an incumbent as good as the bound.</summary>
    private bool IsSettled(Relaxation root)
    {
        var locked = new List<int>();
        double[] rounded = _rounding.Simple(root.X, _global, locked);
        if (locked.Count == 0) _incumbent.Offer(rounded);
        return IsClosed(Lift(root.Bound));
    }

    private void Process(Node node)
    {
        if (IsClosed(node.Bound))
        {
            _tree.Close(node.Bound);
            return;
        }

        Box box = Open(node);
        if (!_propagation.Tighten(box)) return;
        Relaxation relaxation = node.Known ?? _solver!.Solve(box, node.Start);
        if (relaxation.Kind == RelaxationKind.Interrupted)
        {
            _tree.Dive(node);
            return;
        }

        // The root was counted when it was solved.
        if (node.Depth > 0) _nodes++;
        if (relaxation.Kind == RelaxationKind.Infeasible) return;
        if (relaxation.Kind == RelaxationKind.Unbounded)
        {
            // Only possible where the root could not be solved; nothing is known here.
            _tree.Close(node.Bound);
            return;
        }

        _isRigorous &= relaxation.Safe!.IsRigorous;
        if (node.Known is null && node.Branch is not null) _brancher!.Observe(node.Branch, relaxation.Bound);
        node = node with { Bound = Math.Max(node.Bound, Lift(relaxation.Bound)), Known = relaxation };
        if (!IsClosed(node.Bound)) Expand(node, box, relaxation);
        else _tree.Close(node.Bound);
    }

    private void Expand(Node node, Box box, Relaxation relaxation)
    {
        var locked = new List<int>();
        double[] rounded = _rounding.Simple(relaxation.X, box, locked);
        if (locked.Count == 0) _incumbent.Offer(rounded);
        if (IsNearlyClosed(node.Bound))
        {
            relaxation = _solver!.Refine(box, relaxation);
            if (relaxation.Kind == RelaxationKind.Interrupted)
            {
                _tree.Dive(node);
                return;
            }

            if (relaxation.Kind == RelaxationKind.Infeasible) return;
            node = node with { Bound = Math.Max(node.Bound, Lift(relaxation.Bound)), Known = relaxation };
        }

        if (_options.Heuristics && IsTimeToDive() && !IsClosed(node.Bound))
            Diving.Run(relaxation, box, _rounding, _solver!, values => _incumbent.Offer(values), bound => IsClosed(Lift(bound)));
        bool isAllFixed = Array.TrueForAll(_integerColumns, box.IsFixed);
        if (isAllFixed) _incumbent.Offer(rounded);
        if (IsClosed(node.Bound) || isAllFixed)
        {
            _tree.Close(node.Bound);
            return;
        }

        ReducedCostOutcome fixing = ReducedCosts.Tighten(relaxation.Safe!, _integerColumns, Cutoff, box);
        if (fixing != ReducedCostOutcome.Nothing) _tree.Close(Cutoff);
        if (fixing == ReducedCostOutcome.Empty || !_propagation.Tighten(box)) return;
        if (Array.TrueForAll(_integerColumns, box.IsFixed))
        {
            // What is left is one point; it is looked at as a node of its own.
            _tree.Dive(Remaining(node, box, relaxation));
            return;
        }

        var children = _brancher!.Branch(box, node, relaxation, rounded, locked, bound => IsClosed(Lift(bound)));
        if (children.IsInterrupted)
        {
            _tree.Dive(node);
            return;
        }

        if (children.Other is { } other) _tree.Add(other with { Bound = Lift(other.Bound) });
        if (children.Next is { } next) _tree.Dive(next with { Bound = Lift(next.Bound) });
    }

    private Node Remaining(Node node, Box box, Relaxation relaxation) => new(
        Array.ConvertAll(_integerColumns, j => box.Lower[j]),
        Array.ConvertAll(_integerColumns, j => box.Upper[j]),
        node.Bound,
        node.Depth + 1,
        null,
        _options.WarmStart ? relaxation.Point : null,
        null);

    private Box Open(Node node)
    {
        Box box = _global.Copy();
        for (int k = 0; k < _integerColumns.Length; k++)
        {
            int j = _integerColumns[k];
            box.Lower[j] = Math.Max(box.Lower[j], node.Lower[k]);
            box.Upper[j] = Math.Min(box.Upper[j], node.Upper[k]);
        }

        return box;
    }

    /// <summary>At the root and then ever more seldom; more often while there is no incumbent.</summary>
    private bool IsTimeToDive() => int.IsPow2(_nodes) || (_incumbent.Point is null && _nodes % 10 == 0);

    private bool IsClosed(double bound) => bound >= Cutoff;

    /// <summary>Whether only the accuracy of the relaxation may keep a bound from the cutoff.</summary>
    private bool IsNearlyClosed(double bound)
        => !IsClosed(bound) && bound >= Cutoff - (NearlyClosed * Math.Max(1.0, Math.Abs(_incumbent.Objective)));

    /// <summary>With an objective that takes only whole values above its constant, a bound may be rounded up.</summary>
    private double Lift(double bound)
    {
        if (!_isObjectiveIntegral || !double.IsFinite(bound)) return bound;
        double constant = _strengthened.Constant;
        return Math.Max(bound, Math.Ceiling(bound - constant - (1e-6 * Math.Max(1.0, Math.Abs(bound)))) + constant);
    }

    private BranchAndBoundResult Finish()
    {
        double bound = _tree.Bound(_incumbent.Objective);
        if (_incumbent.Point is null)
        {
            return double.IsPositiveInfinity(bound)
                ? Describe(BranchAndBoundStatus.Infeasible, bound)
                : Describe(BranchAndBoundStatus.NumericalTrouble, bound);
        }

        double gap = Math.Max(0.0, _incumbent.Objective - bound);
        double scale = Math.Max(1.0, Math.Abs(_incumbent.Objective));
        if (gap <= OptimalGap * scale * 1.001) return Describe(BranchAndBoundStatus.Optimal, bound);
        bool isAsked = gap <= Math.Max(_options.AbsoluteGap, _options.RelativeGap * scale) * 1.001;
        return Describe(isAsked ? BranchAndBoundStatus.GapLimit : BranchAndBoundStatus.NumericalTrouble, bound);
    }

    private void Report() => _progress?.Report(new BranchAndBoundProgress(
        _nodes, _tree.Count, _incumbent.Objective, _tree.Bound(_incumbent.Objective), _clock.Seconds, _incumbent.Point));

    private BranchAndBoundResult Describe(BranchAndBoundStatus status, double bound) => new()
    {
        Status = status,
        Primal = _incumbent.Point,
        Objective = _incumbent.Objective,
        Bound = bound,
        IsBoundRigorous = _isRigorous,
        RelaxationBound = _relaxationBound,
        Nodes = _nodes,
        Relaxations = _clock.Relaxations,
        Iterations = _clock.Iterations,
        Cuts = _cuts,
        Seconds = _clock.Seconds,
    };
}
