using System.Globalization;
using System.Text;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store.Files;

/// <summary>The file of a series and a month: a header, rows, and between them comments that say where the following rows came from.</summary>
/// <remarks>Only so many bytes of it count as the log of commits says; what lies behind them is of an append that never ended.</remarks>
internal static class MonthFile
{
    private const string Header = "timestamp_utc,step,value,known_at_utc";
    private const string StepForm = "c";

    public static MonthContent Read(string folder, MonthKey key, long length)
    {
        if (length == 0)
            return MonthContent.Empty;
        var text = Encoding.UTF8.GetString(ReadBytes(key.PathIn(folder), key, length));
        var observations = new List<Observation>();
        var origins = new List<Provenance>();
        var line = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                throw Damaged(key, line + 1, "a line that ends with a line feed", "the end of the committed part");
            Take(key, ++line, text[at..end], observations, origins);
            at = end + 1;
        }

        return new MonthContent(observations, origins);
    }

    /// <summary>Writes rows behind the committed part and flushes them to the disk; gives the new length.</summary>
    public static long Append(string folder, MonthKey key, long length, MonthContent before, IEnumerable<Observation> news, Provenance origin)
    {
        var path = key.PathIn(folder);
        var isNew = !File.Exists(path);
        if (isNew)
            DurableFolder.Create(Path.GetDirectoryName(path)!);
        using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            if (file.Length < length)
                throw Short(key, length, file.Length);
            file.SetLength(length);
            file.Position = length;
            var text = new StringBuilder(length == 0 ? Header + "\n" : "");
            if (before.Origins.Count == 0 || before.Origins[^1] != origin)
                text.Append("# ").Append(JsonSerializer.Serialize(origin)).Append('\n');
            foreach (var one in news)
                text.Append(Row(one)).Append('\n');
            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
            length = file.Length;
        }

        if (isNew)
            DurableFolder.Flush(Path.GetDirectoryName(path)!);
        return length;
    }

    private static string Row(Observation one) => string.Create(
        CultureInfo.InvariantCulture, $"{UtcText.Of(one.Start)},{one.Step.ToString(StepForm, CultureInfo.InvariantCulture)},{one.Value:R},{UtcText.Of(one.KnownAt)}");

    private static void Take(MonthKey key, int number, string line, List<Observation> observations, List<Provenance> origins)
    {
        if (number == 1)
        {
            if (line != Header)
                throw Damaged(key, number, Header, line);
        }
        else if (line.StartsWith('#'))
        {
            origins.Add(Origin(key, number, line));
        }
        else
        {
            var cells = line.Split(',');
            if (cells.Length != 4 || !UtcText.TryParse(cells[0], out var start)
                || !TimeSpan.TryParseExact(cells[1], StepForm, CultureInfo.InvariantCulture, out var step) || step <= TimeSpan.Zero
                || !double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)
                || !UtcText.TryParse(cells[3], out var knownAt))
                throw Damaged(key, number, $"a row of {Header}", line);
            observations.Add(new Observation(start, step, value, knownAt));
        }
    }

    private static Provenance Origin(MonthKey key, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Provenance>(line[1..]) ?? throw Damaged(key, number, "where the rows came from", line);
        }
        catch (JsonException)
        {
            // Told as damage of the file, with its line.
            throw Damaged(key, number, "where the rows came from", line);
        }
    }

    private static byte[] ReadBytes(string path, MonthKey key, long length)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[length];
            for (var at = 0; at < bytes.Length;)
            {
                var read = RandomAccess.Read(handle, bytes.AsSpan(at), at);
                if (read == 0)
                    throw Short(key, length, at);
                at += read;
            }

            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Short(key, length, null);
        }
    }

    private static BessDataException Short(MonthKey key, long expected, long? actual) =>
        new([new Fault($"{key}.csv", "", $"at least the {expected} bytes that were committed", actual is { } bytes ? $"{bytes}" : "no such file")]);

    private static BessDataException Damaged(MonthKey key, int line, string expected, string actual) =>
        new([new Fault(FaultLocation.At($"{key}.csv", line), "", expected, $"'{actual}'")]);
}
