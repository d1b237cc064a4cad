using Bess.Domain;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Optimization.Smoothing;
using Bess.Scheduling.Kernel;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Agents;

/// <summary>An agent whose problem is any linear programme: reserve bids, photovoltaics and a load, several venues.</summary>
/// <remarks>
/// It answers as a battery does, by a general sparse interior point at the given μ, and keeps its power at the connection as its best
/// plan; everything behind it (bids, curtailment, import) is planned anew around that power when the round is over. Not thread-safe.
/// </remarks>
public sealed class ProgrammeAgent : RoundAgent
{
    /// <summary>Overlap below this share of the connection power is the barrier's trace, not a decision.</summary>
    private const double OverlapShare = 1e-4;

    private static readonly SolverOptions Quiet = new() { RecordIterations = false };

    private readonly AgentProgramme _programme;
    private readonly SmoothedProgramme _relaxed;
    private SmoothedProgramme _current;
    private SmoothedSolver _solver;
    private SmoothedIterate _state;
    private SmoothedIterate _previous;
    private SmoothedIterate _checkpoint;
    private SmoothedAnswer _answer;
    private readonly double[] _point;
    private PreparedProblem? _linear;
    private PreparedProblem? _quadratic;
    private readonly List<(int Column, double Value)> _held = [];
    private int _minimiseSteps;

    /// <summary>Creates the agent with the plan of the cheapest energy as best so far.</summary>
    /// <param name="programme">Its problem.</param>
    /// <param name="classIndex">Which set of constraints it takes part in.</param>
    public ProgrammeAgent(AgentProgramme programme, int classIndex)
        : base(Required(programme).Id, classIndex, programme.Grid.Count, programme.PowerMw)
    {
        _programme = programme;
        _relaxed = programme.Relaxation;
        _current = _relaxed;
        (_solver, _state, _previous, _checkpoint, _answer) = Workspace(_current);
        _point = new double[_relaxed.Source.VariableCount];
        if (TryMinimise(new double[Steps], 0, null))
        {
            SetBest(Spare.Power, Spare.Energy);
        }
    }

    /// <summary>The problem.</summary>
    public AgentProgramme Programme => _programme;

    /// <summary>The plan around the best power so far.</summary>
    /// <param name="deviationPricePerMw">Price of missing that power, currency per MW and step.</param>
    /// <returns>The plan, or why there is none.</returns>
    public Validated<AgentPlan> Plan(double deviationPricePerMw) => _programme.Plan(BestPowerMw, deviationPricePerMw, _held);

    /// <inheritdoc />
    protected override int LocalSteps(StorageKernel kernel) => _minimiseSteps > 0 ? _minimiseSteps : _solver.LastIterations;

    /// <inheritdoc />
    protected override void ResetIterates()
    {
        _state.Reset();
        _checkpoint.Reset();
    }

    /// <inheritdoc />
    protected override void SaveCheckpoint() => _checkpoint.CopyFrom(_state);

    /// <inheritdoc />
    protected override void RestoreCheckpoint() => _state.CopyFrom(_checkpoint);

    /// <inheritdoc />
    protected override bool TryRespond(double[] price, double barrier, bool proximal, StorageKernel kernel)
    {
        _minimiseSteps = 0;
        _previous.CopyFrom(_state);
        if (!_solver.Respond(_state, price, barrier, _answer, proximal))
        {
            _state.CopyFrom(_previous);
            return false;
        }

        CopyPoint(_answer, Spare);
        _answer.NewtonStep.CopyTo(Spare.NewtonStep, 0);
        _answer.BarrierDerivative.CopyTo(Spare.BarrierDerivative, 0);
        _answer.Sensitivity.CopyTo(Spare.Sensitivity, 0);
        Spare.Decrement = _answer.Decrement;
        Spare.Iterations = _solver.LastIterations;
        Spare.Settled = true;
        return true;
    }

    /// <inheritdoc />
    protected override bool TrySettle(double[] price, double barrier, StorageResponse response, StorageKernel kernel)
    {
        _previous.CopyFrom(_state);
        if (!_solver.Settle(_state, price, barrier, _answer))
        {
            _state.CopyFrom(_previous);
            return false;
        }

        CopyPoint(_answer, response);
        return true;
    }

    /// <inheritdoc />
    protected override bool TryMinimise(double[] price, double weight, StorageKernel? kernel)
    {
        var problem = _current.Problem(price, weight, Center);
        var result = weight > 0 ? Solve(problem, ref _quadratic) : Solve(problem, ref _linear);
        _minimiseSteps = result.Report.Iterations;
        if (result.Status is not (SolveStatus.Solved or SolveStatus.AlmostSolved))
        {
            return false;
        }

        Array.Copy(result.Primal, _point, _point.Length);
        Spare.Cost = _relaxed.Source.Evaluate(_point);
        Spare.LowerBound = _current.LowerBound(price, result.RowDuals);
        Spare.BarrierTerms = _current.BarrierTerms;
        Spare.Decrement = 0;
        CopyPowers(_point, Spare);
        return true;
    }

    /// <summary>Not defined for a general programme: a round with other agents refuses textbook ALADIN (<see cref="Rounds.RoundValidator"/>).</summary>
    /// <inheritdoc />
    protected override bool Linearize(AgentRequest request, double[] price, StorageKernel kernel) =>
        throw new NotSupportedException("textbook ALADIN needs the active constraints of a battery; other agents answer barrier-ALADIN, ADMM and Dantzig-Wolfe");

    /// <inheritdoc />
    protected override double BoundOf(AgentTask task, double[] price, int nodeLimit, StorageKernel kernel)
    {
        if (task == AgentTask.QuickBound)
        {
            return _relaxed.LowerBound(price, new double[_relaxed.RowCount]);
        }

        var isPriced = task == AgentTask.Bound;
        var result = Solve(_relaxed.Problem(price, isPriced: isPriced), ref _linear, isRelaxed: true);
        var bound = _relaxed.LowerBound(price, result.RowDuals, isPriced);
        return isPriced && FixedSteps > 0 && nodeLimit > 0 ? Math.Max(bound, _programme.ExclusiveBound(price, nodeLimit)) : bound;
    }

    /// <inheritdoc />
    protected override void FixModes(double[] price, double penalty, int nodeLimit)
    {
        var held = _held.Select(column => column.Column).ToHashSet();
        var columns = _programme.Decide(_point, price, penalty / PowerMw, OverlapShare * PowerMw).Where(column => !held.Contains(column.Column)).ToArray();
        if (columns.Length > 0)
        {
            Hold(columns);
        }

        ResetIterates();
        ForgetColumns();
    }

    private void Hold((int Column, double Value)[] columns)
    {
        var candidate = _current.Holding(columns);
        if (candidate.Fault is not null || !IsPossible(candidate))
        {
            return;
        }

        _current = candidate;
        (_solver, _state, _previous, _checkpoint, _answer) = Workspace(candidate);
        (_linear, _quadratic) = (null, null);
        _held.AddRange(columns);
        FixedSteps += columns.Length;
    }

    private static bool IsPossible(SmoothedProgramme programme) =>
        new InteriorPointSolver().Solve(programme.Problem(new double[programme.Steps]), Quiet).Status is SolveStatus.Solved or SolveStatus.AlmostSolved;

    private SolveResult Solve(QuadraticProblem problem, ref PreparedProblem? prepared, bool isRelaxed = false)
    {
        if (isRelaxed && !ReferenceEquals(_current, _relaxed))
        {
            return new InteriorPointSolver().Solve(problem, Quiet);
        }

        prepared ??= InteriorPointSolver.Prepare(problem);
        var result = prepared.Solve(problem, Quiet);
        return result.Status == SolveStatus.Solved ? result : new InteriorPointSolver().Solve(problem, Quiet);
    }

    private void CopyPoint(SmoothedAnswer answer, StorageResponse response)
    {
        answer.Point.CopyTo(_point, 0);
        response.Cost = answer.Cost;
        response.LowerBound = answer.LowerBound;
        response.BarrierTerms = _current.BarrierTerms;
        CopyPowers(answer.Point, response);
    }

    private void CopyPowers(double[] point, StorageResponse response)
    {
        for (var t = 0; t < Steps; t++)
        {
            response.Power[t] = point[_relaxed.Coupled[t]];
        }

        _programme.ReadEnergy(point, response.Energy);
        _programme.ReadOverlap(point, response.Overlap);
    }

    private static (SmoothedSolver, SmoothedIterate, SmoothedIterate, SmoothedIterate, SmoothedAnswer) Workspace(SmoothedProgramme programme) =>
        (new SmoothedSolver(programme), new SmoothedIterate(programme), new SmoothedIterate(programme), new SmoothedIterate(programme), new SmoothedAnswer(programme));

    private static AgentProgramme Required(AgentProgramme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        return programme;
    }
}
