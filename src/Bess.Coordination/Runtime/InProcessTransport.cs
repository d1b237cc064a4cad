using System.Collections.Concurrent;
using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Coupling;
using Bess.Domain.Assets;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Runtime;

/// <summary>Agents as objects in this process, answered in parallel.</summary>
/// <remarks>
/// Answers are summed over an <see cref="AggregationTree"/> of fixed positions, so that every bit of a result is the same with one
/// thread, many, or a cluster with the same tree. Agents join and leave between iterations; both calls are thread-safe.
/// </remarks>
public sealed class InProcessTransport : IAgentTransport
{
    private readonly CouplingPlan _plan;
    private readonly int _threads;
    private readonly int _stalenessLimit;
    private readonly int _leafSize;
    private readonly int _fanIn;
    private readonly Func<int, AgentId, bool>? _loses;
    private readonly List<Seat> _seats = [];
    private readonly ConcurrentBag<StorageKernel> _kernels = [];
    private readonly ConcurrentQueue<(RoundAgent? Join, AgentId Leave)> _changes = new();
    private readonly List<string> _notes = [];

    /// <summary>Creates the transport.</summary>
    /// <param name="plan">The coupling.</param>
    /// <param name="agents">The agents, in fleet order.</param>
    /// <param name="threads">Threads, null for all processors.</param>
    /// <param name="stalenessLimit">Iterations that an answer may be reused, ≥ 0.</param>
    /// <param name="loses">For experiments: true where the answer of an agent in an iteration is lost.</param>
    /// <param name="leafSize">Agents a leaf of the tree of sums; null for the rule.</param>
    /// <param name="fanIn">Children a node, ≥ 2.</param>
    public InProcessTransport(CouplingPlan plan, IEnumerable<RoundAgent> agents, int? threads = null, int stalenessLimit = 3, Func<int, AgentId, bool>? loses = null, int? leafSize = null, int fanIn = AggregationTree.DefaultFanIn)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(agents);
        _plan = plan;
        _threads = threads ?? Environment.ProcessorCount;
        _stalenessLimit = stalenessLimit;
        _loses = loses;
        _fanIn = fanIn;
        _seats.AddRange(agents.Select(NewSeat));
        _leafSize = leafSize ?? AggregationTree.LeafSizeFor(_seats.Count);
    }

    /// <inheritdoc />
    public int Count => Present.Count();

    /// <inheritdoc />
    public double TotalPowerMw => Present.Sum(seat => seat.Slot.PowerMw);

    /// <inheritdoc />
    public IReadOnlyList<double> ClassPowersMw =>
        [.. _plan.Classes.Select((_, c) => Present.Where(seat => seat.Slot.ClassIndex == c).Sum(seat => seat.Slot.PowerMw))];

    /// <inheritdoc />
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The agents in the round.</summary>
    public IEnumerable<AgentId> Agents => Present.Select(seat => seat.Slot.Agent);

    private IEnumerable<Seat> Present => _seats.Where(seat => !seat.IsEmpty);

    /// <summary>Adds an agent from the next iteration on.</summary>
    /// <param name="agent">The agent.</param>
    public void Join(RoundAgent agent) => _changes.Enqueue((agent, default));

    /// <summary>Takes an agent out from the next iteration on.</summary>
    /// <param name="agent">Its identity.</param>
    public void Leave(AgentId agent) => _changes.Enqueue((null, agent));

    /// <inheritdoc />
    public Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var changes = ApplyChanges(request.Iteration);
        var sum = Ask(request, (_, slot) => cancellationToken.IsCancellationRequested || IsLost(request, slot));
        return Task.FromResult(Gathering.Of(sum, request.Individually ? Present.Select(seat => seat.Slot) : []) with { Changes = changes });
    }

    /// <inheritdoc />
    /// <remarks>The members must be those of the recorded round.</remarks>
    public Task RecallAsync(AgentRequest request, Gathering gathering)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(gathering);
        var missed = gathering.Missed.ToHashSet();
        Ask(request, (place, _) => missed.Contains(place));
        return Task.CompletedTask;
    }

    /// <summary>The agents' best plans: energy after each step, MWh, in the order of their places.</summary>
    /// <returns>Who and what.</returns>
    public IReadOnlyList<(AgentId Agent, double[] EnergyMwh)> Plans() =>
        [.. Present.Select(seat => (seat.Slot.Agent, seat.Agent.BestEnergyMwh.ToArray()))];

    /// <summary>The agents themselves, with their best plans, in the order of their places.</summary>
    /// <returns>Who is in the round.</returns>
    public IReadOnlyList<RoundAgent> Members() => [.. Present.Select(seat => seat.Agent)];

    /// <summary>Sums what each agent has to say over the tree of the answers.</summary>
    /// <param name="add">Adds an agent's part to a leaf's sum.</param>
    /// <param name="steps">T.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>The root's sum.</returns>
    internal PlanReport Report(Action<AgentId, PlanReport> add, int steps, int groups)
    {
        var tree = new AggregationTree(_seats.Count, _leafSize, _fanIn);
        var leaves = new PlanReport[tree.Leaves];
        Parallel.For(0, leaves.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _threads) }, leaf =>
        {
            leaves[leaf] = new PlanReport(steps, groups);
            var (from, to) = tree.PositionsOf(leaf);
            foreach (var seat in _seats[from..to].Where(seat => !seat.IsEmpty))
            {
                add(seat.Slot.Agent, leaves[leaf]);
            }
        });
        return tree.Fold(leaves, parts => PlanReport.SumOf(steps, groups, parts));
    }

    private Seat NewSeat(RoundAgent agent) => new(agent, new AnswerSlot(agent.Id, agent.ClassIndex, agent.PowerMw, agent.Steps));

    private List<MembershipChange> ApplyChanges(int iteration)
    {
        var changes = new List<MembershipChange>();
        while (_changes.TryDequeue(out var change))
        {
            if (change.Join is { } agent)
            {
                _seats.Add(NewSeat(agent));
                changes.Add(new MembershipChange(_seats.Count - 1, agent.Id, "asked to join", true, agent.ClassIndex, agent.PowerMw));
                _notes.Add($"{agent.Id} joined at iteration {iteration}");
            }
            else if (Present.FirstOrDefault(seat => seat.Slot.Agent == change.Leave) is { } left)
            {
                // The seat stays empty: everybody else keeps the place in the order of the sums.
                left.IsEmpty = true;
                changes.Add(new MembershipChange(_seats.IndexOf(left), change.Leave, "asked to leave", false, left.Slot.ClassIndex, left.Slot.PowerMw));
                _notes.Add($"{change.Leave} left at iteration {iteration}");
            }
        }

        return changes;
    }

    private PartialGathering Ask(AgentRequest request, Func<int, AnswerSlot, bool> isLost)
    {
        var tree = new AggregationTree(_seats.Count, _leafSize, _fanIn);
        var leaves = new PartialGathering[tree.Leaves];
        var order = 0;
        foreach (var seat in Present)
        {
            seat.Order = order++;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _threads) };
        Parallel.For(0, leaves.Length, options, leaf =>
        {
            var kernel = _kernels.TryTake(out var kept) ? kept : new StorageKernel();
            leaves[leaf] = AskLeaf(request, tree.PositionsOf(leaf), kernel, isLost);
            _kernels.Add(kernel);
        });
        return tree.Fold(leaves, parts => PartialGathering.SumOf(_plan.Set.Steps, _plan.Classes, parts));
    }

    private PartialGathering AskLeaf(AgentRequest request, (int From, int To) positions, StorageKernel kernel, Func<int, AnswerSlot, bool> isLost)
    {
        var sum = new LeafSum(request.Task, _plan.Set.Steps, _plan.Classes);
        var missed = new List<int>();
        for (var i = positions.From; i < positions.To; i++)
        {
            var seat = _seats[i];
            if (seat.IsEmpty)
            {
                continue;
            }

            if (isLost(i, seat.Slot))
            {
                // What is lost is the answer; what the broadcast says of the plan so far still holds.
                seat.Slot.Take(request, null, sum.Own);
                seat.Agent.Hear(request);
                missed.Add(i);
            }
            else
            {
                seat.Slot.Take(request, seat.Agent.Answer(request, seat.Order, kernel), sum.Own);
            }

            sum.AddOwn(seat.Slot.ClassIndex);
        }

        var leaf = sum.ToSum();
        missed.ForEach(leaf.Missed.Add);
        return leaf;
    }

    private bool IsLost(AgentRequest request, AnswerSlot slot) =>
        _loses is not null
        && !request.Required
        && (request.Task is AgentTask.Respond or AgentTask.Minimise or AgentTask.Linearize)
        && slot.HasAnswer
        && slot.Staleness < _stalenessLimit
        && _loses(request.Iteration, slot.Agent);

    private sealed class Seat(RoundAgent agent, AnswerSlot slot)
    {
        public RoundAgent Agent { get; } = agent;

        public AnswerSlot Slot { get; } = slot;

        public bool IsEmpty { get; set; }

        /// <summary>Place among those who are present: the agent's index in individual answers and weights.</summary>
        public int Order { get; set; }
    }
}
