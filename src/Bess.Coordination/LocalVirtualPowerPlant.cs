using Bess.Coordination.Agents;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Scheduling;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination;

/// <summary>The embedded default: agents in this process, parallel over cores, deterministic whatever the number of threads.</summary>
/// <remarks>One round at a time; <see cref="Join"/> and <see cref="Leave"/> may be called from other threads while it runs.</remarks>
public sealed class LocalVirtualPowerPlant : IVirtualPowerPlant, IDisposable
{
    private readonly CoordinationTelemetry _telemetry = new();
    private readonly Func<int, AgentId, bool>? _loses;
    private readonly Lock _gate = new();
    private RunningRound? _running;

    /// <summary>Creates the power plant.</summary>
    /// <param name="loses">For experiments with lost messages: true where an agent's answer in an iteration is lost. Null for none.</param>
    public LocalVirtualPowerPlant(Func<int, AgentId, bool>? loses = null) => _loses = loses;

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">When a round is already running.</exception>
    public Task<Validated<RoundResult>> CoordinateAsync(RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default) =>
        CoordinateAsync(request, new RunAgain(), progress, cancellationToken);

    /// <summary>Runs a round that may have lost its process before.</summary>
    internal async Task<Validated<RoundResult>> CoordinateAsync(RoundRequest request, RunAgain again, IProgress<IterationTrace>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var clock = request.Options.Clock;
        var start = clock.GetTimestamp() - (long)(again.SinceLaunch.TotalSeconds * clock.TimestampFrequency);
        var faults = RoundValidator.Check(request.Terms).ToList();
        faults.AddRange(RoundProgrammes.Check(request));
        var models = Models(request, StorageModelFactory.MatrixOf(request.Scenarios), faults);
        if (faults.Count > 0)
        {
            return Validated<RoundResult>.FromFaults(faults);
        }

        var setup = new RoundSetup(request.Terms);
        if (RoundProgrammes.CheckPrices(request, setup.Plan) is { Count: > 0 } tooCheap)
        {
            return Validated<RoundResult>.FromFaults(tooCheap);
        }

        var programmes = request.Programmes.ToDictionary(programme => programme.Id);
        var agents = request.Fleet.Members.Select<FleetMember, RoundAgent>(member =>
            programmes.TryGetValue(member.Battery.Id, out var programme)
                ? new ProgrammeAgent(programme, setup.Plan.ClassOf(member.Group))
                : new BatteryAgent(member.Battery.Id, models[member.Battery.Id], setup.Plan.ClassOf(member.Group)));
        var options = request.Options;
        var transport = new InProcessTransport(setup.Plan, agents, options.Threads, options.StalenessLimit, _loses, options.LeafSize, options.FanIn);
        var round = Begin(new RunningRound(request.Fleet, setup, transport));
        try
        {
            IAgentTransport reached = again.BeforeBroadcast is { } before ? new AnnouncedTransport(transport, before) : transport;
            var runner = new RoundRunner(setup, reached, () => Task.FromResult(round.Finish()), _telemetry)
            {
                Progress = progress,
                Journal = again.Journal,
                ToldIterations = again.Iterations,
            };
            return Validated<RoundResult>.FromValue(await runner.RunAsync(start, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _running = null;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<Fault> Join(FleetMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        lock (_gate)
        {
            return _running?.Join(member) ?? [new Fault("round", "state", "a running round", "none")];
        }
    }

    /// <inheritdoc />
    public bool Leave(AgentId agent)
    {
        lock (_gate)
        {
            return _running?.Leave(agent) ?? false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _telemetry.Dispose();

    private RunningRound Begin(RunningRound round)
    {
        lock (_gate)
        {
            _running = _running is null ? round : throw new InvalidOperationException("a round is already running; wait for its end or cancel it");
            return round;
        }
    }

    /// <summary>Problems of the plain batteries.</summary>
    private static Dictionary<AgentId, StorageModel> Models(RoundRequest request, ScenarioMatrix prices, List<Fault> faults)
    {
        var models = new Dictionary<AgentId, StorageModel>();
        var others = request.Programmes.Select(programme => programme.Id).ToHashSet();
        foreach (var member in request.Fleet.Members.Where(member => !others.Contains(member.Battery.Id)))
        {
            StorageModelFactory.Create(member, prices).Match(
                model =>
                {
                    models[member.Battery.Id] = model;
                    return true;
                },
                found =>
                {
                    faults.AddRange(found);
                    return false;
                });
        }

        return models;
    }
}
