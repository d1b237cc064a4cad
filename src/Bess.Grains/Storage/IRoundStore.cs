namespace Bess.Grains.Storage;

/// <summary>Where rounds are kept: a head that is replaced, and a journal that only grows.</summary>
/// <remarks>Thread-safe. A second owner of a round (left over from a network split) is found out by both: its version or number is taken.</remarks>
public interface IRoundStore
{
    /// <summary>Reads a head.</summary>
    /// <param name="roundId">Round.</param>
    /// <returns>The head and its version, from 1; null for an unknown round.</returns>
    Task<(byte[] Head, int Version)?> HeadAsync(string roundId);

    /// <summary>Reads the version of a head alone.</summary>
    /// <param name="roundId">Round.</param>
    /// <returns>The version, from 1; 0 for an unknown round.</returns>
    Task<int> VersionAsync(string roundId);

    /// <summary>Replaces a head.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="head">The head.</param>
    /// <param name="version">Its version: the one before plus one; 1 for a new round.</param>
    /// <returns>Ends when it is safe.</returns>
    /// <exception cref="RoundTakenException">Somebody else has written that version.</exception>
    Task SaveHeadAsync(string roundId, byte[] head, int version);

    /// <summary>Reads a journal.</summary>
    /// <param name="roundId">Round.</param>
    /// <returns>The entries in order.</returns>
    Task<IReadOnlyList<byte[]>> JournalAsync(string roundId);

    /// <summary>Adds to a journal.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="number">Number of the entry, from 0.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>Ends when it is safe.</returns>
    /// <exception cref="RoundTakenException">There is an entry of that number.</exception>
    Task AppendAsync(string roundId, int number, byte[] entry);

    /// <summary>Forgets a journal whose round has ended.</summary>
    /// <param name="roundId">Round.</param>
    /// <returns>Ends when it is gone.</returns>
    Task ClearJournalAsync(string roundId);
}

/// <summary>Where batteries keep their schedules: on the machine or in the database that their owner chose.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IScheduleStore
{
    /// <summary>Reads.</summary>
    /// <param name="battery">Key of the battery.</param>
    /// <returns>What was saved last; null for nothing.</returns>
    Task<byte[]?> LoadAsync(string battery);

    /// <summary>Replaces what was saved.</summary>
    /// <param name="battery">Key of the battery.</param>
    /// <param name="schedules">The new record.</param>
    /// <returns>Ends when it is safe.</returns>
    Task SaveAsync(string battery, byte[] schedules);
}

/// <summary>Another process owns the round.</summary>
public sealed class RoundTakenException : Exception
{
    /// <summary>Creates it.</summary>
    public RoundTakenException()
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Which round.</param>
    public RoundTakenException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Which round.</param>
    /// <param name="innerException">The store's own error.</param>
    public RoundTakenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
