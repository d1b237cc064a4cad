using System.Globalization;

namespace Bess.Coordination.Rounds.Journal;

/// <summary>Walks through what is recorded, then writes on. Without a journal nothing is recorded and nothing kept.</summary>
internal sealed class JournalCursor(string roundId, IRoundJournal? journal)
{
    private readonly JournalEntry[] _recorded = [.. journal?.Recorded ?? []];
    private int _next;

    /// <summary>True while recorded entries are left.</summary>
    public bool IsReplaying => _next < _recorded.Length;

    /// <summary>Takes the next recorded entry if it is of this kind.</summary>
    public T? TakeIf<T>()
        where T : JournalEntry
    {
        if (!IsReplaying || _recorded[_next] is not T entry)
        {
            return null;
        }

        _next++;
        return entry;
    }

    /// <summary>Takes the answers to a broadcast, which must be the next recorded entry.</summary>
    /// <exception cref="InvalidOperationException">The journal is not that of this request.</exception>
    public AnswersGathered? TakeAnswers(int sequence)
    {
        if (!IsReplaying)
        {
            return null;
        }

        if (TakeIf<AnswersGathered>() is { } answers && answers.Sequence == sequence)
        {
            return answers;
        }

        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"round {roundId}: expected the answers to broadcast {sequence} as entry {_next} of its journal; the journal belongs to another request or another version"));
    }

    /// <summary>Keeps an entry.</summary>
    public Task AppendAsync(JournalEntry entry) => journal?.AppendAsync(entry) ?? Task.CompletedTask;
}
