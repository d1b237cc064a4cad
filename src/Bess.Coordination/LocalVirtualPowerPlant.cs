using Bess.Coordination.Agents;
using Bess.Coordination.Coupling;
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
    public async Task<Validated<RoundResult>> CoordinateAsync(RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var start = request.Options.Clock.GetTimestamp();
        var faults = RoundValidator.Check(request).ToList();
        var prices = StorageModelFactory.MatrixOf(request.Scenarios);
        var models = Models(request.Fleet, prices, faults);
        if (faults.Count > 0)
        {
            return Validated<RoundResult>.FromFaults(faults);
        }

        var plan = CouplingPlan.Create(request.Coupling, request.Fleet, prices.Steps, prices.TimeStepHours, LargestPrice(request));
        var agents = request.Fleet.Members.Select((member, i) => new BatteryAgent(member.Battery.Id, models[i], plan.ClassOf(member.Group)));
        var transport = new InProcessTransport(plan, agents, request.Options.Threads, request.Options.StalenessLimit, _loses);
        var round = Begin(new RunningRound(request.Fleet, plan, prices, transport));
        try
        {
            return Validated<RoundResult>.FromValue(await RunAsync(request, round, progress, start, cancellationToken).ConfigureAwait(false));
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

    private async Task<RoundResult> RunAsync(RoundRequest request, RunningRound round, IProgress<IterationTrace>? progress, long start, CancellationToken cancellationToken)
    {
        using var activity = _telemetry.StartRound(request);
        using var context = new RoundContext(request.Id, round.Plan, round.Transport, request.Options, PriceDeviation(round.Prices), progress, _telemetry, start, cancellationToken);
        var outcome = await RoundEngine.RunAsync(context).ConfigureAwait(false);
        var result = RoundAssembly.Assemble(request with { Fleet = round.CurrentFleet() }, context, outcome);
        _telemetry.EndRound(activity, result);
        return result;
    }

    private static List<StorageModel> Models(Fleet fleet, ScenarioMatrix prices, List<Fault> faults)
    {
        var models = new List<StorageModel>(fleet.Members.Count);
        foreach (var member in fleet.Members)
        {
            StorageModelFactory.Create(member, prices).Match(
                model =>
                {
                    models.Add(model);
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

    private static double LargestPrice(RoundRequest request)
    {
        var largest = 0.0;
        for (var s = 0; s < request.Scenarios.Count; s++)
        {
            foreach (var price in request.Scenarios.PricesPerMwh(s))
            {
                largest = Math.Max(largest, Math.Abs(price));
            }
        }

        return largest;
    }

    /// <summary>Flat prices have no deviation; a tenth of their level, or 1, then sets the scale.</summary>
    private static double PriceDeviation(ScenarioMatrix prices)
    {
        var level = 0.0;
        for (var t = 0; t < prices.Steps; t++)
        {
            level += Math.Abs(prices.PricePerMwh(0, t)) * prices.TimeStepHours / prices.Steps;
        }

        var deviation = prices.ExpectedDeviation();
        return deviation > 1e-6 * level ? deviation : level > 0 ? 0.1 * level : prices.TimeStepHours;
    }
}
