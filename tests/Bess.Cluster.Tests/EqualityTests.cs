using Bess.Cluster.Drills.Harness;
using Bess.Cluster.Tests.InProcess;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;
using Xunit.Abstractions;

namespace Bess.Cluster.Tests;

/// <summary>A round on a cluster gives what the same round gives in one process.</summary>
public sealed class EqualityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Launch_Samples_EqualInProcess(short silos)
    {
        await using var cluster = await TestSilos.StartAsync(silos);
        foreach (var sample in SampleRounds.Names)
        {
            await AssertEqualAsync(cluster, SampleRounds.Load(sample, $"{sample}-{silos}"));
        }
    }

    [Theory]
    [InlineData(InstanceKind.Interior)]
    [InlineData(InstanceKind.Boundary)]
    [InlineData(InstanceKind.Infeasible)]
    [InlineData(InstanceKind.Feeder)]
    [InlineData(InstanceKind.Band)]
    [InlineData(InstanceKind.Soft)]
    [InlineData(InstanceKind.Zones)]
    public async Task Launch_EveryKind_EqualInProcess(InstanceKind kind)
    {
        await using var cluster = await TestSilos.StartAsync(2);
        await AssertEqualAsync(cluster, Rounds.Of(VppInstance.Create(kind, 3, 30, scenarios: 5), $"{kind}", new RoundOptions { LeafSize = 4 }));
    }

    [Theory]
    [InlineData(InstanceKind.Interior, 50)]
    [InlineData(InstanceKind.Boundary, 50)]
    [InlineData(InstanceKind.Boundary, 17)]
    [InlineData(InstanceKind.Zones, 33)]
    public async Task Launch_MaskedSums_EqualTheOpenRoundInProcess(InstanceKind kind, int batteries)
    {
        await using var cluster = await TestSilos.StartAsync(2);
        await AssertEqualAsync(cluster, Rounds.Of(VppInstance.Create(kind, 13, batteries, scenarios: 5), $"masked-{kind}", new RoundOptions { MaskedSums = true }));
    }

    private async Task AssertEqualAsync(TestSilos cluster, RoundRequest request)
    {
        using var plant = new LocalVirtualPowerPlant();
        var expected = (await plant.CoordinateAsync(request)).Value;
        var launch = await cluster.Desk.LaunchAsync(RoundOrder.Of(request), "test");
        Assert.Empty(launch.Faults);
        var actual = await cluster.Desk.EndOfAsync(launch.RoundId!);
        var comparison = ResultComparison.Of(expected, actual);
        output.WriteLine($"{request.Id}: {comparison}, {expected.Trace.Count} iterations, in process {expected.Timing.TotalSeconds:0.000} s, cluster {actual.Timing.TotalSeconds:0.000} s");
        Assert.True(comparison.IsEqual, comparison.ToString());
    }
}
