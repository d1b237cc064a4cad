using System.Security.Cryptography;
using Bess.Coordination.Desk.Local;
using Bess.Domain;
using Bess.Domain.Prices;

namespace Bess.Coordination.Desk.Prices;

/// <summary>What became of a change of kept prices.</summary>
public enum PriceChange
{
    /// <summary>There were none of that name.</summary>
    Created,

    /// <summary>They took the place of those that were there.</summary>
    Replaced,

    /// <summary>They are gone.</summary>
    Deleted,

    /// <summary>There are none of that name; nothing was changed.</summary>
    Unknown,

    /// <summary>It does not say what it changes; nothing was changed.</summary>
    TagMissing,

    /// <summary>They are not as the caller knows them; nothing was changed.</summary>
    TagDiffers,

    /// <summary>There are <see cref="PriceBook.Most"/> already; nothing was changed.</summary>
    Full,
}

/// <summary>Prices that people gave to a desk, kept in a folder, one file each.</summary>
/// <remarks>Thread-safe. A change is on disk before it is seen: written beside the file, then renamed.</remarks>
public sealed class PriceBook
{
    /// <summary>How many are kept at most.</summary>
    public const int Most = 200;

    /// <summary>The tag that stands for whatever is there.</summary>
    public const string AnyTag = "*";

    private const string Extension = ".prices.json";
    private const int TagBytes = 16;
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<string, PriceNote> _notes = new(StringComparer.Ordinal);

    /// <summary>Opens the book.</summary>
    /// <param name="folder">Its folder; made if it is missing.</param>
    /// <param name="clock">Clock of records; null for the system's.</param>
    /// <exception cref="BessDataException">When a file cannot be understood; lists all faults.</exception>
    /// <exception cref="IOException">When the folder cannot be used.</exception>
    public PriceBook(string folder, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (_folder, _clock) = (folder, clock ?? TimeProvider.System);
        Directory.CreateDirectory(folder);
        var faults = new List<Fault>();
        foreach (var path in Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            var read = GivenPrices.Read(bytes);
            faults.AddRange(read.Faults.Select(fault => fault with { Location = $"{Path.GetFileName(path)}: {fault.Location}" }));
            if (read.TryGet(out var given))
                _notes[given.Name] = given.NoteOf(TagOf(bytes));
        }

        if (faults.Count > 0)
            throw new BessDataException(faults);
    }

    /// <summary>All kept prices at a glance, by name.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<PriceNote> List()
    {
        lock (_gate)
        {
            return [.. _notes.Values];
        }
    }

    /// <summary>Kept prices.</summary>
    /// <param name="name">Their name.</param>
    /// <returns>Null where there are none of that name.</returns>
    /// <exception cref="BessDataException">When their file was damaged since.</exception>
    public KeptPrices? Find(string name)
    {
        lock (_gate)
        {
            if (!_notes.TryGetValue(name, out var note))
                return null;
            var given = GivenPrices.Read(File.ReadAllBytes(PathOf(name))).Value;
            return new KeptPrices(note, given.Series, given.Scenarios);
        }
    }

    /// <summary>Keeps a series.</summary>
    /// <param name="name">Its name (<see cref="DeskNames.IsRoundId"/>).</param>
    /// <param name="series">The series.</param>
    /// <param name="by">Who gave it.</param>
    /// <param name="bytes">Length of what was given.</param>
    /// <param name="tag">What it takes the place of; null for a new name.</param>
    /// <returns>What became of it.</returns>
    public PriceChange Put(string name, PriceSeries series, string by, long bytes, string? tag)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Put(new GivenPrices(Checked(name), _clock.GetUtcNow(), by, bytes, series, null), tag);
    }

    /// <summary>Keeps scenarios.</summary>
    /// <param name="name">Their name (<see cref="DeskNames.IsRoundId"/>).</param>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="by">Who gave them.</param>
    /// <param name="bytes">Length of what was given.</param>
    /// <param name="tag">What they take the place of; null for a new name.</param>
    /// <returns>What became of it.</returns>
    public PriceChange Put(string name, ScenarioSet scenarios, string by, long bytes, string? tag)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        return Put(new GivenPrices(Checked(name), _clock.GetUtcNow(), by, bytes, null, scenarios), tag);
    }

    /// <summary>Throws prices away; orders that were launched with them keep their copy.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="tag">What is thrown away.</param>
    /// <returns>What became of it.</returns>
    public PriceChange Delete(string name, string? tag)
    {
        lock (_gate)
        {
            if (!_notes.TryGetValue(name, out var note))
                return PriceChange.Unknown;
            if (Refusal(note, tag) is { } refusal)
                return refusal;
            File.Delete(PathOf(name));
            _notes.Remove(name);
            return PriceChange.Deleted;
        }
    }

    private static string Checked(string name) =>
        DeskNames.IsRoundId(name) ? name : throw new ArgumentException($"Expected {DeskNames.RoundIdRule}, was '{name}'.", nameof(name));

    private static string TagOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes));

    private static PriceChange? Refusal(PriceNote there, string? tag) =>
        tag is null ? PriceChange.TagMissing : tag == AnyTag || tag == there.Tag ? null : PriceChange.TagDiffers;

    private PriceChange Put(GivenPrices given, string? tag)
    {
        var bytes = given.Write();
        lock (_gate)
        {
            var isThere = _notes.TryGetValue(given.Name, out var there);
            if (isThere && Refusal(there!, tag) is { } refusal)
                return refusal;
            if (!isThere && tag is not null)
                return PriceChange.TagDiffers;
            if (!isThere && _notes.Count >= Most)
                return PriceChange.Full;
            KeptFile.Write(PathOf(given.Name), bytes);
            _notes[given.Name] = given.NoteOf(TagOf(bytes));
            return isThere ? PriceChange.Replaced : PriceChange.Created;
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, KeptFile.NameOf(name) + Extension);
}
