using Bess.Coordination.Agents;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Rounds;
using Bess.Coordination.Rounds.Journal;
using Bess.Coordination.Runtime;
using Bess.TestKit.Fleets;

namespace Bess.Coordination.Tests.Rounds.Journal;

/// <summary>A round that loses its process between any two steps ends, resumed by another one, with the same bits.</summary>
public sealed class ResumedRoundTests
{
    [Theory]
    [InlineData(CoordinationAlgorithm.BarrierAladin, InstanceKind.Interior)]
    [InlineData(CoordinationAlgorithm.BarrierAladin, InstanceKind.Boundary)]
    [InlineData(CoordinationAlgorithm.BarrierAladin, InstanceKind.Zones)]
    [InlineData(CoordinationAlgorithm.BarrierAladin, InstanceKind.Infeasible)]
    [InlineData(CoordinationAlgorithm.Admm, InstanceKind.Band)]
    [InlineData(CoordinationAlgorithm.Aladin, InstanceKind.Feeder)]
    public async Task Resume_AfterALossAtAnyStep_SameBits(CoordinationAlgorithm algorithm, InstanceKind kind)
    {
        var instance = VppInstance.Create(kind, 31, 5);
        var options = new RoundOptions { Algorithm = algorithm, IterationLimit = algorithm == CoordinationAlgorithm.BarrierAladin ? null : 12 };
        var whole = new MemoryJournal();
        var expected = await RunAsync(instance, options, whole, int.MaxValue);
        var asks = whole.Entries.OfType<AnswersGathered>().Count();
        Assert.True(asks > 5);
        for (var lostAt = 1; lostAt <= asks; lostAt += 3)
        {
            var journal = new MemoryJournal();
            await Assert.ThrowsAsync<ProcessLostException>(() => RunAsync(instance, options, journal, lostAt));
            var resumed = await RunAsync(instance, options, journal, int.MaxValue);
            AssertSame(expected, resumed);
            Assert.Equal(whole.Entries.Count, journal.Entries.Count);
        }
    }

    [Fact]
    public async Task Resume_ManyLossesInOneRoundWithLostAnswers_SameBits()
    {
        var instance = VppInstance.Create(InstanceKind.Interior, 32, 7);
        static bool Loses(int iteration, Domain.Assets.AgentId agent) => (iteration + agent.Value.Length + agent.Value[^1]) % 5 == 0;
        var whole = new MemoryJournal();
        var expected = await RunAsync(instance, new RoundOptions(), whole, int.MaxValue, Loses);
        Assert.Contains(whole.Entries.OfType<AnswersGathered>(), entry => entry.Gathering.Missed.Count > 0);
        var journal = new MemoryJournal();
        for (var life = 0; ; life++)
        {
            Assert.True(life < 100, "the round never ended");
            try
            {
                AssertSame(expected, await RunAsync(instance, new RoundOptions(), journal, 4, Loses));
                break;
            }
            catch (ProcessLostException)
            {
                Assert.True(journal.Entries.Count > 0);
            }
        }
    }

    [Fact]
    public async Task Resume_JournalOfAnotherRound_Refused()
    {
        var journal = new MemoryJournal();
        await RunAsync(VppInstance.Create(InstanceKind.Interior, 33, 3), new RoundOptions { IterationLimit = 3 }, journal, int.MaxValue);
        journal.Entries.RemoveAt(2);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(VppInstance.Create(InstanceKind.Interior, 33, 3), new RoundOptions { IterationLimit = 3 }, journal, int.MaxValue));
        Assert.Contains("journal", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_StoppedByAPerson_StopsAtTheSamePlace()
    {
        var instance = VppInstance.Create(InstanceKind.Interior, 34, 4);
        using var cancelled = new CancellationTokenSource();
        var journal = new MemoryJournal { OnAppend = count => { if (count == 8) cancelled.Cancel(); } };
        var expected = await RunAsync(instance, new RoundOptions(), journal, int.MaxValue, cancellation: cancelled.Token);
        Assert.Equal(StopReason.Cancelled, expected.Outcome.Stop);
        Assert.Single(journal.Entries.OfType<RoundStopped>());
        AssertSame(expected, await RunAsync(instance, new RoundOptions(), journal, int.MaxValue));
    }

    private static async Task<Ended> RunAsync(
        VppInstance instance, RoundOptions options, MemoryJournal journal, int lostAfter,
        Func<int, Domain.Assets.AgentId, bool>? loses = null, CancellationToken cancellation = default)
    {
        using var telemetry = new CoordinationTelemetry();
        var agents = new InProcessTransport(instance.Plan, instance.CreateAgents(), 1, loses: loses);
        var transport = new MortalTransport(agents, lostAfter);
        using var context = new RoundContext(
            "resumed", instance.Plan, transport, options with { EnforceExclusivity = false }, instance.Vpp.Prices.ExpectedDeviation(), null, telemetry,
            options.Clock.GetTimestamp(), cancellation, journal);
        return new Ended(await RoundEngine.RunAsync(context), agents.Plans());
    }

    private static void AssertSame(Ended expectedEnd, Ended actualEnd)
    {
        var (expected, actual) = (expectedEnd.Outcome, actualEnd.Outcome);
        Assert.Equal(expected.Stop, actual.Stop);
        Assert.Equal(expected.BestCost, actual.BestCost);
        Assert.Equal(expected.LowerBound, actual.LowerBound);
        Assert.Equal(expected.Multipliers, actual.Multipliers);
        Assert.Equal(expectedEnd.Plans.Select(plan => plan.Agent), actualEnd.Plans.Select(plan => plan.Agent));
        Assert.All(expectedEnd.Plans.Zip(actualEnd.Plans), pair => Assert.Equal(pair.First.EnergyMwh, pair.Second.EnergyMwh));
    }

    private sealed class MemoryJournal : IRoundJournal
    {
        public List<JournalEntry> Entries { get; } = [];

        public Action<int>? OnAppend { get; init; }

        public IReadOnlyList<JournalEntry> Recorded => Entries;

        public Task AppendAsync(JournalEntry entry)
        {
            Entries.Add(entry);
            OnAppend?.Invoke(Entries.Count);
            return Task.CompletedTask;
        }
    }

    private sealed record Ended(EngineOutcome Outcome, IReadOnlyList<(Domain.Assets.AgentId Agent, double[] EnergyMwh)> Plans);

    private sealed class ProcessLostException : Exception;

    /// <summary>Dies after some live broadcasts, when the agents have answered and nobody has heard it.</summary>
    private sealed class MortalTransport(IAgentTransport inner, int lostAfter) : IAgentTransport
    {
        private int _asked;

        public int Count => inner.Count;

        public double TotalPowerMw => inner.TotalPowerMw;

        public IReadOnlyList<double> ClassPowersMw => inner.ClassPowersMw;

        public IReadOnlyList<string> Notes => inner.Notes;

        public async Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken)
        {
            var gathering = await inner.SendAsync(request, cancellationToken);
            return ++_asked >= lostAfter ? throw new ProcessLostException() : gathering;
        }

        public Task RecallAsync(AgentRequest request, Gathering gathering) => inner.RecallAsync(request, gathering);
    }
}
