using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bess.Domain;

namespace Bess.Coordination.Privacy;

/// <summary>The agent's side of masked sums in one round: masks its answers, and reveals what a sum lacks when a neighbour drops out.</summary>
/// <remarks>
/// Bonawitz et al. 2017, section 4: of each pair of neighbours one adds a pseudorandom mask that the other subtracts, so the masks vanish in
/// the sum. Other than there, each mask key is for one broadcast and is revealed by the neighbours themselves, which are asked in every
/// iteration anyhow: there are no shares of keys and no second mask.
/// The words follow from secret, roster, broadcast and answer alone: a restarted agent makes the same. What it has answered and revealed is
/// remembered to refuse what would open its answer; a restart forgets that. Not for several threads at once.
/// </remarks>
public sealed class PairMasks : IDisposable
{
    private readonly MaskRoster _roster;
    private readonly int[] _neighbours;
    private readonly byte[][] _pairKeys;
    private readonly Dictionary<int, Past> _past = [];

    private PairMasks(MaskRoster roster, int place, RoundKeys keys)
    {
        _roster = roster;
        Place = place;
        _neighbours = [.. roster.Graph.NeighboursOf(place)];
        _pairKeys = [.. _neighbours.Select(neighbour => keys.PairKey(roster, place, neighbour))];
    }

    /// <summary>The agent's place in the roster.</summary>
    public int Place { get; }

    /// <summary>Agrees on the keys of all its pairs, at about a quarter of a millisecond each: once a roster.</summary>
    /// <param name="keys">The agent's keys of the round; not needed afterwards.</param>
    /// <param name="roster">The leaf's roster as the agent received it.</param>
    /// <returns>The agent's masks, or the fault: another round, or a roster without the agent or with another key in its name.</returns>
    public static Validated<PairMasks> Create(RoundKeys keys, MaskRoster roster)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(roster);
        if (keys.RoundId != roster.RoundId)
        {
            return Validated<PairMasks>.FromFault(new Fault("roster", "roundId", $"'{keys.RoundId}'", $"'{roster.RoundId}'"));
        }

        var place = roster.PlaceOf(keys.Agent);
        if (place < 0 || !roster.Members[place].PublicKey.Span.SequenceEqual(keys.PublicKey.Span))
        {
            var actual = place < 0 ? "not there" : "another key";
            return Validated<PairMasks>.FromFault(new Fault("roster", keys.Agent.Value, "the agent with the key it published", actual));
        }

        return Validated<PairMasks>.FromValue(new PairMasks(roster, place, keys));
    }

    /// <summary>Masks an answer.</summary>
    /// <param name="scope">The broadcast that is answered.</param>
    /// <param name="values">The answer, <see cref="MaskScope.Values"/> numbers.</param>
    /// <param name="words">Receives <see cref="MaskScope.Words"/> words; to be sent only when granted, zero otherwise.</param>
    /// <returns>
    /// Granted; NotRepresentable, OtherAnswer, OtherBroadcast or Forfeited, and then the agent does not answer this broadcast.
    /// </returns>
    /// <exception cref="ArgumentException">A length does not fit the scope.</exception>
    public MaskVerdict Mask(MaskScope scope, ReadOnlySpan<double> values, Span<UInt128> words)
    {
        ArgumentNullException.ThrowIfNull(scope);
        Expect(scope.Values, values.Length, nameof(values));
        Expect(scope.Words, words.Length, nameof(words));
        var verdict = FixedPoint.TryEncode(values, words) ? Remember(scope, words[..values.Length]) : MaskVerdict.NotRepresentable;
        if (verdict != MaskVerdict.Granted)
        {
            words.Clear();
            return verdict;
        }

        words[^1] = MaskedSum.One;
        Span<byte> key = stackalloc byte[MaskExpansion.KeyBytes];
        using var cipher = Aes.Create();
        for (var i = 0; i < _neighbours.Length; i++)
        {
            scope.MaskKey(_pairKeys[i], key);
            MaskExpansion.Add(cipher, key, subtract: IsSubtracted(Place, _neighbours[i]), words);
        }

        CryptographicOperations.ZeroMemory(key);
        return MaskVerdict.Granted;
    }

    /// <summary>Reveals the keys of the masks shared with neighbours that dropped out, if that opens no more than the sum of the others.</summary>
    /// <param name="scope">The broadcast.</param>
    /// <param name="dropped">Places of all members whose answer does not count; once revealed, an agent agrees to no other set.</param>
    /// <returns>The keys, or why there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A place is none of the roster's.</exception>
    public Revelation Reveal(MaskScope scope, IReadOnlyCollection<int> dropped)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(dropped);
        int[] places = [.. dropped.Distinct().Order()];
        foreach (var place in places)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(dropped));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _roster.Members.Count, nameof(dropped));
        }

        var past = PastOf(scope.Sequence);
        var verdict = past.Forfeited ? MaskVerdict.Forfeited
            : !past.IsOf(scope) ? MaskVerdict.OtherBroadcast
            : places.Contains(Place) ? MaskVerdict.SelfDropped
            : past.Dropped is { } before && !before.AsSpan().SequenceEqual(places) ? MaskVerdict.OtherDropOuts
            : _roster.Judge(places);
        if (verdict != MaskVerdict.Granted)
        {
            return new Revelation(verdict, []);
        }

        (past.Scope, past.Dropped) = (scope.Digest.ToArray(), places);
        var keys = new List<RevealedKey>();
        for (var i = 0; i < _neighbours.Length; i++)
        {
            if (places.Contains(_neighbours[i]))
            {
                var key = new byte[MaskExpansion.KeyBytes];
                scope.MaskKey(_pairKeys[i], key);
                keys.Add(new RevealedKey(new MaskPair(Place, _neighbours[i]), key));
            }
        }

        return new Revelation(MaskVerdict.Granted, keys);
    }

    /// <summary>Tells the agent that it counts as dropped for a broadcast: from now on it neither answers nor reveals for it.</summary>
    /// <param name="sequence">Number of the broadcast.</param>
    public void Forfeit(int sequence) => PastOf(sequence).Forfeited = true;

    /// <summary>Overwrites the pairs' keys.</summary>
    public void Dispose()
    {
        foreach (var key in _pairKeys)
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Of each pair the first place adds and the second subtracts.</summary>
    internal static bool IsSubtracted(int place, int neighbour) => place > neighbour;

    private MaskVerdict Remember(MaskScope scope, ReadOnlySpan<UInt128> answer)
    {
        var past = PastOf(scope.Sequence);
        var digest = SHA256.HashData(MemoryMarshal.AsBytes(answer));
        var verdict = past.Forfeited ? MaskVerdict.Forfeited
            : !past.IsOf(scope) ? MaskVerdict.OtherBroadcast
            : past.Answer is { } before && !before.AsSpan().SequenceEqual(digest) ? MaskVerdict.OtherAnswer
            : MaskVerdict.Granted;
        if (verdict == MaskVerdict.Granted)
        {
            (past.Scope, past.Answer) = (scope.Digest.ToArray(), digest);
        }

        return verdict;
    }

    private Past PastOf(int sequence)
    {
        ref var past = ref CollectionsMarshal.GetValueRefOrAddDefault(_past, sequence, out _);
        return past ??= new Past();
    }

    private static void Expect(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"Expected a length of {expected}, was {actual}.", name);
        }
    }

    /// <summary>What happened in one sequence: some hundred bytes.</summary>
    private sealed class Past
    {
        public byte[]? Scope { get; set; }

        public byte[]? Answer { get; set; }

        public int[]? Dropped { get; set; }

        public bool Forfeited { get; set; }

        public bool IsOf(MaskScope scope) => Scope is null || Scope.AsSpan().SequenceEqual(scope.Digest);
    }
}
