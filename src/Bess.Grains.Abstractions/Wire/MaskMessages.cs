using Bess.Coordination.Privacy;
using Bess.Domain.Assets;

namespace Bess.Grains.Wire;

/// <summary>What a battery must know to mask an answer.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Mask")]
public sealed record MaskMessage
{
    /// <summary>Fingerprint of the roster.</summary>
    [Id(0)]
    public required string Fingerprint { get; init; }

    /// <summary>Digest of the whole broadcast.</summary>
    [Id(1)]
    public required byte[] Digest { get; init; }

    /// <summary>The battery's class.</summary>
    [Id(2)]
    public required int ClassIndex { get; init; }

    /// <summary>Number of classes.</summary>
    [Id(3)]
    public required int Classes { get; init; }
}

/// <summary>Who masks with whom in a leaf.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.MaskRoster")]
public sealed record MaskRosterMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Fingerprint.</summary>
    [Id(1)]
    public required string Fingerprint { get; init; }

    /// <summary>Batteries.</summary>
    [Id(2)]
    public required string[] Agents { get; init; }

    /// <summary>Their public keys.</summary>
    [Id(3)]
    public required byte[][] Keys { get; init; }

    /// <summary>A roster as a message.</summary>
    /// <param name="fingerprint">Fingerprint.</param>
    /// <param name="roster">The roster.</param>
    /// <returns>The message.</returns>
    public static MaskRosterMessage Of(string fingerprint, MaskRoster roster)
    {
        ArgumentNullException.ThrowIfNull(roster);
        return new MaskRosterMessage
        {
            RoundId = roster.RoundId,
            Fingerprint = fingerprint,
            Agents = [.. roster.Members.Select(member => member.Agent.Value)],
            Keys = [.. roster.Members.Select(member => member.PublicKey.ToArray())],
        };
    }

    /// <summary>The roster of the message, checked.</summary>
    /// <returns>The roster.</returns>
    /// <exception cref="InvalidOperationException">The keys are not those of a roster with this fingerprint.</exception>
    public MaskRoster ToRoster()
    {
        var roster = MaskRoster.Create(RoundId, Agents.Zip(Keys, (agent, key) => new MaskMember(new AgentId(agent), key)));
        return roster.TryGet(out var value) && Convert.ToHexString(value.Fingerprint.Span) == Fingerprint
            ? value
            : throw new InvalidOperationException($"round {RoundId}: the roster of masks is not the one that was announced; {string.Join("; ", roster.Faults)}");
    }
}

/// <summary>A masked sum that lacks keys.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Reveal")]
public sealed record RevealMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Number of the sum.</summary>
    [Id(1)]
    public required int Sequence { get; init; }

    /// <summary>Numbers in its vectors.</summary>
    [Id(2)]
    public required int Values { get; init; }

    /// <summary>Digest of the broadcast.</summary>
    [Id(3)]
    public required byte[] Digest { get; init; }

    /// <summary>Places in the roster of who dropped out.</summary>
    [Id(4)]
    public required int[] Dropped { get; init; }
}

/// <summary>Keys that were revealed.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Revealed")]
public sealed record RevealedMessage
{
    /// <summary>Places of the pairs: alive, dropped, alive, dropped …</summary>
    [Id(0)]
    public required int[] Pairs { get; init; }

    /// <summary>Their keys.</summary>
    [Id(1)]
    public required byte[][] Keys { get; init; }

    /// <summary>Keys as a message.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>The message.</returns>
    public static RevealedMessage Of(IReadOnlyList<RevealedKey> keys) => new()
    {
        Pairs = [.. keys.SelectMany(key => new[] { key.Pair.Alive, key.Pair.Dropped })],
        Keys = [.. keys.Select(key => key.Key.ToArray())],
    };

    /// <summary>The keys of the message.</summary>
    /// <returns>The keys.</returns>
    public IReadOnlyList<RevealedKey> ToKeys() => [.. Keys.Select((key, i) => new RevealedKey(new MaskPair(Pairs[2 * i], Pairs[(2 * i) + 1]), key))];
}

/// <summary>A masked report that is wanted.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.FinishMasked")]
public sealed record FinishMaskedMessage
{
    /// <summary>Round.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Number of the report.</summary>
    [Id(1)]
    public required int Sequence { get; init; }

    /// <summary>Number of the last broadcast.</summary>
    [Id(2)]
    public required int LastAnswered { get; init; }

    /// <summary>Fingerprint of the roster.</summary>
    [Id(3)]
    public required string Fingerprint { get; init; }

    /// <summary>Place of the battery's group.</summary>
    [Id(4)]
    public required int GroupPlace { get; init; }

    /// <summary>Number of groups.</summary>
    [Id(5)]
    public required int Groups { get; init; }
}
