using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bess.Domain;

namespace Bess.Markets.Store.Files;

/// <summary>The file that says how many bytes of each month's file count: one line a commit, which is there whole or not at all.</summary>
/// <remarks>
/// <para>
/// An append first writes and flushes its rows, then one line here; that line makes all of them visible at once, in however many files
/// they stand. A line counts when its checksum is right, so that half of one, or pages that reached the disk in another order, do not.
/// </para>
/// <para>A long log is replaced by one line that sums it up, written beside and renamed.</para>
/// </remarks>
internal sealed class CommitLog(string folder)
{
    public const string FileName = "commits.log";
    private const string Header = "bess observations 1\n";
    private const int SpareLines = 500;

    private string LogPath => Path.Combine(folder, FileName);

    public Commit Read()
    {
        byte[] bytes;
        try
        {
            using var file = new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // A store in which nothing was ever kept.
            return Commit.None;
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (!text.StartsWith(Header, StringComparison.Ordinal))
        {
            return Header.StartsWith(text, StringComparison.Ordinal)
                ? Commit.None
                : throw Refuse(1, $"'{Header.Trim()}'", "another first line");
        }

        return Replay(text);
    }

    /// <summary>Makes new lengths count, durably.</summary>
    public void Append(Commit before, IReadOnlyDictionary<MonthKey, long> lengths)
    {
        if (before.Lines > SpareLines + before.Lengths.Count)
            before = Compact(before);
        using (var file = new FileStream(LogPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            file.SetLength(before.LogLength);
            file.Position = before.LogLength;
            file.Write(Encoding.UTF8.GetBytes((before.LogLength == 0 ? Header : "") + Line(before.Number + 1, lengths)));
            file.Flush(flushToDisk: true);
        }

        if (before.LogLength == 0)
            DurableFolder.Flush(folder);
    }

    private static Commit Replay(string text)
    {
        var lengths = new Dictionary<MonthKey, long>();
        var (number, good, lines, line, torn) = (0L, Header.Length, 0, 1, 0);
        for (var at = Header.Length; text.IndexOf('\n', at) is var end and >= 0; at = end + 1)
        {
            line++;
            if (Parse(text[at..end]) is not { } commit)
            {
                torn = torn == 0 ? line : torn;
                continue;
            }

            // A good line behind a bad one: the bad one was whole once.
            if (torn > 0)
                throw Refuse(torn, "a commit whose checksum is right", "a damaged line");
            foreach (var (key, length) in commit.Lengths)
                lengths[key] = length;
            (number, good, lines) = (commit.Number, end + 1, lines + 1);
        }

        // Committed lines are ASCII, so characters are bytes.
        return new Commit(number, lengths, good, lines);
    }

    private Commit Compact(Commit commit)
    {
        var beside = LogPath + ".part";
        var text = Header + Line(commit.Number, commit.Lengths);
        using (var file = File.Create(beside))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, LogPath, overwrite: true);
        DurableFolder.Flush(folder);
        return commit with { LogLength = text.Length, Lines = 1 };
    }

    private static string Line(long number, IReadOnlyDictionary<MonthKey, long> lengths)
    {
        var entries = lengths.Select(pair => string.Create(CultureInfo.InvariantCulture, $" {pair.Key}={pair.Value}")).Order(StringComparer.Ordinal);
        var body = string.Create(CultureInfo.InvariantCulture, $"{number}{string.Concat(entries)}");
        return $"{body} #{Checksum(body)}\n";
    }

    private static (long Number, List<(MonthKey Key, long Length)> Lengths)? Parse(string line)
    {
        var cut = line.LastIndexOf(" #", StringComparison.Ordinal);
        if (cut < 0 || line[(cut + 2)..] != Checksum(line[..cut]))
            return null;
        var parts = line[..cut].Split(' ');
        var lengths = new List<(MonthKey, long)>(parts.Length);
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !MonthKey.TryParse(part[..equals], out var key)
                || !long.TryParse(part.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                return null;
            lengths.Add((key.Value, length));
        }

        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, lengths) : null;
    }

    private static string Checksum(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 8));

    private static BessDataException Refuse(int line, string expected, string actual) =>
        new([new Fault(FaultLocation.At(FileName, line), "", expected, actual)]);
}
