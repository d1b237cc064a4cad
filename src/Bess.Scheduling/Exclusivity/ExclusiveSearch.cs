using Bess.Scheduling.Checking;

namespace Bess.Scheduling.Exclusivity;

/// <summary>Branch and bound over the modes of the steps: best bound first, plunging into the better child.</summary>
internal sealed class ExclusiveSearch
{
    private readonly NodeProblem _problem;
    private readonly ExclusiveOptions _options;
    private readonly NodeRelaxation _relaxation;
    private readonly double _gap;
    private readonly double _overlap;
    private readonly PriorityQueue<Node, double> _open = new();
    private StepMode[] _bestModes = [];
    private double[] _bestPower = [];
    private double _best = double.PositiveInfinity;
    private double _closed = double.PositiveInfinity;
    private int _nodes;

    public ExclusiveSearch(NodeProblem problem, ExclusiveOptions options)
    {
        _problem = problem;
        _options = options;
        _relaxation = new NodeRelaxation(problem);
        _gap = options.RelativeGap * problem.Turnover;
        _overlap = options.OverlapTolerance * Math.Min(problem.Model.ChargeLimitMw.Max(), problem.Model.DischargeLimitMw.Max());
    }

    private bool MustStop => _nodes >= _options.NodeLimit || _options.CancellationToken.IsCancellationRequested;

    public ExclusivePlan Run()
    {
        var free = new StepMode[_problem.Model.Steps];
        var root = Evaluate(free, double.NegativeInfinity, tight: false);
        if (root is null)
            return Describe(_closed, []);
        Offer(SignModes(root.PowerMw));
        if (IsClosed(root))
            _closed = root.Bound;
        else if (Evaluate(free, root.Bound, tight: true) is { } tighter)
        {
            OfferGridPlans(tighter.PowerMw);
            Explore(tighter);
        }

        return Describe(root.Bound, [.. Enumerable.Range(0, free.Length).Where(t => root.OverlapMw[t] > _overlap)]);
    }

    /// <summary>Directions from dynamic programming; again from the plan they lead to, while that helps.</summary>
    private void OfferGridPlans(double[] reference)
    {
        for (var round = 0; round < 4 && !MustStop; round++)
        {
            var before = _best;
            if (new GridDispatch(_problem, reference).Solve() is not { } power)
                return;
            Offer(SignModes(power));
            if (_best >= before - _gap)
                return;
            reference = _bestPower;
        }
    }

    private bool IsClosed(Node node) => node.Bound >= _best - _gap;

    private void Explore(Node root)
    {
        var current = (Node?)root;
        while (current is not null || _open.Count > 0)
        {
            var node = current ?? _open.Dequeue();
            current = null;
            if (IsClosed(node) || MustStop)
                _closed = Math.Min(_closed, node.Bound);
            else
                current = Expand(node);
        }
    }

    /// <summary>Branches, or closes a node whose relaxation is exclusive; returns the child to plunge into.</summary>
    private Node? Expand(Node node)
    {
        var step = MostOverlapping(node);
        if (step < 0 || node.OverlapMw[step] <= _overlap)
            Offer(SignModes(node.PowerMw));
        if (step < 0 || IsClosed(node))
        {
            // Without a step to branch on, what is left between plan and bound is the solver's rounding, and is told as such.
            _closed = Math.Min(_closed, node.Bound);
            return null;
        }

        var charging = Evaluate(With(node.Modes, step, StepMode.ChargeOnly), node.Bound, tight: true);
        var discharging = Evaluate(With(node.Modes, step, StepMode.DischargeOnly), node.Bound, tight: true);
        var isChargingBetter = discharging is null || (charging is not null && charging.Bound <= discharging.Bound);
        var (better, worse) = isChargingBetter ? (charging, discharging) : (discharging, charging);
        if (worse is not null)
            _open.Enqueue(worse, worse.Bound);
        return better;
    }

    private static int MostOverlapping(Node node)
    {
        var worst = -1;
        for (var t = 0; t < node.Modes.Length; t++)
        {
            if (node.Modes[t] == StepMode.Free && (worst < 0 || node.OverlapMw[t] > node.OverlapMw[worst]))
                worst = t;
        }

        return worst;
    }

    private Node? Evaluate(StepMode[] modes, double parentBound, bool tight)
    {
        _nodes++;
        var answer = tight ? _relaxation.Tight(modes) : _relaxation.Plain(modes);
        if (answer.Outcome == NodeOutcome.Unknown)
            _closed = Math.Min(_closed, parentBound);
        return answer.Outcome == NodeOutcome.Solved
            ? new Node(modes, Math.Max(answer.Bound, parentBound), answer.PowerMw, answer.OverlapMw)
            : null;
    }

    /// <summary>Solves the problem with every step's direction fixed and keeps the plan if it is the best.</summary>
    private void Offer(StepMode[] modes)
    {
        _nodes++;
        var answer = _relaxation.Plain(modes);
        if (answer.Outcome != NodeOutcome.Solved)
            return;
        var power = answer.PowerMw;
        for (var t = 0; t < power.Length; t++)
            power[t] = modes[t] == StepMode.ChargeOnly ? Math.Min(0, power[t]) : Math.Max(0, power[t]);
        var objective = StorageEvaluation.Value(_problem.Model, power).Cost + _problem.Added(power);
        if (objective < _best)
            (_best, _bestPower, _bestModes) = (objective, power, modes);
    }

    private ExclusivePlan Describe(double relaxationBound, int[] overlapping)
    {
        var lowerBound = Math.Min(_closed, _best);
        var steps = _problem.Model.Steps;
        var hasPlan = _bestPower.Length > 0;
        var cost = hasPlan ? StorageEvaluation.Value(_problem.Model, _bestPower).Cost : double.PositiveInfinity;
        return new ExclusivePlan
        {
            Status = Status(hasPlan, lowerBound),
            Modes = hasPlan ? _bestModes : new StepMode[steps],
            PowerMw = hasPlan ? _bestPower : new double[steps],
            EnergyMwh = hasPlan ? StorageEvaluation.Simulate(_problem.Model, _bestPower) : new double[steps],
            Cost = cost,
            Objective = _best,
            LowerBound = lowerBound,
            RelaxationBound = relaxationBound,
            OverlapSteps = overlapping,
            Nodes = _nodes,
        };
    }

    private ExclusiveStatus Status(bool hasPlan, double lowerBound)
    {
        if (hasPlan && lowerBound >= _best - (2 * _gap))
            return ExclusiveStatus.Optimal;
        if (hasPlan || MustStop)
            return ExclusiveStatus.NodeLimit;
        return double.IsPositiveInfinity(_closed) ? ExclusiveStatus.Infeasible : ExclusiveStatus.Failed;
    }

    private static StepMode[] SignModes(double[] power) => [.. power.Select(p => p < 0 ? StepMode.ChargeOnly : StepMode.DischargeOnly)];

    private static StepMode[] With(StepMode[] modes, int step, StepMode mode)
    {
        var copy = modes.ToArray();
        copy[step] = mode;
        return copy;
    }

    private sealed record Node(StepMode[] Modes, double Bound, double[] PowerMw, double[] OverlapMw);
}
