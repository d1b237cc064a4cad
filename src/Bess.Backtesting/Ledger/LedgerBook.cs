using System.Text;
using System.Text.Json;
using Bess.Domain;

namespace Bess.Backtesting.Ledger;

/// <summary>An append-only ledger while it is written: entries are chained at once and reach the disk when a day is closed.</summary>
/// <remarks>A file that ends in a torn line or an unclosed day is cut back to its last closed day when it is opened. Not thread-safe.</remarks>
internal sealed class LedgerBook : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FileStream? _file;
    private readonly StringBuilder _pending = new();
    private readonly List<LedgerEntry> _entries = [];

    private LedgerBook(FileStream? file) => _file = file;

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public string LastHash => _entries.Count > 0 ? _entries[^1].Hash : LedgerLine.First;

    /// <summary>Opens a ledger for a run.</summary>
    /// <param name="path">The file, which may exist; null for none.</param>
    /// <returns>The book with the entries of closed days, or why the file is not a ledger.</returns>
    public static Validated<LedgerBook> Open(string? path)
    {
        if (path is null)
            return Validated<LedgerBook>.FromValue(new LedgerBook(null));
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var book = new LedgerBook(file);
        var fault = book.Resume(Path.GetFileName(path));
        if (fault is null)
            return Validated<LedgerBook>.FromValue(book);
        book.Dispose();
        return Validated<LedgerBook>.FromFault(fault);
    }

    public LedgerEntry Append(DateOnly day, string kind, Action<Utf8JsonWriter> data)
    {
        var (line, _) = LedgerLine.Write(_entries.Count, day, kind, LastHash, data);
        var entry = LedgerLine.Read(line, out var reason) ?? throw new InvalidOperationException($"ledger entry {_entries.Count}: expected {reason}");
        _pending.Append(line).Append('\n');
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Puts what was appended on the disk.</summary>
    public void Flush()
    {
        if (_file is not null)
        {
            _file.Write(Utf8.GetBytes(_pending.ToString()));
            _file.Flush(flushToDisk: true);
        }

        _pending.Clear();
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Reads what is there, keeps it up to the last closed day and cuts the rest off.</summary>
    private Fault? Resume(string name)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var (start, kept, keptEntries) = (0, 0L, 0);
        while (Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0)
        {
            var entry = LedgerLine.Read(Utf8.GetString(bytes, start, end - start), out var reason);
            start = end + 1;
            if (entry is null || entry.Seq != _entries.Count || entry.Prev != LastHash)
            {
                // A torn tail has nothing whole behind it; anything else is a ledger that was changed.
                if (Array.IndexOf(bytes, (byte)'\n', start) < 0)
                    break;
                return new Fault(name, $"entry {_entries.Count}", entry is null ? reason : $"seq {_entries.Count} after {LastHash}", entry is null ? "another text" : $"seq {entry.Seq} after {entry.Prev}");
            }

            _entries.Add(entry);
            if (entry.Kind == LedgerKind.DayClosed)
                (kept, keptEntries) = (start, _entries.Count);
        }

        _entries.RemoveRange(keptEntries, _entries.Count - keptEntries);
        _file.SetLength(kept);
        _file.Seek(kept, SeekOrigin.Begin);
        return null;
    }
}
