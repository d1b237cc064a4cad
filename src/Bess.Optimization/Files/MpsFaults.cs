using System.Globalization;

namespace Bess.Optimization.Files;

/// <summary>Gathers the faults and notes of one file.</summary>
internal sealed class MpsFaults(string file, int limit)
{
    private const int LongestNote = 12;
    private const int LongestText = 40;
    private readonly List<FileFault> _faults = [];
    private readonly List<string> _notes = [];
    private int _unsaidNotes;

    /// <summary>The line being read, from 1.</summary>
    public int Line { get; set; }

    public int Count => _faults.Count;

    /// <summary>Whether there is no sense in reading on: the limit is reached, or what follows cannot be understood any more.</summary>
    public bool HasEnded { get; private set; }

    public bool IsFull => _faults.Count >= limit;

    public IReadOnlyList<string> Notes => _unsaidNotes == 0 ? _notes : [.. _notes, $"and {_unsaidNotes} more"];

    public void Add(string field, string expected, string actual) => AddAt(Line, field, expected, actual);

    public void AddAt(int line, string field, string expected, string actual)
    {
        if (IsFull) return;
        _faults.Add(new FileFault(file, line, field, expected, actual));
        HasEnded |= IsFull;
    }

    /// <summary>A fault after which the rest would only give faults that follow from it.</summary>
    public void End(string field, string expected, string actual)
    {
        Add(field, expected, actual);
        HasEnded = true;
    }

    public void Note(string text)
    {
        if (_notes.Count < LongestNote) _notes.Add(text);
        else _unsaidNotes++;
    }

    /// <summary>Takes back what was said of the last line of a file that was cut off in it.</summary>
    public void ForgetLine(int line) => _faults.RemoveAll(fault => fault.Line == line);

    public IReadOnlyList<FileFault> InOrder() => [.. _faults.OrderBy(fault => fault.Line)];

    /// <summary>A text of the file in quotes, made safe for one line and cut where it is long.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "nothing";
        ReadOnlySpan<char> shown = text.Length > LongestText ? text[..LongestText] : text;
        string safe = string.Create(shown.Length, shown, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++) target[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
        return text.Length > LongestText ? string.Create(CultureInfo.InvariantCulture, $"'{safe}…' ({text.Length} characters)") : $"'{safe}'";
    }
}
