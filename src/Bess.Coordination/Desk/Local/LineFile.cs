using Bess.Domain;

namespace Bess.Coordination.Desk.Local;

/// <summary>A file that is only ever appended to, one document a line.</summary>
/// <remarks>A line that is handed over survives the end of the process; <see cref="Flush"/> makes it survive the end of the machine.</remarks>
internal sealed class LineFile : IDisposable
{
    private readonly FileStream _file;

    private LineFile(FileStream file) => _file = file;

    /// <summary>Opens it at its end; it is made if it is missing.</summary>
    public static LineFile Append(string path) => new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));

    /// <summary>The documents from the first on, to the first line that is torn or cannot be understood.</summary>
    /// <param name="path">The file; one that is missing is empty.</param>
    /// <param name="read">Reads a line; the first argument is its number from 0. A null is a line that does not belong there.</param>
    /// <returns>The documents, the length in bytes of their lines, and why it ends there; null where all of the file is read.</returns>
    public static (IReadOnlyList<T> Documents, long GoodBytes, string? Damage) Read<T>(string path, Func<int, byte[], Validated<T>> read)
        where T : class
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var documents = new List<T>();
        var from = 0;
        while (from < bytes.Length)
        {
            var length = bytes.AsSpan(from).IndexOf((byte)'\n');
            if (length < 0)
                return (documents, from, "its last line is torn");
            var document = read(documents.Count, bytes[from..(from + length)]);
            if (!document.TryGet(out var good))
                return (documents, from, $"line {documents.Count + 1}: {document.Faults[0]}");
            documents.Add(good);
            from += length + 1;
        }

        return (documents, from, null);
    }

    /// <summary>Takes away what follows the good lines.</summary>
    public static void Cut(string path, long goodBytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength(goodBytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Adds a line.</summary>
    public void Add(ReadOnlySpan<byte> document)
    {
        // One write: whoever reads, or whatever is left by a kill, has a line's beginning at most.
        var line = new byte[document.Length + 1];
        document.CopyTo(line);
        line[^1] = (byte)'\n';
        _file.Write(line);
    }

    /// <summary>Waits until all lines are on disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();
}
