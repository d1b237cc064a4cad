using System.Collections.Concurrent;
using Bess.Coordination.Agents;
using Bess.Coordination.Coupling;
using Bess.Domain.Assets;
using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Runtime;

/// <summary>Agents as objects in this process, answered in parallel.</summary>
/// <remarks>
/// Agents are summed in fixed chunks and chunks in a fixed order, so that every bit of a result is the same with one thread or
/// many. Agents join and leave between iterations; both calls are thread-safe.
/// </remarks>
public sealed class InProcessTransport : IAgentTransport
{
    private const int ChunkSize = 32;
    private readonly CouplingPlan _plan;
    private readonly int _threads;
    private readonly int _stalenessLimit;
    private readonly Func<int, AgentId, bool>? _loses;
    private readonly List<AgentSlot> _slots = [];
    private readonly ConcurrentBag<StorageKernel> _kernels = [];
    private readonly ConcurrentQueue<(BatteryAgent? Join, AgentId Leave)> _changes = new();
    private readonly List<string> _notes = [];

    /// <summary>Creates the transport.</summary>
    /// <param name="plan">The coupling.</param>
    /// <param name="agents">The agents, in fleet order.</param>
    /// <param name="threads">Threads, null for all processors.</param>
    /// <param name="stalenessLimit">Iterations that an answer may be reused, ≥ 0.</param>
    /// <param name="loses">For experiments: true where the answer of an agent in an iteration is lost.</param>
    public InProcessTransport(CouplingPlan plan, IEnumerable<BatteryAgent> agents, int? threads = null, int stalenessLimit = 3, Func<int, AgentId, bool>? loses = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(agents);
        _plan = plan;
        _threads = threads ?? Environment.ProcessorCount;
        _stalenessLimit = stalenessLimit;
        _loses = loses;
        _slots.AddRange(agents.Select(agent => new AgentSlot(agent)));
    }

    /// <inheritdoc />
    public int Count => _slots.Count;

    /// <inheritdoc />
    public double TotalPowerMw => _slots.Sum(slot => slot.Agent.PowerMw);

    /// <inheritdoc />
    public IReadOnlyList<double> ClassPowersMw =>
        [.. _plan.Classes.Select((_, c) => _slots.Where(slot => slot.Agent.ClassIndex == c).Sum(slot => slot.Agent.PowerMw))];

    /// <inheritdoc />
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The agents in the round.</summary>
    public IEnumerable<AgentId> Agents => _slots.Select(slot => slot.Agent.Id);

    /// <summary>Adds an agent from the next iteration on.</summary>
    /// <param name="agent">The agent.</param>
    public void Join(BatteryAgent agent) => _changes.Enqueue((agent, default));

    /// <summary>Takes an agent out from the next iteration on.</summary>
    /// <param name="agent">Its identity.</param>
    public void Leave(AgentId agent) => _changes.Enqueue((null, agent));

    /// <inheritdoc />
    public Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ApplyChanges(request.Iteration);
        var chunks = (_slots.Count + ChunkSize - 1) / ChunkSize;
        var parts = new Part[chunks];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _threads) };
        Parallel.For(0, chunks, options, chunk =>
        {
            var kernel = _kernels.TryTake(out var kept) ? kept : new StorageKernel();
            parts[chunk] = AnswerChunk(request, chunk, kernel, cancellationToken);
            _kernels.Add(kernel);
        });
        return Task.FromResult(Gather(request, parts));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AgentPlan>> CollectAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<AgentPlan> plans = [.. _slots.Select(slot => new AgentPlan(slot.Agent.Id, slot.Agent.BestEnergyMwh.ToArray()))];
        return Task.FromResult(plans);
    }

    private void ApplyChanges(int iteration)
    {
        while (_changes.TryDequeue(out var change))
        {
            if (change.Join is { } agent)
            {
                _slots.Add(new AgentSlot(agent));
                _notes.Add($"{agent.Id} joined at iteration {iteration}");
            }
            else if (_slots.RemoveAll(slot => slot.Agent.Id == change.Leave) > 0)
            {
                _notes.Add($"{change.Leave} left at iteration {iteration}");
            }
        }
    }

    private Part AnswerChunk(AgentRequest request, int chunk, StorageKernel kernel, CancellationToken cancellationToken)
    {
        var part = new Part(_plan);
        for (var i = chunk * ChunkSize; i < Math.Min(_slots.Count, (chunk + 1) * ChunkSize); i++)
        {
            var slot = _slots[i];
            var lost = cancellationToken.IsCancellationRequested
                || IsLost(request, slot);
            var answered = slot.Ask(request, i, kernel, lost, part);
            if (slot.HasAnswer || answered)
            {
                slot.AddTo(part.Classes[slot.Agent.ClassIndex], request, answered);
            }
            else
            {
                part.Missing++;
            }
        }

        return part;
    }

    private bool IsLost(AgentRequest request, AgentSlot slot) =>
        _loses is not null
        && !request.Required
        && (request.Task is AgentTask.Respond or AgentTask.Minimise or AgentTask.Linearize)
        && slot.HasAnswer
        && slot.Staleness < _stalenessLimit
        && _loses(request.Iteration, slot.Agent.Id);

    private Gathering Gather(AgentRequest request, Part[] parts)
    {
        var total = new Part(_plan);
        foreach (var part in parts)
        {
            total.Add(part);
        }

        return new Gathering
        {
            Classes = total.Classes,
            Answers = request.Individually ? [.. _slots.Select(slot => slot.Agent.Response)] : [],
            AnswerClasses = request.Individually ? [.. _slots.Select(slot => slot.Agent.ClassIndex)] : [],
            Answered = total.Answered,
            Stale = _slots.Count - total.Answered - total.Missing,
            Failed = total.Failed,
            IsComplete = total.Missing == 0,
            FixedSteps = _slots.Sum(slot => slot.Agent.FixedSteps),
            LocalSteps = total.Answered > 0 ? (double)total.LocalSteps / total.Answered : 0,
        };
    }

    /// <summary>Sums of one chunk.</summary>
    internal sealed class Part
    {
        public Part(CouplingPlan plan) =>
            Classes = [.. plan.Classes.Select(constraints => new ResponseSums(plan.Set.Steps, constraints))];

        public ResponseSums[] Classes { get; }

        public int Answered { get; set; }

        public int Failed { get; set; }

        public int Missing { get; set; }

        public long LocalSteps { get; set; }

        public void Add(Part other)
        {
            for (var c = 0; c < Classes.Length; c++)
            {
                Classes[c].Add(other.Classes[c]);
            }

            Answered += other.Answered;
            Failed += other.Failed;
            Missing += other.Missing;
            LocalSteps += other.LocalSteps;
        }
    }
}
