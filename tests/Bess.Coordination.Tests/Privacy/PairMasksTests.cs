using Bess.Coordination.Privacy;

namespace Bess.Coordination.Tests.Privacy;

public sealed class PairMasksTests
{
    [Fact]
    public void Mask_RestartedAgent_SameWordsAndKeys()
    {
        using var leaf = new MaskedLeaf(20);
        using var restarted = new MaskedLeaf(20);
        var scope = MaskedLeaf.Scope(3, 2000);
        Assert.Equal(leaf.WordsOf(11, scope), restarted.WordsOf(11, scope));
        Assert.Equal(leaf.WordsOf(11, scope), leaf.WordsOf(11, scope));
        var neighbour = leaf.Roster.Graph.NeighboursOf(11)[0];
        Assert.Equal(
            leaf.Masks[11].Reveal(scope, [neighbour]).Keys.Select(key => Convert.ToHexString(key.Key.Span)),
            restarted.Masks[11].Reveal(scope, [neighbour]).Keys.Select(key => Convert.ToHexString(key.Key.Span)));
    }

    [Fact]
    public void Mask_AnyPartOfTheScopeChanged_OtherMask()
    {
        MaskScope[] scopes = [new(1, 4, [1]), new(2, 4, [1]), new(1, 5, [1]), new(1, 4, [2])];
        var first = scopes.Select(scope =>
        {
            using var leaf = new MaskedLeaf(4);
            var words = new UInt128[scope.Words];
            Assert.Equal(MaskVerdict.Granted, leaf.Masks[0].Mask(scope, new double[scope.Values], words));
            return words[0];
        });
        Assert.Equal(4, first.Distinct().Count());
    }

    [Fact]
    public void Mask_WordsOfZeros_LookUniform()
    {
        using var leaf = new MaskedLeaf(8);
        const int N = 20_000;
        var scope = MaskedLeaf.Scope(1, N);
        var words = new UInt128[scope.Words];
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[2].Mask(scope, new double[N], words));
        Assert.Equal(words.Length, words.Distinct().Count());
        for (var bit = 0; bit < 128; bit++)
        {
            // Four and a half standard deviations of a fair coin; the secrets are fixed, so the outcome is too.
            Assert.InRange(words.Count(word => (word >> bit & 1) != 0), N / 2 - 2.25 * Math.Sqrt(N), N / 2 + 2.25 * Math.Sqrt(N));
        }

        var bytes = new int[256];
        foreach (var value in FixedPoint.ToBytes(words))
        {
            bytes[value]++;
        }

        var expected = words.Length * 16 / 256.0;
        var chiSquare = bytes.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 255 - 4 * Math.Sqrt(510), 255 + 4 * Math.Sqrt(510));
        var changed = words.Zip(words.Skip(1), (a, b) => (int)UInt128.PopCount(a ^ b)).Average();
        Assert.InRange(changed, 64 - 4 * Math.Sqrt(32.0 / N), 64 + 4 * Math.Sqrt(32.0 / N));
    }

    /// <summary>
    /// A one-time pad at each edge: for whatever else one agent could have answered, there is a mask of a single unknown edge that explains the
    /// same words, and the words of all others that do not know that edge are unchanged.
    /// </summary>
    [Fact]
    public void Mask_AllButOneEdgeKnown_AnyOtherAnswerFitsTheWords()
    {
        using var leaf = new MaskedLeaf(5);
        var scope = MaskedLeaf.Scope(1, 6);
        var all = Enumerable.Range(0, 5).Select(agent => leaf.WordsOf(agent, scope)).ToArray();

        // The aggregator and agents 2, 3, 4 tell each other everything; of agents 0 and 1 they then know words less all masks but that of 0-1.
        var known = leaf.KeysFor(scope, 0);
        Assert.Contains(known, key => key.Pair == new MaskPair(1, 0));
        var (zero, one) = (Stripped(all[0], 0), Stripped(all[1], 1));
        var sum = zero.Zip(one, (a, b) => a + b).ToArray();
        Assert.Equal(MaskedLeaf.PlainSum(scope, [0, 1]), sum.Take(6).Select(FixedPoint.Decode));
        foreach (double guess in (double[])[0, 1, -12345.678, 1e15])
        {
            // The masks that would explain this guess exist (all words do), and explain agent 1's words by an answer with the same sum.
            Assert.True(FixedPoint.TryEncode(guess, out var word));
            var mask = zero[0] - word;
            Assert.Equal(sum[0] - word, one[0] + mask);
        }

        Assert.NotEqual(MaskedLeaf.AnswerOf(0)[0], FixedPoint.Decode(zero[0]));

        UInt128[] Stripped(UInt128[] words, int agent)
        {
            var copy = words.ToArray();
            foreach (var colluder in (int[])[2, 3, 4])
            {
                using var fresh = new MaskedLeaf(5);
                var key = fresh.Masks[colluder].Reveal(scope, [agent]).Keys.Single().Key;
                MaskExpansion.Add(key.Span, subtract: !PairMasks.IsSubtracted(agent, colluder), copy);
            }

            return copy;
        }
    }

    [Fact]
    public void Mask_TwoAnswersUnderOneMask_DifferByTheirDifference()
    {
        // Why an agent refuses the second: the difference of the words is that of the answers.
        using var leaf = new MaskedLeaf(4);
        using var forgetful = new MaskedLeaf(4);
        var scope = MaskedLeaf.Scope(1, 1);
        UInt128[] first = new UInt128[2], second = new UInt128[2];
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[0].Mask(scope, [5], first));
        Assert.Equal(MaskVerdict.OtherAnswer, leaf.Masks[0].Mask(scope, [7], second));
        Assert.All(second, word => Assert.Equal(UInt128.Zero, word));
        Assert.Equal(MaskVerdict.Granted, forgetful.Masks[0].Mask(scope, [7], second));
        Assert.Equal(2, FixedPoint.Decode(second[0] - first[0]));
        Assert.Equal(MaskVerdict.OtherBroadcast, leaf.Masks[0].Mask(new MaskScope(1, 1, [9]), [5], second));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e16)]
    public void Mask_NumberWithoutWord_RefusedAndNothingLeft(double value)
    {
        using var leaf = new MaskedLeaf(4);
        var words = new UInt128[3];
        Assert.Equal(MaskVerdict.NotRepresentable, leaf.Masks[1].Mask(MaskedLeaf.Scope(1, 2), [1, value], words));
        Assert.All(words, word => Assert.Equal(UInt128.Zero, word));
    }

    [Fact]
    public void Mask_WrongLengths_Throw()
    {
        using var leaf = new MaskedLeaf(4);
        var scope = MaskedLeaf.Scope(1, 2);
        Assert.Throws<ArgumentException>(() => leaf.Masks[0].Mask(scope, new double[3], new UInt128[3]));
        Assert.Throws<ArgumentException>(() => leaf.Masks[0].Mask(scope, new double[2], new UInt128[2]));
    }

    [Fact]
    public void Reveal_SecondSetOfDropOuts_RefusedAndTheFirstRepeated()
    {
        using var leaf = new MaskedLeaf(8);
        var scope = MaskedLeaf.Scope(1);
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[0].Reveal(scope, [5, 3]).Verdict);
        Assert.Equal(2, leaf.Masks[0].Reveal(scope, [3, 5, 5]).Keys.Count);
        Assert.Equal(MaskVerdict.OtherDropOuts, leaf.Masks[0].Reveal(scope, [3]).Verdict);
        Assert.Equal(MaskVerdict.OtherBroadcast, leaf.Masks[0].Reveal(new MaskScope(1, 24, [1]), [3, 5]).Verdict);
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[0].Reveal(MaskedLeaf.Scope(2), [3]).Verdict);
        Assert.Equal(MaskVerdict.SelfDropped, leaf.Masks[0].Reveal(MaskedLeaf.Scope(3), [0]).Verdict);
        Assert.Throws<ArgumentOutOfRangeException>(() => leaf.Masks[0].Reveal(MaskedLeaf.Scope(4), [8]));
    }

    [Fact]
    public void Forfeit_Sequence_NeitherAnsweredNorRevealed()
    {
        using var leaf = new MaskedLeaf(8);
        leaf.Masks[0].Forfeit(1);
        var words = new UInt128[25];
        Assert.Equal(MaskVerdict.Forfeited, leaf.Masks[0].Mask(MaskedLeaf.Scope(1), MaskedLeaf.AnswerOf(0), words));
        Assert.Equal(MaskVerdict.Forfeited, leaf.Masks[0].Reveal(MaskedLeaf.Scope(1), [3]).Verdict);
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[0].Mask(MaskedLeaf.Scope(2), MaskedLeaf.AnswerOf(0), words));
    }

    [Fact]
    public void Reveal_ThoseLeftFallApart_Refused()
    {
        using var leaf = new MaskedLeaf(8, new MaskOptions { Neighbours = 2, FewestAnswers = 2 });
        var graph = leaf.Roster.Graph;
        int[] around = [.. graph.NeighboursOf(0)];
        var revelation = leaf.Masks[around[0] == 1 ? 2 : 1].Reveal(MaskedLeaf.Scope(1), around);
        var alive = Enumerable.Range(1, 7).Except(around).First();
        Assert.Equal(MaskVerdict.FallsApart, leaf.Masks[alive].Reveal(MaskedLeaf.Scope(2), around).Verdict);
        Assert.Empty(revelation.Keys);
    }
}
