using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Replays on seeded traces: a quiet one, and one with long sags of frequency.</summary>
public sealed class FrequencyReplayTests
{
    private const double SampleSeconds = 10;
    private const int SamplesOfHour = 360;
    private const int Hours = 6;

    /// <summary>Sags of 25 minutes at −0.09 Hz, each followed by as much above nominal: an hour of endurance carries them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_SagsThatRecover_AreDelivered(int seed)
    {
        var trace = Sags(seed, sagMinutes: 25, isRecovered: true);
        var report = FrequencyReplay.Run(Idle(), trace);
        Assert.True(report.IsDelivered);
        Assert.True(report.LowestMwh < 0.8 && report.FirstMissedStep == -1);
        Assert.True(PlanAudit.Check(Idle(), trace).IsAccepted);
    }

    /// <summary>Sags of 50 minutes in every hour without recovery: the store is empty in the second hour, and the audit says where.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_LongSagsWithoutRecovery_MissWhatTheStoreDoesNotHold(int seed)
    {
        var trace = Sags(seed, sagMinutes: 50, isRecovered: false);
        var report = FrequencyReplay.Run(Idle(), trace);
        Assert.False(report.IsDelivered);
        Assert.Equal(1, report.FirstMissedStep);
        Assert.Equal(0.3, report.LowestMwh, 9);
        var finding = Assert.Single(PlanAudit.Check(Idle(), trace).Findings);
        Assert.Equal((AuditRule.Replay, 1), (finding.Rule, finding.Step));
    }

    /// <summary>Called energy is what the response curve gives sample by sample, whether it was delivered or not.</summary>
    [Fact]
    public void Run_AnyTrace_CallsWhatTheCurveSays()
    {
        var trace = Sags(4, 50, false);
        double up = 0, down = 0;
        foreach (var hertz in trace.DeviationHz)
        {
            up += 0.7 * Math.Clamp(-hertz / 0.1, 0, 1) * SampleSeconds / 3600;
            down += 0.7 * Math.Clamp(hertz / 0.1, 0, 1) * SampleSeconds / 3600;
        }

        var report = FrequencyReplay.Run(Idle(), trace);
        Assert.Equal(up, report.CalledUpMwh, 9);
        Assert.Equal(down, report.CalledDownMwh, 9);
    }

    private static PlanClaim Idle() => new()
    {
        Battery = MarketInstances.Battery(2, 1, 1, 1, 0.3, 1.7),
        Grid = new Domain.Time.TimeGrid(RandomFleet.Start, TimeSpan.FromHours(1), Hours),
        InitialEnergyMwh = 1,
        PowerMw = new double[Hours],
        EnergyMwh = [.. Enumerable.Repeat(1.0, Hours)],
        Reserves = [new ReserveClaim(ReserveProducts.FcrN with { ActivatedUpPerSoldMw = 0, ActivatedDownPerSoldMw = 0 }, [.. Enumerable.Repeat(0.7, Hours)])],
    };

    /// <summary>Six hours of a mean-reverting deviation of 0.01 Hz, with a sag in every hour.</summary>
    private static FrequencyTrace Sags(int seed, int sagMinutes, bool isRecovered)
    {
        var random = new Random(seed);
        var deviation = new double[Hours * SamplesOfHour];
        var noise = 0.0;
        var sag = sagMinutes * 6;
        for (var k = 0; k < deviation.Length; k++)
        {
            noise = (0.95 * noise) + (0.003 * (random.NextDouble() + random.NextDouble() - 1));
            var within = k % SamplesOfHour;
            var moved = within < sag ? -0.09 : isRecovered && within < 2 * sag ? 0.09 : 0;
            deviation[k] = moved + noise;
        }

        return new FrequencyTrace(SampleSeconds, deviation);
    }
}
