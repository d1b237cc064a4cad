using System.Security.Cryptography;
using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Leaves;
using Bess.Coordination.Privacy;
using Bess.Coordination.Rounds.Journal;
using Bess.Coordination.Runtime;
using Bess.Domain.Assets;
using Bess.Grains.Wire;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Tests.Wire;

/// <summary>Nothing is lost between the pure messages and those of the wire.</summary>
public sealed class ConversionTests
{
    private const int Steps = 7;
    private static readonly int[][] Classes = [[0], [0, 1], []];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ask_ToAndFro_IsTheSame(int seed)
    {
        var request = RequestOf(seed);
        Assert.Equal(Bits.Of(request), Bits.Of(AskMessage.Of(request).ToRequest(Steps)));
        var ask = new LeafAsk(request, seed, [RequestOf(seed + 1000), RequestOf(seed + 2000)]);
        var message = AskMessage.Of(ask);
        Assert.Equal(ask.LastAnswered, message.LastAnswered);
        Assert.Equal(Bits.Of(ask.Heard), Bits.Of(message.Heard.Select(heard => heard.ToRequest(Steps))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Answer_ToAndFro_IsTheSameWithoutEnergy(int seed)
    {
        var response = ResponseOf(seed);
        var plan = new HeldPlan(new RandomWire(seed + 1).Numbers(Steps), seed);
        foreach (var task in Enum.GetValues<AgentTask>())
        {
            var answer = AnswerMessage.Of(task, new AgentAnswer(seed % 2 == 0, response, seed, seed + 1), plan, 0.25).ToAnswer();
            Assert.Equal((seed % 2 == 0, seed, seed + 1), (answer.Settled, answer.LocalSteps, answer.FixedSteps));
            Assert.Equal(Bits.Of(plan), Bits.Of(answer.Plan));
            var arrived = new StorageResponse(Steps);
            answer.Fill(arrived);
            Assert.Equal(Bits.Of(Expected(task, response)), Bits.Of(arrived));
        }

        Assert.Null(AnswerMessage.Of(AgentTask.Bound, new AgentAnswer(true, response, 0, 0), null, 0).ToAnswer().Plan);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sum_ToAndFro_IsTheSame(int seed)
    {
        var sum = SumOf(seed);
        Assert.Equal(Bits.Of(sum), Bits.Of(SumMessage.Of(sum).ToSum(Steps, Classes)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Journal_ToAndFro_IsTheSame(int seed)
    {
        var random = new RandomWire(seed);
        AssertSame(new RoundOpened(random.Numbers(1)[0], random.Numbers(Classes.Length), seed), null, []);
        AssertSame(new RoundStopped(true), null, []);
        AssertSame(new RoundStopped(false), null, []);
        var sum = SumOf(seed);
        ChangeMessage[] changes = [ChangeOf(random, "b1", joins: true), ChangeOf(random, "b2", joins: false)];
        var gathering = Gathering.Of(sum, []) with { Changes = [.. changes.Select(change => change.ToChange())] };
        AssertSame(new AnswersGathered(seed, gathering, 0.125 * seed, 3.5 * seed), SumMessage.Of(sum), changes);

        static void AssertSame(JournalEntry entry, SumMessage? sum, ChangeMessage[] changes)
        {
            var stored = WireTypes.Serializer.SerializeToArray(JournalMessage.Of(entry, sum, changes));
            Assert.Equal(Bits.Of(entry), Bits.Of(WireTypes.Serializer.Deserialize<JournalMessage>(stored)!.ToEntry(Steps, Classes)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Change_ToChange_SaysAll(int seed)
    {
        var message = ChangeOf(new RandomWire(seed), "b7", joins: seed % 2 == 0);
        var seat = message.Seat;
        Assert.Equal(new MembershipChange(seat.Place, new AgentId("b7"), message.Reason, message.Joins, seat.ClassIndex, seat.PowerMw), message.ToChange());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Subtree_HistoryAndPrices_AreTheSame(int seed)
    {
        var request = RequestOf(seed);
        var past = new PastMessage { Ask = AskMessage.Of(request), Missed = [seed, 3], NewlyHeld = [1], Late = [3, seed] };
        var expected = new PastBroadcast(request, [seed, 3], [1], [new LateMark(3, seed)]);
        Assert.Equal(Bits.Of(expected), Bits.Of(past.ToPast(Steps)));
        var scenarios = RandomVpp.Create(seed, 1, steps: 5, scenarios: 3).ToScenarios();
        var arrived = ScenariosMessage.Of(scenarios).ToScenarios();
        Assert.Equal(Bits.Of(scenarios), Bits.Of(arrived));
        Assert.Equal(scenarios.Probabilities.ToArray(), arrived.Probabilities.ToArray());
        for (var s = 0; s < scenarios.Count; s++)
        {
            Assert.Equal(scenarios.PricesPerMwh(s).ToArray(), arrived.PricesPerMwh(s).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Reports_ToAndFro_AreTheSame(int seed)
    {
        var random = new RandomWire(seed);
        var numbers = random.Numbers(6);
        var member = new MemberReport
        {
            Agent = new AgentId("b3"),
            PowerMw = random.Numbers(Steps),
            LargestPowerMw = numbers[0],
            ExpectedProfit = numbers[1],
            TailLoss = numbers[2],
            WearCost = numbers[3],
            TerminalValue = numbers[4],
            Cost = numbers[5],
            StepsOutsideWindow = seed,
        };
        Assert.Equal(Bits.Of(member), Bits.Of(MemberReportMessage.Of(member).ToReport(Steps)));
        var withFindings = member with { Findings = ["b3: energy 1.2345 MWh", "b3: ramp"] };
        Assert.Equal(Bits.Of(withFindings.WithoutDetails()), Bits.Of(MemberReportMessage.Of(withFindings).ToReport(Steps)));
        var plan = new PlanReport(Steps, 2);
        plan.Add(0, member);
        plan.Add(2, withFindings);
        plan.Add(2, member with { PowerMw = random.Numbers(Steps) });
        Assert.Equal(Bits.Of(plan), Bits.Of(PlanReportMessage.Of(plan).ToReport(Steps, 2)));
    }

    [Fact]
    public void Masks_ToAndFro_AreTheSame()
    {
        var keys = Enumerable.Range(0, 4).Select(i => (Agent: new AgentId($"b{i}"), Secret: AgentSecret.Create())).ToArray();
        var members = keys.Select(key => new MaskMember(key.Agent, key.Secret.ForRound("r1", key.Agent, [1]).PublicKey)).ToArray();
        var roster = MaskRoster.Create("r1", members).Value;
        var fingerprint = Convert.ToHexString(roster.Fingerprint.Span);
        var arrived = MaskRosterMessage.Of(fingerprint, roster).ToRoster();
        Assert.Equal(roster.Fingerprint.ToArray(), arrived.Fingerprint.ToArray());
        Assert.Throws<InvalidOperationException>(() => (MaskRosterMessage.Of(fingerprint, roster) with { RoundId = "r2" }).ToRoster());
        RevealedKey[] revealed = [new(new MaskPair(0, 3), RandomNumberGenerator.GetBytes(32)), new(new MaskPair(2, 1), RandomNumberGenerator.GetBytes(32))];
        var back = RevealedMessage.Of(revealed).ToKeys();
        Assert.Equal(revealed.Select(key => (key.Pair, Convert.ToHexString(key.Key.Span))), back.Select(key => (key.Pair, Convert.ToHexString(key.Key.Span))));
    }

    private static AgentRequest RequestOf(int seed)
    {
        var random = new RandomWire(seed);
        var numbers = random.Numbers(3);
        return new AgentRequest
        {
            RoundId = $"round-{seed}",
            Iteration = seed,
            Sequence = 2 * seed,
            Task = (AgentTask)(seed % 9),
            PricePerMw = [random.Numbers(Steps), random.Numbers(Steps)],
            Correction = seed % 3 == 0 ? null : [random.Numbers(Steps), random.Numbers(Steps)],
            Barrier = numbers[0],
            Penalty = numbers[1],
            Relaxation = numbers[2],
            NodeLimit = seed + 5,
            Proximal = (seed & 1) != 0,
            SaveCheckpoint = (seed & 2) != 0,
            RestoreCheckpoint = (seed & 4) != 0,
            Reset = (seed & 8) != 0,
            KeepBest = (seed & 16) != 0,
            Required = (seed & 32) != 0,
        };
    }

    private static StorageResponse ResponseOf(int seed)
    {
        var random = new RandomWire(seed);
        var numbers = random.Numbers(3);
        var response = new StorageResponse(Steps) { Cost = numbers[0], LowerBound = numbers[1], Decrement = numbers[2], BarrierTerms = seed };
        foreach (var vector in new[] { response.Power, response.Energy, response.Overlap, response.NewtonStep, response.BarrierDerivative, response.Sensitivity })
        {
            random.Numbers(vector.Length).CopyTo(vector, 0);
        }

        return response;
    }

    /// <summary>What must arrive: everything that the aggregator uses, and no energy.</summary>
    private static StorageResponse Expected(AgentTask task, StorageResponse sent)
    {
        var expected = new StorageResponse(Steps) { Cost = sent.Cost, LowerBound = sent.LowerBound, Decrement = sent.Decrement, BarrierTerms = sent.BarrierTerms };
        if (task.Moves())
        {
            sent.Power.CopyTo(expected.Power, 0);
        }

        if (task is AgentTask.Respond or AgentTask.Linearize)
        {
            sent.NewtonStep.CopyTo(expected.NewtonStep, 0);
            sent.BarrierDerivative.CopyTo(expected.BarrierDerivative, 0);
            sent.Sensitivity.CopyTo(expected.Sensitivity, 0);
        }

        return expected;
    }

    private static PartialGathering SumOf(int seed)
    {
        var random = new RandomWire(seed);
        var sum = new PartialGathering(Steps, Classes)
        {
            Agents = seed + 9,
            Answered = seed + 4,
            Failed = 1,
            Missing = 2,
            Held = 3,
            FixedSteps = 5,
            LocalSteps = 6L << 33,
        };
        foreach (var part in sum.Classes)
        {
            foreach (var vector in new[] { part.Value, part.NewtonStep, part.BarrierDerivative, part.Sensitivity })
            {
                random.Numbers(vector.Length).CopyTo(vector, 0);
            }

            var numbers = random.Numbers(4);
            (part.Cost, part.AbsoluteCost, part.Decrement, part.LowerBound) = (numbers[0], numbers[1], numbers[2], numbers[3]);
            (part.BarrierTerms, part.Blocks) = (7L << 35, seed);
        }

        sum.Missed.Add(seed);
        sum.NewlyHeld.Add(seed + 1);
        sum.NewlyLost.Add(seed + 2);
        return sum;
    }

    private static ChangeMessage ChangeOf(RandomWire random, string agent, bool joins)
    {
        var change = random.Make<ChangeMessage>();
        return change with { Seat = change.Seat with { Agent = agent }, Joins = joins };
    }
}
