using System.Text;
using Bess.Backtesting.Ledger;

namespace Bess.Backtesting.Desk;

/// <summary>Reads a ledger that may still be written: its whole lines, up to the first that is none.</summary>
internal static class LedgerTail
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static IReadOnlyList<LedgerEntry> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var entries = new List<LedgerEntry>();
        for (var start = 0; Array.IndexOf(bytes, (byte)'\n', start, count - start) is var end and >= 0; start = end + 1)
        {
            if (LedgerLine.Read(Utf8.GetString(bytes, start, end - start), out _) is not { } entry || entry.Seq != entries.Count)
                break;
            entries.Add(entry);
        }

        return entries;
    }
}
