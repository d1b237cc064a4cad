using System.Collections.Concurrent;

namespace Bess.Grains.Storage;

/// <summary>Keeps everything in files of one folder: for one silo without a database, and for the machine of a prosumer.</summary>
/// <remarks>Files are written beside and renamed, and the journal is appended and flushed, so that a kill leaves the old or the new.</remarks>
/// <param name="folder">The folder; made when it is not there.</param>
public sealed class FolderStore(string folder) : IRoundStore, IScheduleStore
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    /// <inheritdoc />
    public async Task<(byte[] Head, int Version)?> HeadAsync(string roundId)
    {
        if (await ReadAsync(PathOf("rounds", roundId, ".head")).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        return (bytes[sizeof(int)..], BitConverter.ToInt32(bytes));
    }

    /// <inheritdoc />
    public async Task<int> VersionAsync(string roundId) => (await HeadAsync(roundId).ConfigureAwait(false))?.Version ?? 0;

    /// <inheritdoc />
    public async Task SaveHeadAsync(string roundId, byte[] head, int version)
    {
        using var gate = await EnterAsync(roundId).ConfigureAwait(false);
        var before = await HeadAsync(roundId).ConfigureAwait(false);
        if ((before?.Version ?? 0) != version - 1)
        {
            throw new RoundTakenException($"version {version} of round {roundId} is taken: there is version {before?.Version ?? 0}");
        }

        await WriteAsync(PathOf("rounds", roundId, ".head"), [.. BitConverter.GetBytes(version), .. head]).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <remarks>An entry that was being written when the process was killed does not count.</remarks>
    public async Task<IReadOnlyList<byte[]>> JournalAsync(string roundId)
    {
        var entries = new List<byte[]>();
        var bytes = await ReadAsync(PathOf("rounds", roundId, ".journal")).ConfigureAwait(false) ?? [];
        for (var at = 0; at + sizeof(int) <= bytes.Length;)
        {
            var length = BitConverter.ToInt32(bytes, at);
            at += sizeof(int);
            if (length < 0 || at + length > bytes.Length)
            {
                break;
            }

            entries.Add(bytes[at..(at + length)]);
            at += length;
        }

        return entries;
    }

    /// <inheritdoc />
    public async Task AppendAsync(string roundId, int number, byte[] entry)
    {
        using var gate = await EnterAsync(roundId).ConfigureAwait(false);
        var entries = await JournalAsync(roundId).ConfigureAwait(false);
        if (entries.Count != number)
        {
            throw new RoundTakenException($"entry {number} of round {roundId} is taken: there are {entries.Count}");
        }

        var path = PathOf("rounds", roundId, ".journal");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        file.SetLength(entries.Sum(known => (long)known.Length + sizeof(int)));
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync((byte[])[.. BitConverter.GetBytes(entry.Length), .. entry]).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public Task ClearJournalAsync(string roundId)
    {
        File.Delete(PathOf("rounds", roundId, ".journal"));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<byte[]?> LoadAsync(string battery) => ReadAsync(PathOf("batteries", battery, ".schedules"));

    /// <inheritdoc />
    public Task SaveAsync(string battery, byte[] schedules) => WriteAsync(PathOf("batteries", battery, ".schedules"), schedules);

    private string PathOf(string kind, string name, string extension) => Path.Combine(folder, kind, Uri.EscapeDataString(name) + extension);

    private async Task<IDisposable> EnterAsync(string name)
    {
        var gate = _gates.GetOrAdd(name, _ => new SemaphoreSlim(1));
        await gate.WaitAsync().ConfigureAwait(false);
        return new Exit(gate);
    }

    private static async Task<byte[]?> ReadAsync(string path)
    {
        try
        {
            return await File.ReadAllBytesAsync(path).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + "." + Guid.NewGuid().ToString("N");
        await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
