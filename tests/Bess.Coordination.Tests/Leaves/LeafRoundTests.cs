using Bess.Coordination.Diagnostics;
using Bess.Coordination.Leaves;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;
using Xunit.Abstractions;

namespace Bess.Coordination.Tests.Leaves;

/// <summary>Whole rounds over leaves whose lines break and whose hosts die: the result has the bits of the round in one process.</summary>
public sealed class LeafRoundTests(ITestOutputHelper output)
{
    private static readonly LeafPatience Patient = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), 3);

    [Theory]
    [InlineData(InstanceKind.Interior, 3)]
    [InlineData(InstanceKind.Interior, 40)]
    [InlineData(InstanceKind.Boundary, 5)]
    [InlineData(InstanceKind.Feeder, 20)]
    [InlineData(InstanceKind.Zones, 20)]
    [InlineData(InstanceKind.Band, 10)]
    [InlineData(InstanceKind.Infeasible, 4)]
    public async Task Round_OverLeaves_HasTheBitsOfOneProcess(InstanceKind kind, int batteries)
    {
        var request = Request(kind, 41, batteries);
        var result = await RunAsync(request, _ => { });
        AssertSame(await InProcessAsync(request), result);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Round_LinesBreakAndHostsDie_SameBits(int seed)
    {
        var request = Request(InstanceKind.Feeder, 42, 24);
        var random = new Random(seed);
        var gate = new Lock();
        var lost = 0;
        var result = await RunAsync(request, transport =>
        {
            foreach (var link in transport.Links)
            {
                Task Fate()
                {
                    lock (gate)
                    {
                        var fate = random.NextDouble();
                        if (fate < 0.02)
                        {
                            link.Forget();
                            lost++;
                        }

                        return fate < 0.05 ? throw new LinkBrokenException("the line broke") : Task.CompletedTask;
                    }
                }

                link.OnTheWay = (_, _) => Fate();
                link.OnTheWayBack = _ => Fate();
            }

            transport.Before = _ =>
            {
                lock (gate)
                {
                    if (random.NextDouble() < 0.3)
                    {
                        transport.LoseLeaf(random.Next(transport.Leaves));
                    }
                }
            };
        });
        Assert.True(lost > 5, $"only {lost} hosts died");
        AssertSame(await InProcessAsync(request), result);
    }

    [Fact]
    public async Task Round_EveryLeafLostBeforeEveryBroadcast_SameBits()
    {
        var request = Request(InstanceKind.Interior, 43, 20);
        var result = await RunAsync(request, transport => transport.Before = _ =>
        {
            for (var leaf = 0; leaf < transport.Leaves; leaf++)
            {
                transport.LoseLeaf(leaf);
            }
        });
        AssertSame(await InProcessAsync(request), result);
    }

    [Fact]
    public async Task Round_OneAgentTooSlow_IsStoodInForThenHeldAndSaidSo()
    {
        var request = Request(InstanceKind.Interior, 44, 16);
        MemoryLink? slow = null;
        var asked = 0;
        var result = await RunAsync(
            request,
            transport =>
            {
                slow = transport.Links[5];
                slow.OnTheWayBack = call => call == "ask" && ++asked > 1 ? Task.Delay(400) : Task.CompletedTask;
            },
            new LeafPatience(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(20), 2));
        Assert.Contains(result.Trace, iteration => iteration.Stale == 1);
        Assert.Equal(1, result.Trace[^1].Held);
        Assert.Contains(result.Notes, note => note.Contains("held", StringComparison.Ordinal));
        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.True(result.Verdict.MaxCouplingViolationMw < 1e-4 * request.Fleet.Members.Count, $"{result.Verdict.MaxCouplingViolationMw} MW");
        Assert.True(result.Certificate.Gap > -1e-9 * result.Certificate.Scale, $"{result.Certificate.Gap}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Round_EveryFifthAgentSlow_TheirLateAnswersCountAndThePlanIsNearTheBest(bool leavesAreLost)
    {
        var request = Request(InstanceKind.Feeder, 46, 20);
        var expected = await InProcessAsync(request);
        var result = await RunAsync(
            request,
            transport =>
            {
                // The delay ends with broadcasts, not with time: eight of them are over before a slow answer is there.
                var begun = 0;
                var waiting = new List<(int Until, TaskCompletionSource Gate)>();
                foreach (var link in transport.Links.Where((_, i) => i % 5 == 0))
                {
                    link.OnTheWayBack = call =>
                    {
                        if (call != "ask" || begun < 2)
                        {
                            return Task.CompletedTask;
                        }

                        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                        lock (waiting)
                        {
                            waiting.Add((begun + 8, gate));
                        }

                        return gate.Task.WaitAsync(TimeSpan.FromSeconds(2)).ContinueWith(_ => { }, TaskScheduler.Default);
                    };
                }

                transport.Before = number =>
                {
                    begun = number;
                    lock (waiting)
                    {
                        waiting.Where(item => item.Until <= number).ToList().ForEach(item => item.Gate.TrySetResult());
                        waiting.RemoveAll(item => item.Until <= number);
                    }

                    if (leavesAreLost && number % 7 == 0)
                    {
                        transport.LoseLeaf(number % transport.Leaves);
                    }
                };
            },
            new LeafPatience(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(20), 3));
        output.WriteLine($"{result.Trace.Count} iterations, cost {result.Certificate.PlanCost:0.####} against {expected.Certificate.PlanCost:0.####}; {string.Join(" | ", result.Notes)}");
        Assert.Equal(4, result.Trace[^1].Held);
        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.True(result.Certificate.Gap > -1e-9 * result.Certificate.Scale, $"{result.Certificate.Gap}");
        var loss = (result.Certificate.PlanCost - expected.Certificate.PlanCost) / Math.Abs(expected.Certificate.PlanCost);
        Assert.True(loss < 0.15, $"{loss:P1} more than undisturbed");
    }

    [Fact]
    public async Task Round_OneAgentNeverAnswers_IsLeftOut()
    {
        var request = Request(InstanceKind.Feeder, 45, 12);
        var result = await RunAsync(
            request,
            transport =>
            {
                transport.Links[3].IsAlive = false;
                transport.Links[3].OnTheWay = (_, token) => Task.Delay(Timeout.Infinite, token);
            },
            new LeafPatience(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300), 3));
        Assert.Equal(11, result.Trace[^1].Agents);
        Assert.Equal(RoundStatus.Converged, result.Status);
    }

    private static RoundRequest Request(InstanceKind kind, int seed, int batteries)
    {
        var instance = VppInstance.Create(kind, seed, batteries);
        return new RoundRequest { Id = "leaves", Fleet = instance.Fleet, Scenarios = instance.Vpp.ToScenarios(), Coupling = instance.Coupling };
    }

    private static async Task<RoundResult> InProcessAsync(RoundRequest request)
    {
        using var plant = new LocalVirtualPowerPlant();
        return (await plant.CoordinateAsync(request)).Value;
    }

    private static async Task<RoundResult> RunAsync(RoundRequest request, Action<LeafTransport> prepare, LeafPatience? patience = null)
    {
        using var telemetry = new CoordinationTelemetry();
        var setup = new RoundSetup(request.Terms);
        var transport = new LeafTransport(setup, request.Fleet, patience ?? Patient);
        prepare(transport);
        var runner = new RoundRunner(setup, transport, transport.FinishAsync, telemetry);
        return await runner.RunAsync(request.Options.Clock.GetTimestamp(), CancellationToken.None);
    }

    private static void AssertSame(RoundResult expected, RoundResult actual)
    {
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Trace.Count, actual.Trace.Count);
        Assert.Equal(expected.Certificate.LowerBound, actual.Certificate.LowerBound);
        Assert.Equal(expected.Certificate.PlanCost, actual.Certificate.PlanCost);
        Assert.Equal(expected.Economics, actual.Economics);
        Assert.All(expected.Coupling.Zip(actual.Coupling), pair =>
        {
            Assert.Equal(pair.First.PowerMw, pair.Second.PowerMw);
            Assert.Equal(pair.First.MultiplierPerMwh, pair.Second.MultiplierPerMwh);
        });
        Assert.Equal(0, actual.Trace[^1].Stale);
    }
}
