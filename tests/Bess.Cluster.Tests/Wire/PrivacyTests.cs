using System.Runtime.InteropServices;
using Bess.Cluster.Drills.Harness;
using Bess.Cluster.Tests.InProcess;
using Bess.Coordination.Agents;
using Bess.Coordination.Desk;
using Bess.Coordination.Privacy;
using Bess.Coordination.Rounds;
using Bess.Domain.Schedules;
using Bess.Grains.Wire;
using Bess.Scheduling;
using Bess.Scheduling.Kernel;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests.Wire;

/// <summary>What a battery knows of itself does not leave its grain.</summary>
public sealed class PrivacyTests(ITestOutputHelper output)
{
    /// <summary>Only who may read a schedule gets it; it is not part of a round.</summary>
    private const string ScheduleMethod = nameof(Grains.IBatteryGrain.ScheduleAsync);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Round_MarkedBatteries_SendNoneOfTheirNumbers(bool masked)
    {
        var (tap, result) = await ListenAsync(masked);
        var numbers = MarkedFleet.Marks.Concat(result.Schedules.SelectMany(EnergyOf)).ToArray();
        var sent = tap.All.Where(heard => heard.Method != ScheduleMethod).ToArray();
        output.WriteLine($"{sent.Length} answers, {sent.Sum(heard => heard.Bytes.Length)} bytes, {numbers.Length} private numbers; by method: "
            + string.Join(", ", sent.GroupBy(heard => heard.Method).Select(group => $"{group.Key} {group.Count()}")));
        Assert.Contains(sent, heard => heard.Answer is AnswerMessage);
        Assert.Contains(sent, heard => masked ? heard.Method == "FinishMaskedAsync" : heard.Answer is MemberReportMessage);
        Assert.All(sent, heard => Assert.Empty(MarkedFleet.Find(heard.Bytes, numbers).Select(found => $"{heard.Method} of {heard.Battery}: {found}")));
    }

    /// <summary>The search does find what is there: schedules name energies, and are the only answers that do.</summary>
    [Fact]
    public async Task Find_ScheduleWithEnergies_FindsThem()
    {
        var (tap, result) = await ListenAsync(masked: false);
        var numbers = result.Schedules.SelectMany(EnergyOf).ToArray();
        var schedule = tap.All.First(heard => heard.Answer is ScheduleMessage { Document.Length: > 0 });
        Assert.NotEmpty(MarkedFleet.Find(schedule.Bytes, numbers));
        var leak = WireTypes.Serializer.SerializeToArray(new AnswerMessage { Vectors = Vectors.Pack([1, numbers[5].Value]) });
        Assert.Equal([$"{numbers[5].Name} {numbers[5].Value} as number"], MarkedFleet.Find(leak, numbers).Distinct());
    }

    /// <summary>Also the states of charge of every iterate, not only of the last.</summary>
    [Fact]
    public void Answer_EveryIterate_HasNoEnergy()
    {
        var request = MarkedFleet.RoundOf("iterates", new RoundOptions());
        var prices = StorageModelFactory.MatrixOf(request.Scenarios);
        var random = new Random(11);
        foreach (var member in MarkedFleet.Fleet.Members)
        {
            var session = AgentSession.Open(member, request.Scenarios, prices).Value;
            var kernel = new StorageKernel();
            for (var sequence = 1; sequence <= 12; sequence++)
            {
                var task = sequence % 3 == 0 ? AgentTask.Settle : AgentTask.Respond;
                double[][] price = [[.. Enumerable.Range(0, 24).Select(_ => (20 * random.NextDouble()) - 10)]];
                var ask = new AgentRequest { RoundId = "iterates", Iteration = sequence, Sequence = sequence, Task = task, PricePerMw = price, Barrier = 1, KeepBest = sequence > 1 };
                var answer = session.Ask(ask, sequence - 1, [], kernel)!.Value;
                var bytes = WireTypes.Serializer.SerializeToArray(AnswerMessage.Of(task, answer, session.PlanNow(), 0.001));
                var numbers = MarkedFleet.MarksOf(member).Concat(answer.Response.Energy.Select((energy, t) => ($"energy after step {t}", energy)));
                Assert.Empty(MarkedFleet.Find(bytes, numbers));
            }

            var (schedule, report) = session.Finish(session.BestSequence)!.Value;
            Assert.Empty(MarkedFleet.Find(WireTypes.Serializer.SerializeToArray(MemberReportMessage.Of(report)), MarkedFleet.MarksOf(member).Concat(EnergyOf(schedule))));
        }
    }

    [Fact]
    public async Task Words_Masked_DifferAndShowNoPlainNumber()
    {
        var (open, _) = await ListenAsync(masked: false);
        var (tap, result) = await ListenAsync(masked: true);
        var masked = tap.All.Where(heard => heard.Answer is AnswerMessage { Words.Length: > 0 }).ToArray();
        Assert.True(masked.Length > 6 * result.Trace.Count, $"{masked.Length} masked answers in {result.Trace.Count} iterations");
        Assert.All(masked, heard => Assert.True(heard.Answer is AnswerMessage { Vectors.Length: 0, PlanPower.Length: 0, Cost: 0, LowerBound: 0, Decrement: 0, PlanCost: 0, BarrierTerms: 0 }));

        // Every word of every answer occurs once: no battery and no two broadcasts share a mask.
        var words = masked.DistinctBy(heard => (heard.Battery, heard.Sequence, heard.Method)).SelectMany(heard => WordsOf(heard.Answer)).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());

        // The first broadcast is the same in both rounds, and so are the plain answers to it: none of them shows.
        var first = masked.Where(heard => heard.Sequence == 1).SelectMany(heard => WordsOf(heard.Answer)).ToHashSet();
        foreach (var plain in open.All.Where(heard => heard.Sequence == 1).Select(heard => heard.Answer).OfType<AnswerMessage>())
        {
            foreach (var number in MemoryMarshal.Cast<byte, double>(plain.Vectors).ToArray().Append(plain.Cost))
            {
                Assert.True(FixedPoint.TryEncode(number, out var word));
                Assert.DoesNotContain(word, first);
                Assert.DoesNotContain(masked, heard => number != 0 && heard.Bytes.AsSpan().IndexOf(BitConverter.GetBytes(number)) >= 0);
            }
        }

        // Plain words of such sizes begin with bytes 0 or 255; masked ones with any byte alike.
        var likePlain = words.Count(word => (byte)(word >> 120) is 0 or 255) / (double)words.Length;
        output.WriteLine($"{words.Length} words of {masked.Length} answers, {likePlain:p2} begin with 0 or 255 (2 of 256 are {2 / 256.0:p2})");
        Assert.InRange(likePlain, 0.5 * 2 / 256, 1.5 * 2 / 256);
    }

    private static async Task<(Wiretap Tap, RoundResult Result)> ListenAsync(bool masked)
    {
        var tap = new Wiretap();
        await using var cluster = await TestSilos.StartAsync(1, silo => silo.AddIncomingGrainCallFilter(tap));
        var request = MarkedFleet.RoundOf(masked ? "masked" : "open", new RoundOptions { MaskedSums = masked });
        var launch = await cluster.Desk.LaunchAsync(RoundOrder.Of(request), "test");
        Assert.Empty(launch.Faults);
        return (tap, await cluster.Desk.EndOfAsync(launch.RoundId!));
    }

    private static UInt128[] WordsOf(object answer)
    {
        Assert.True(FixedPoint.TryFromBytes(((AnswerMessage)answer).Words, out var words));
        return words;
    }

    private static IEnumerable<(string Name, double Value)> EnergyOf(Schedule schedule) =>
        schedule.StateOfChargeMwh.ToArray().Select((energy, t) => ($"energy of {schedule.Agent} after step {t}", energy));
}
