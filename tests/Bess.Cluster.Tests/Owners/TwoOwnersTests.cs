using Bess.Cluster.Tests.Wire;
using Bess.Coordination.Desk;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Remote.Documents;
using Bess.Grains;
using Bess.Grains.Rounds;
using Bess.Grains.Storage;
using Bess.Grains.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bess.Cluster.Tests.Owners;

/// <summary>After a silo was lost two processes may own a round for a moment: the one that is behind shows nothing.</summary>
public sealed class TwoOwnersTests : IDisposable
{
    private readonly CoordinationTelemetry _telemetry = new();
    private readonly ClusterTelemetry _cluster = new();

    [Fact]
    public async Task IsOvertaken_AnotherOwnerHasEndedTheRound_OnlyTheOneBehind()
    {
        var store = new MemoryStore();
        await using var first = await OwnerAsync(store);
        await first.CreateAsync(Order(), waits: true);
        await using var second = await OwnerAsync(store);
        Assert.False(await first.IsOvertakenAsync());
        Assert.False(await second.IsOvertakenAsync());

        await first.FailAsync("the end");

        Assert.False(await first.IsOvertakenAsync());
        Assert.True(await second.IsOvertakenAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(second.CancelAsync);
    }

    public void Dispose()
    {
        _telemetry.Dispose();
        _cluster.Dispose();
    }

    private static RoundStartMessage Order() => new()
    {
        Order = [],
        Roster = RosterDocument.Write(new Roster("plant", [], [])),
        LaunchedBy = "test",
        LaunchedAt = DateTimeOffset.UnixEpoch,
        TakesEnrolled = false,
    };

    private async Task<RoundLife> OwnerAsync(IRoundStore store)
    {
        var life = new RoundLife("r", null!, new RoundServices(
            store, WireTypes.SerializerOf<RoundHead>(), WireTypes.SerializerOf<JournalMessage>(),
            _telemetry, _cluster, new PatienceOptions(), TimeProvider.System, NullLogger<RoundLife>.Instance));
        await life.LoadAsync();
        return life;
    }
}
