using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>The events of a run, in memory and in a file that outlives the process. Not thread-safe.</summary>
internal sealed class DeskRunLog(string place)
{
    private const string FileName = "events.ndjson";

    private readonly string _path = Path.Combine(place, FileName);
    private List<DeskRunEvent>? _events;

    public IReadOnlyList<DeskRunEvent> Events => _events ??= Read();

    public void Append(DeskRunEvent happened)
    {
        _ = Events;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.AppendAllText(_path, JsonSerializer.Serialize(happened, BessJson.Line) + "\n");
        _events!.Add(happened);
    }

    // What follows a line that a dying process tore is cut off.
    private List<DeskRunEvent> Read()
    {
        var events = new List<DeskRunEvent>();
        if (!File.Exists(_path))
            return events;
        var text = File.ReadAllText(_path);
        var kept = 0;
        while (text.IndexOf('\n', kept) is var end and >= 0 && Parse(text[kept..end]) is { } one && one.Number == events.Count)
        {
            events.Add(one);
            kept = end + 1;
        }

        if (kept < text.Length)
            File.WriteAllText(_path, text[..kept]);
        return events;
    }

    private static DeskRunEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<DeskRunEvent>(line, BessJson.Line);
        }
        catch (JsonException)
        {
            // A torn line is no event.
            return null;
        }
    }
}
