using Bess.Coordination;
using Bess.Coordination.Checking;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;

namespace Bess.Hosts.Tests.Support;

/// <summary>Answers every round with a made-up result of round numbers, after three made-up iterations.</summary>
public sealed class FakePowerPlant(RoundStatus status = RoundStatus.Converged, bool physics = true, bool coupling = true) : IVirtualPowerPlant
{
    public RoundRequest? Asked { get; private set; }

    public bool WaitsForCancellation { get; init; }

    public Exception? Throws { get; init; }

    public async Task<Validated<RoundResult>> CoordinateAsync(
        RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default)
    {
        Asked = request;
        if (Throws is not null)
            throw Throws;
        var result = Result(request, status, physics, coupling);
        foreach (var iteration in result.Trace)
            progress?.Report(iteration);
        if (!WaitsForCancellation)
            return Validated<RoundResult>.FromValue(result);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        return Validated<RoundResult>.FromValue(result with { Status = RoundStatus.Cancelled, Detail = "cancelled by the caller" });
    }

    public IReadOnlyList<Fault> Join(FleetMember member) => [];

    public bool Leave(AgentId agent) => false;

    public static RoundResult Result(RoundRequest request, RoundStatus status, bool physics = true, bool coupling = true)
    {
        var grid = request.Scenarios.Grid;
        var economics = new PlanEconomics(1234.5, -67.25, 12, 3, 0);
        var sum = Enumerable.Range(0, grid.Count).Select(t => Math.Round(Math.Sin(t), 3)).ToArray();
        return new RoundResult
        {
            RoundId = request.Id,
            Status = status,
            Detail = "made up for a test",
            Schedules = request.Fleet.Members.Select(member => new Schedule(
                member.Battery.Id, grid, new double[grid.Count], Enumerable.Repeat(member.InitialEnergy.Mwh, grid.Count).ToArray(),
                member.InitialEnergy.Mwh)).ToArray(),
            Coupling =
            [
                new CoupledSum
                {
                    Name = "commitment", PowerMw = sum, LowerMw = sum, UpperMw = sum,
                    MultiplierPerMwh = Enumerable.Range(0, grid.Count).Select(t => t - 4.5).ToArray(),
                },
            ],
            NonUniqueMultiplierSteps = [3],
            Certificate = Certificate(3),
            Certificates = [Certificate(2)],
            Verdict = new PlanVerdict(physics, coupling, physics && coupling ? [] : ["one, step 3: expected at most 1 MW, was 2 MW"], 1e-7, -1250, 1300, economics),
            Economics = economics,
            Trace = Enumerable.Range(1, 3).Select(k => Iteration(k, grid.Count)).ToArray(),
            Notes = ["two started outside its window"],
            WarmStart = new WarmStart([Enumerable.Repeat(42.0, grid.Count).ToArray()]),
            Timing = new RoundTiming(0.5, 0.3, 0.1, 0.1),
        };
    }

    private static Certificate Certificate(int iteration) =>
        new() { LowerBound = -1250.001, PlanCost = -1250, Scale = 1300, MaxViolationMw = 1e-7, Iteration = iteration };

    private static IterationTrace Iteration(int k, int steps) => new()
    {
        Iteration = k,
        ElapsedSeconds = 0.1 * k,
        AgentSeconds = 0.06 * k,
        AggregatorSeconds = 0.02 * k,
        ResidualMw = Math.Pow(10, -k),
        ViolationMw = Math.Pow(10, -k) / 2,
        RelativeResidual = Math.Pow(10, -k - 1),
        Value = -1250 - (1.0 / k),
        LowerBound = k == 1 ? double.NegativeInfinity : -1260,
        BestCost = -1240,
        RelativeGap = Math.Pow(10, -2 * k),
        Step = 1.0 / k,
        Barrier = Math.Pow(10, -k),
        Decision = "Continue",
        MultipliersPerMwh = [Enumerable.Range(0, steps).Select(t => (double)(t * k)).ToArray()],
        Answered = 2,
        Stale = 0,
        Failed = 0,
        Agents = 2,
        NumbersSent = 48,
        NumbersReceived = 720,
        LocalSteps = 3.5,
    };
}
