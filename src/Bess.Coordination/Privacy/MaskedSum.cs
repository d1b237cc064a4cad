using System.Security.Cryptography;

namespace Bess.Coordination.Privacy;

/// <summary>The aggregator's side: the sum of the masked answers to one broadcast.</summary>
/// <remarks>
/// Answers are added as they come and not kept. A sum is opened only when everything it needs is there and the last word, to which each
/// agent adds one, counts the answers exactly: a mask that is left makes it random, so a wrong sum passes with probability 2^−128.
/// (Agents that lie about their numbers are not found out, with masks as without.) Not for several threads at once.
/// </remarks>
public sealed class MaskedSum
{
    /// <summary>What each agent adds to the last word.</summary>
    internal static readonly UInt128 One = UInt128.One << FixedPoint.FractionBits;

    private readonly MaskRoster _roster;
    private readonly MaskScope _scope;
    private readonly UInt128[] _words;
    private readonly bool[] _answered;
    private int _answers;

    /// <summary>Creates an empty sum.</summary>
    /// <param name="roster">The leaf.</param>
    /// <param name="scope">The broadcast.</param>
    public MaskedSum(MaskRoster roster, MaskScope scope)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(scope);
        _roster = roster;
        _scope = scope;
        _words = new UInt128[scope.Words];
        _answered = new bool[roster.Members.Count];
    }

    /// <summary>Whether no more answers are taken.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds an answer.</summary>
    /// <param name="place">The agent's place in the roster.</param>
    /// <param name="words">Its masked words.</param>
    /// <returns>Whether it was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="place"/> is none of the roster's.</exception>
    public MaskedAnswerStatus Add(int place, ReadOnlySpan<UInt128> words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _answered.Length);
        if (_answered[place])
        {
            return MaskedAnswerStatus.Duplicate;
        }

        if (IsClosed)
        {
            return MaskedAnswerStatus.Late;
        }

        if (words.Length != _words.Length)
        {
            return MaskedAnswerStatus.WrongLength;
        }

        for (var i = 0; i < words.Length; i++)
        {
            _words[i] = unchecked(_words[i] + words[i]);
        }

        _answered[place] = true;
        _answers++;
        return MaskedAnswerStatus.Taken;
    }

    /// <summary>Takes no more answers. Only then may keys of the drop-outs be asked for.</summary>
    /// <returns>Places of the agents that dropped out, ascending.</returns>
    public IReadOnlyList<int> Close()
    {
        IsClosed = true;
        return [.. Enumerable.Range(0, _answered.Length).Where(place => !_answered[place])];
    }

    /// <summary>Pairs of an agent that answered and a neighbour that did not: their masks are left in the sum. Of two drop-outs nothing is.</summary>
    /// <returns>The pairs, by place.</returns>
    public IReadOnlyList<MaskPair> PairsLeft() =>
    [
        .. from alive in Enumerable.Range(0, _answered.Length)
           where _answered[alive]
           from dropped in _roster.Graph.NeighboursOf(alive)
           where !_answered[dropped]
           select new MaskPair(alive, dropped),
    ];

    /// <summary>Closes the sum if that was not done, takes the drop-outs' masks off and opens it.</summary>
    /// <param name="keys">Keys revealed by those that answered; keys of other pairs are not used.</param>
    /// <returns>The sum, or what is missing, or why it is refused. May be called again with more keys.</returns>
    public MaskedSumResult Open(IEnumerable<RevealedKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var dropped = Close();
        var verdict = _roster.Judge(dropped);
        if (verdict != MaskVerdict.Granted)
        {
            return Refused(verdict == MaskVerdict.TooFewRemain ? MaskedSumStatus.TooFewRemain : MaskedSumStatus.FallsApart, []);
        }

        var given = new Dictionary<MaskPair, ReadOnlyMemory<byte>>();
        foreach (var key in keys.Where(key => key.Key.Length == MaskExpansion.KeyBytes))
        {
            given.TryAdd(key.Pair, key.Key);
        }

        var pairs = PairsLeft();
        MaskPair[] missing = [.. pairs.Where(pair => !given.ContainsKey(pair))];
        return missing.Length > 0 ? Refused(MaskedSumStatus.KeysMissing, missing) : Unmask(pairs, given);
    }

    private MaskedSumResult Unmask(IReadOnlyList<MaskPair> pairs, Dictionary<MaskPair, ReadOnlyMemory<byte>> keys)
    {
        var words = (UInt128[])_words.Clone();
        using var cipher = Aes.Create();
        foreach (var pair in pairs)
        {
            MaskExpansion.Add(cipher, keys[pair].Span, subtract: !PairMasks.IsSubtracted(pair.Alive, pair.Dropped), words);
        }

        if (words[^1] != unchecked((UInt128)_answers * One))
        {
            return Refused(MaskedSumStatus.NotCancelled, []);
        }

        var values = new double[_scope.Values];
        var most = _answers * FixedPoint.Largest;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = FixedPoint.Decode(words[i]);
            if (Math.Abs(values[i]) > most)
            {
                return Refused(MaskedSumStatus.NotCancelled, []);
            }
        }

        return new MaskedSumResult(MaskedSumStatus.Opened, values, _answers, []);
    }

    private MaskedSumResult Refused(MaskedSumStatus status, IReadOnlyList<MaskPair> missing) => new(status, [], _answers, missing);
}
