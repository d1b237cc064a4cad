using System.Text;
using Bess.Grains.Storage;

namespace Bess.Cluster.Tests.Storage;

/// <summary>What every store of rounds and schedules keeps.</summary>
public abstract class StoreContract
{
    protected abstract IRoundStore Rounds { get; }

    protected abstract IScheduleStore Schedules { get; }

    [Fact]
    public async Task Head_SavedInOrder_ReadBack()
    {
        Assert.Null(await Rounds.HeadAsync("r"));
        Assert.Equal(0, await Rounds.VersionAsync("r"));
        await Rounds.SaveHeadAsync("r", Bytes("one"), 1);
        await Rounds.SaveHeadAsync("r", Bytes("two"), 2);
        var kept = await Rounds.HeadAsync("r");
        Assert.Equal(Bytes("two"), kept!.Value.Head);
        Assert.Equal(2, kept.Value.Version);
        Assert.Equal(2, await Rounds.VersionAsync("r"));
    }

    [Fact]
    public async Task Head_VersionThatIsTaken_SecondWriterRefused()
    {
        await Rounds.SaveHeadAsync("r", Bytes("one"), 1);
        await Assert.ThrowsAsync<RoundTakenException>(() => Rounds.SaveHeadAsync("r", Bytes("other"), 1));
        await Rounds.SaveHeadAsync("r", Bytes("two"), 2);
        await Assert.ThrowsAsync<RoundTakenException>(() => Rounds.SaveHeadAsync("r", Bytes("zombie"), 2));
        await Assert.ThrowsAsync<RoundTakenException>(() => Rounds.SaveHeadAsync("r", Bytes("gap"), 4));
        Assert.Equal(Bytes("two"), (await Rounds.HeadAsync("r"))!.Value.Head);
    }

    [Fact]
    public async Task Journal_AppendedInOrder_ReadBackAndCleared()
    {
        for (var i = 0; i < 20; i++)
            await Rounds.AppendAsync("r", i, Bytes($"entry {i}"));
        await Rounds.AppendAsync("other", 0, Bytes("not mine"));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"entry {i}"), (await Rounds.JournalAsync("r")).Select(Encoding.UTF8.GetString));
        await Rounds.ClearJournalAsync("r");
        Assert.Empty(await Rounds.JournalAsync("r"));
        Assert.Single(await Rounds.JournalAsync("other"));
    }

    [Fact]
    public async Task Journal_TwoOwnersRace_EachNumberOnce()
    {
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(owner => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                try
                {
                    await Rounds.AppendAsync("r", i, Bytes($"{owner}"));
                }
                catch (RoundTakenException)
                {
                    Interlocked.Increment(ref taken);
                }
            }
        })));
        Assert.Equal(10, (await Rounds.JournalAsync("r")).Count);
        Assert.Equal(70, taken);
    }

    [Fact]
    public async Task Schedules_ManyAtOnce_EachReadBack()
    {
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => Schedules.SaveAsync($"plant/b-{i}", Bytes($"first {i}"))));
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => Schedules.SaveAsync($"plant/b-{i}", Bytes($"second {i}"))));
        for (var i = 0; i < 700; i += 100)
            Assert.Equal(Bytes($"second {i}"), await Schedules.LoadAsync($"plant/b-{i}"));
        Assert.Null(await Schedules.LoadAsync("plant/b"));
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
