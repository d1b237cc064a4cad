using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Leaves;
using Bess.Coordination.Privacy;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Leaves;

/// <summary>Rounds whose leaves learn sums only.</summary>
public sealed class MaskedRoundTests
{
    [Theory]
    [InlineData(InstanceKind.Interior, 7)]
    [InlineData(InstanceKind.Feeder, 20)]
    [InlineData(InstanceKind.Zones, 17)]
    public async Task Round_UnderMasks_EqualsTheOpenOne(InstanceKind kind, int batteries)
    {
        var request = Request(kind, 51, batteries);
        using var plant = new LocalVirtualPowerPlant();
        var open = (await plant.CoordinateAsync(request with { Options = new RoundOptions { LeafSize = 1000 } })).Value;
        var (masked, _) = await RunAsync(request);
        Assert.Equal(open.Status, masked.Status);
        var scale = open.Certificate.Scale;
        Assert.InRange(masked.Certificate.PlanCost, open.Certificate.PlanCost - (1e-9 * scale), open.Certificate.PlanCost + (1e-9 * scale));
        var power = request.Fleet.Members.Sum(member => member.Battery.DischargeLimit.Mw);
        Assert.All(open.Coupling.Zip(masked.Coupling), pair => Assert.All(
            pair.First.PowerMw.Zip(pair.Second.PowerMw), step => Assert.InRange(step.Second, step.First - (1e-9 * power), step.First + (1e-9 * power))));
    }

    [Fact]
    public async Task Round_UnderMasksHostsDie_EqualsTheUndisturbedOne()
    {
        var request = Request(InstanceKind.Feeder, 52, 12);
        var (expected, _) = await RunAsync(request);
        var random = new Random(5);
        var (actual, _) = await RunAsync(request, (link, _) =>
        {
            if (random.NextDouble() < 0.03)
            {
                link.Forget();
            }

            return random.NextDouble() < 0.03 ? throw new LinkBrokenException("the line broke") : Task.CompletedTask;
        });
        Assert.Equal(expected.Trace.Count, actual.Trace.Count);
        Assert.Equal(expected.Certificate.PlanCost, actual.Certificate.PlanCost);
        Assert.Equal(expected.Coupling[0].PowerMw, actual.Coupling[0].PowerMw);
    }

    [Fact]
    public async Task Round_UnderMasksOneFallsSilent_DropsOutAndTheRestConverges()
    {
        var request = Request(InstanceKind.Feeder, 53, 12);
        var calls = 0;
        var (result, links) = await RunAsync(
            request,
            (link, token) => link.Agent.Value == request.Fleet.Members[4].Battery.Id.Value && ++calls > 6 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask,
            TimeSpan.FromMilliseconds(400));
        Assert.Equal(RoundStatus.Converged, result.Status);
        Assert.Equal(11, result.Trace[^1].Agents);
        Assert.True(result.Verdict.PhysicallyFeasible, string.Join("; ", result.Verdict.Findings));
        Assert.Contains(links, link => link.Revealed > 0);
    }

    private static RoundRequest Request(InstanceKind kind, int seed, int batteries)
    {
        var instance = VppInstance.Create(kind, seed, batteries);
        return new RoundRequest { Id = "masked", Fleet = instance.Fleet, Scenarios = instance.Vpp.ToScenarios(), Coupling = instance.Coupling };
    }

    private static async Task<(RoundResult Result, IReadOnlyList<Link> Links)> RunAsync(
        RoundRequest request, Func<Link, CancellationToken, Task>? onTheWay = null, TimeSpan? silent = null)
    {
        using var telemetry = new CoordinationTelemetry();
        var setup = new RoundSetup(request.Terms);
        var links = request.Fleet.Members.Select(member => new Link(member, setup) { OnTheWay = onTheWay ?? ((_, _) => Task.CompletedTask) }).ToArray();
        var transport = new Transport(setup, request.Fleet, links, silent ?? TimeSpan.FromSeconds(30));
        var runner = new RoundRunner(setup, transport, transport.FinishAsync, telemetry);
        var result = await runner.RunAsync(request.Options.Clock.GetTimestamp(), CancellationToken.None);
        return (result, links);
    }

    /// <summary>One leaf for all.</summary>
    private sealed class Transport : IAgentTransport
    {
        private readonly RoundSetup _setup;
        private readonly Fleet _fleet;
        private readonly MaskedLeaf _leaf;

        public Transport(RoundSetup setup, Fleet fleet, Link[] links, TimeSpan silent)
        {
            _setup = setup;
            _fleet = fleet;
            var members = links.Select((link, i) => new MaskedMember(
                i, link, setup.Plan.ClassOf(fleet.Members[i].Group), PlanChecker.PlaceOf(fleet.Groups, fleet.Members[i].Group), link.PowerMw, link.PublicKey));
            _leaf = new MaskedLeaf(setup.Terms.Id, setup.Plan.Set.Steps, setup.Plan.Classes, silent, members, [], TimeProvider.System);
        }

        public int Count => _fleet.Members.Count;

        public double TotalPowerMw => _fleet.Members.Sum(Power);

        public IReadOnlyList<double> ClassPowersMw =>
            [.. _setup.Plan.Classes.Select((_, c) => _fleet.Members.Where(member => _setup.Plan.ClassOf(member.Group) == c).Sum(Power))];

        public IReadOnlyList<string> Notes => [];

        public async Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken) =>
            Gathering.Of((await _leaf.AskAsync(request, [], [(byte)request.Sequence]))!, []);

        public Task RecallAsync(AgentRequest request, Gathering gathering) => throw new NotSupportedException();

        public async Task<FinishedPlans> FinishAsync() => new(await _leaf.FinishAsync(_fleet.Groups.Count), []);

        private static double Power(FleetMember member) => Math.Max(member.Battery.ChargeLimit.Mw, member.Battery.DischargeLimit.Mw);
    }

    private sealed class Link : IMaskedAgentLink, IDisposable
    {
        private readonly FleetMember _member;
        private readonly RoundSetup _setup;
        private readonly AgentSecret _secret = AgentSecret.Create();
        private readonly StorageKernel _kernel = new();
        private MaskedSession? _session;
        private AgentSession? _open;
        private int _classIndex;
        private int _place;

        public Link(FleetMember member, RoundSetup setup)
        {
            _member = member;
            _setup = setup;
            Begin();
            PublicKey = _session!.PublicKey.ToArray();
        }

        public AgentId Agent => _member.Battery.Id;

        public byte[] PublicKey { get; }

        public double PowerMw => Math.Max(_member.Battery.ChargeLimit.Mw, _member.Battery.DischargeLimit.Mw);

        public int Revealed { get; private set; }

        public Func<Link, CancellationToken, Task> OnTheWay { get; init; } = (_, _) => Task.CompletedTask;

        public void Forget() => _session = null;

        public void Dispose() => _session?.Dispose();

        public async Task<MaskedReply> AskAsync(MaskedAsk ask, CancellationToken cancellationToken)
        {
            await OnTheWay(this, cancellationToken);
            if (_session is null)
            {
                return new MaskedReply(MaskedReplyKind.NeedsHistory, []);
            }

            if (!_session.HasAgreed(ask.Fingerprint))
            {
                return new MaskedReply(MaskedReplyKind.NeedsRoster, []);
            }

            return _session.Ask(ask.Request, ask.LastAnswered, _classIndex, _setup.Plan.Classes.Count, ask.Digest, _kernel) is { } words
                ? new MaskedReply(MaskedReplyKind.Words, words)
                : new MaskedReply(MaskedReplyKind.NeedsHistory, []);
        }

        public async Task RecallAsync(IReadOnlyList<PastRequest> history, CancellationToken cancellationToken)
        {
            await OnTheWay(this, cancellationToken);
            if (_session is null)
            {
                Begin();
            }

            _session!.Replay(history, null, _kernel);
        }

        public Task AgreeAsync(string fingerprint, MaskRoster roster, CancellationToken cancellationToken)
        {
            Assert.Empty(_session?.Agree(fingerprint, roster) ?? []);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<RevealedKey>> RevealAsync(
            int sequence, int values, byte[] digest, IReadOnlyCollection<int> dropped, CancellationToken cancellationToken)
        {
            var keys = _session?.Reveal(sequence, values, digest, dropped) ?? [];
            Revealed += keys.Count;
            return Task.FromResult(keys);
        }

        public async Task<MaskedReply> FinishAsync(int sequence, int lastAnswered, string fingerprint, CancellationToken cancellationToken)
        {
            await OnTheWay(this, cancellationToken);
            if (_session is null || _open!.LastAnswered != lastAnswered)
            {
                return new MaskedReply(MaskedReplyKind.NeedsHistory, []);
            }

            return _session.HasAgreed(fingerprint)
                ? new MaskedReply(MaskedReplyKind.Words, _session.Finish(sequence, _place, _setup.Terms.Groups.Count).Words)
                : new MaskedReply(MaskedReplyKind.NeedsRoster, []);
        }

        private void Begin()
        {
            _open = AgentSession.Open(_member, _setup.Terms.Scenarios, _setup.Prices).Value;
            _session = new MaskedSession(_open, _secret.ForRound(_setup.Terms.Id, Agent, [1]));
            _classIndex = _setup.Plan.ClassOf(_member.Group);
            _place = PlanChecker.PlaceOf(_setup.Terms.Groups, _member.Group);
        }
    }
}
