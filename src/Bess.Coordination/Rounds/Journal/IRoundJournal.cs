namespace Bess.Coordination.Rounds.Journal;

/// <summary>Where a round's entries are kept, so that another process can take the round over.</summary>
public interface IRoundJournal
{
    /// <summary>Entries that an earlier run of this round left, in order; empty for a new round.</summary>
    IReadOnlyList<JournalEntry> Recorded { get; }

    /// <summary>Keeps an entry; it is acted on when the task has ended, and not before.</summary>
    /// <param name="entry">The next entry.</param>
    /// <returns>Ends when the entry is safe.</returns>
    Task AppendAsync(JournalEntry entry);
}
