using Bess.Grains.Storage;

namespace Bess.Cluster.Tests.Storage;

public sealed class MemoryStoreTests : StoreContract
{
    private readonly MemoryStore _store = new();

    protected override IRoundStore Rounds => _store;

    protected override IScheduleStore Schedules => _store;
}

public sealed class FolderStoreTests : StoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bess-store").FullName;
    private readonly FolderStore _store;

    public FolderStoreTests() => _store = new FolderStore(_folder);

    protected override IRoundStore Rounds => _store;

    protected override IScheduleStore Schedules => _store;

    [Fact]
    public async Task Journal_KilledInTheMiddleOfAnEntry_TheHalfEntryDoesNotCount()
    {
        await Rounds.AppendAsync("r", 0, Bytes("whole"));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "rounds"), "*.journal"));
        var whole = await File.ReadAllBytesAsync(file);
        for (var cut = 1; cut < 9; cut++)
        {
            await File.WriteAllBytesAsync(file, [.. whole, .. BitConverter.GetBytes(40).Concat(Bytes("half")).Take(cut)]);
            Assert.Single(await Rounds.JournalAsync("r"));
        }

        await Rounds.AppendAsync("r", 1, Bytes("next"));
        Assert.Equal([Bytes("whole"), Bytes("next")], await Rounds.JournalAsync("r"));
    }

    [Fact]
    public async Task Store_OpenedAgain_FindsEverything()
    {
        await Rounds.SaveHeadAsync("a/b:c", Bytes("head"), 1);
        await Schedules.SaveAsync("plant/b/owner", Bytes("schedule"));
        var again = new FolderStore(_folder);
        Assert.Equal(1, (await again.HeadAsync("a/b:c"))!.Value.Version);
        Assert.Equal(Bytes("schedule"), await again.LoadAsync("plant/b/owner"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
