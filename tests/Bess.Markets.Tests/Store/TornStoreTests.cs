using Bess.Markets.Store;

namespace Bess.Markets.Tests.Store;

/// <summary>Every state that a crash in the middle of an append can leave, made by hand: readers see all of it or nothing, the next append repairs.</summary>
public sealed class TornStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Log_CutAtEveryByteOfTheLastCommit_AllOrNothingAndRepaired()
    {
        var before = await StateAsync("a", appends: 2);
        var after = await StateAsync("a", appends: 3);
        var (old, whole) = (before["commits.log"], after["commits.log"]);
        for (var length = old.Length; length <= whole.Length; length++)
            await CheckAsync(after, whole[..length], expectedAppends: length == whole.Length ? 3 : 2);
    }

    [Fact]
    public async Task Log_LastCommitWithAWrongByte_NotSeenAndRepaired()
    {
        var before = await StateAsync("a", appends: 2);
        var after = await StateAsync("a", appends: 3);
        for (var at = before["commits.log"].Length; at < after["commits.log"].Length - 1; at++)
        {
            var log = after["commits.log"].ToArray();
            log[at] ^= 0x01;
            await CheckAsync(after, log, expectedAppends: 2);
        }
    }

    [Fact]
    public async Task Rows_AnyPartOfThemWithoutTheCommit_NotSeenAndRepaired()
    {
        var before = await StateAsync("a", appends: 2);
        var after = await StateAsync("a", appends: 3);
        var random = new Random(11);
        for (var k = 0; k < 60; k++)
        {
            // Rows whole, in part, as zeros (pages that never reached the disk), or not there, in each of the three months on its own.
            var torn = before.ToDictionary(pair => pair.Key, pair => pair.Value);
            foreach (var name in after.Keys.Where(name => name.EndsWith(".csv", StringComparison.Ordinal)))
            {
                var bytes = after[name][..random.Next(before[name].Length, after[name].Length + 1)];
                if (k % 3 == 0)
                    bytes.AsSpan(before[name].Length).Clear();
                torn[name] = bytes;
            }

            await CheckAsync(torn, before["commits.log"], expectedAppends: 2);
        }
    }

    [Fact]
    public async Task Log_CutAtEveryByteOfTheFirst_EmptyAndUsable()
    {
        var first = await StateAsync("a", appends: 1);
        for (var length = 0; length < first["commits.log"].Length; length++)
            await CheckAsync(first, first["commits.log"][..length], expectedAppends: 0);
    }

    // Lays out the files, reads, appends on, and reads again.
    private async Task CheckAsync(IReadOnlyDictionary<string, byte[]> files, byte[] log, int expectedAppends)
    {
        var store = _folder.File("torn");
        if (Directory.Exists(store))
            Directory.Delete(store, recursive: true);
        foreach (var (name, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(store, name))!);
            File.WriteAllBytes(Path.Combine(store, name), name == "commits.log" ? log : bytes);
        }

        using var opened = new FileObservationStore(store);
        Assert.Equal(Expected(expectedAppends), Batches.CountsIn(await opened.ReadAsync(Batches.Series, Batches.Span, default)));
        await opened.AppendAsync(Batches.Of(expectedAppends), default);
        Assert.Equal(Expected(expectedAppends + 1), Batches.CountsIn(await opened.ReadAsync(Batches.Series, Batches.Span, default)));
    }

    private static Dictionary<int, int> Expected(int appends) => Enumerable.Range(0, appends).ToDictionary(n => n, _ => Batches.Rows);

    private async Task<Dictionary<string, byte[]>> StateAsync(string name, int appends)
    {
        var store = _folder.File($"{name}{appends}");
        using (var made = new FileObservationStore(store))
        {
            for (var n = 0; n < appends; n++)
                await made.AppendAsync(Batches.Of(n), default);
        }

        return Directory.GetFiles(store, "*", SearchOption.AllDirectories).Where(path => !Path.GetFileName(path).StartsWith("writer", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetRelativePath(store, path), File.ReadAllBytes);
    }
}
