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

    [Fact]
    public void Mask_OtherAnswer_SameMask()
    {
        // What is added does not depend on the answer: to those who do not know it, all answers give words of the same distribution.
        using var leaf = new MaskedLeaf(20);
        using var other = new MaskedLeaf(20);
        var scope = MaskedLeaf.Scope(1, 500);
        double[] zeros = new double[500], answer = MaskedLeaf.AnswerOf(3, 1, 500);
        UInt128[] mask = new UInt128[501], words = new UInt128[501];
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[3].Mask(scope, zeros, mask));
        Assert.Equal(MaskVerdict.Granted, other.Masks[3].Mask(scope, answer, words));
        var plain = new UInt128[500];
        Assert.True(FixedPoint.TryEncode(answer, plain));
        Assert.Equal(plain, words.Zip(mask, (word, pad) => word - pad).Take(500));
    }

    [Fact]
    public void Mask_AllEdgesButOneKnown_OneFullMaskRemains()
    {
        using var leaf = new MaskedLeaf(5);
        var scope = MaskedLeaf.Scope(1, 6);

        // The aggregator and agents 2, 3, 4 tell each other everything; of agents 0 and 1 they lack the mask of their common edge.
        var (zero, one) = (Stripped(0), Stripped(1));
        var edge = new UInt128[scope.Words];
        using var apart = new MaskedLeaf(5);
        MaskExpansion.Add(apart.Masks[1].Reveal(scope, [0]).Keys[0].Key.Span, subtract: false, edge);
        for (var i = 0; i < scope.Values; i++)
        {
            Assert.Equal(MaskedLeaf.AnswerOf(0)[i], FixedPoint.Decode(zero[i] - edge[i]), 1e-12);
            Assert.Equal(MaskedLeaf.AnswerOf(1)[i], FixedPoint.Decode(one[i] + edge[i]), 1e-12);
            Assert.True(Math.Abs(FixedPoint.Decode(zero[i])) > 1e8, "the mask covers the answer");
        }

        Assert.Equal(MaskedLeaf.PlainSum(scope, [0, 1]), zero.Zip(one, (a, b) => FixedPoint.Decode(a + b)).Take(6));

        UInt128[] Stripped(int agent)
        {
            var words = leaf.WordsOf(agent, scope);
            foreach (var colluder in (int[])[2, 3, 4])
            {
                using var fresh = new MaskedLeaf(5);
                var key = fresh.Masks[colluder].Reveal(scope, [agent]).Keys.Single().Key;
                MaskExpansion.Add(key.Span, subtract: !PairMasks.IsSubtracted(agent, colluder), words);
            }

            return words;
        }
    }

    [Fact]
    public void Mask_AllKeysOfAnAgentRevealed_ItsLateWordsAreOpenForThatSequenceOnly()
    {
        // What is left of the threat: why a late answer is not looked at.
        using var leaf = new MaskedLeaf(5);
        var (first, second) = (MaskedLeaf.Scope(1, 6), MaskedLeaf.Scope(2, 6));
        var keys = leaf.KeysFor(first, 2);
        Assert.Equal(MaskedLeaf.AnswerOf(2, 1, 6), Opened(leaf.WordsOf(2, first)), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(Opened(leaf.WordsOf(2, second)), value => Assert.True(Math.Abs(value) > 1e8, "the masks of another sequence still cover it"));

        IEnumerable<double> Opened(UInt128[] words)
        {
            foreach (var key in keys)
            {
                MaskExpansion.Add(key.Key.Span, subtract: !PairMasks.IsSubtracted(2, key.Pair.Alive), words);
            }

            return words.Take(6).Select(FixedPoint.Decode);
        }
    }

    [Fact]
    public void Mask_FixedSecrets_WordsOfTheFirstVersion()
    {
        // Golden, and recomputed by a separate implementation of the protocol's text. Agents of different builds sum only while this
        // stands: a change needs new version numbers in the derivations.
        using var leaf = new MaskedLeaf(20);
        var scope = MaskedLeaf.Scope(1);
        var words = new UInt128[scope.Words];
        Assert.Equal(MaskVerdict.Granted, leaf.Masks[7].Mask(scope, new double[24], words));
        Assert.Equal([0, 2, 3, 5, 8, 11, 12, 13, 14, 15, 18, 19], leaf.Roster.Graph.NeighboursOf(7));
        Assert.Equal("7d1ae4173ab21fdba90e5ff59d9e1ea6", $"{words[0]:x32}");
        Assert.Equal("5fd03bb9626028d9fc287de51262d4c1", $"{words[^1]:x32}");
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
        var alive = Enumerable.Range(1, 7).Except(around).First();
        var revelation = leaf.Masks[alive].Reveal(MaskedLeaf.Scope(1), around);
        Assert.Equal(MaskVerdict.FallsApart, revelation.Verdict);
        Assert.Empty(revelation.Keys);
    }
}
