using Bess.Coordination.Privacy;

namespace Bess.Coordination.Tests.Privacy;

public sealed class MaskedSumTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(40)]
    public void Open_NobodyDropped_ExactSum(int agents)
    {
        using var leaf = new MaskedLeaf(agents);
        var scope = MaskedLeaf.Scope(1, 100);
        var result = leaf.SumOf(scope).Open([]);
        Assert.Equal((MaskedSumStatus.Opened, agents), (result.Status, result.Answers));
        Assert.Equal(MaskedLeaf.PlainSum(scope, Enumerable.Range(0, agents)), result.Values);
        for (var i = 0; i < scope.Values; i++)
        {
            var terms = Enumerable.Range(0, agents).Select(agent => MaskedLeaf.AnswerOf(agent, 1, 100)[i]).ToArray();
            Assert.Equal(terms.Sum(), result.Values[i], agents * 1.2e-16 * terms.Sum(Math.Abs) + 1e-18);
        }
    }

    [Fact]
    public void Open_LongAnswers_ExactSum()
    {
        using var leaf = new MaskedLeaf(20);
        var scope = MaskedLeaf.Scope(1, 20_000);
        int[] dropped = [3, 17];
        var result = leaf.SumOf(scope, dropped).Open(leaf.KeysFor(scope, dropped));
        Assert.Equal(MaskedLeaf.PlainSum(scope, Enumerable.Range(0, 20).Except(dropped)), result.Values);
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(7, 2)]
    [InlineData(8, 4)]
    public void Open_EverySubsetOfDropOuts_ExactSumOrRefusal(int agents, int? neighbours)
    {
        using var leaf = new MaskedLeaf(agents, new MaskOptions { Neighbours = neighbours, FewestAnswers = 2 });
        var (opened, apart) = (0, 0);
        for (var subset = 0; subset < 1 << agents; subset++)
        {
            int[] dropped = [.. Enumerable.Range(0, agents).Where(i => (subset >> i & 1) != 0)];
            var scope = MaskedLeaf.Scope(1 + subset, 3);
            var result = leaf.SumOf(scope, dropped).Open(leaf.KeysFor(scope, dropped));
            switch (result.Status)
            {
                case MaskedSumStatus.Opened:
                    Assert.Equal(MaskedLeaf.PlainSum(scope, Enumerable.Range(0, agents).Except(dropped)), result.Values);
                    opened++;
                    break;
                case MaskedSumStatus.TooFewRemain:
                    Assert.InRange(agents - dropped.Length, 0, 1);
                    break;
                default:
                    Assert.Equal(MaskedSumStatus.FallsApart, result.Status);
                    Assert.Empty(result.Values);
                    apart++;
                    break;
            }
        }

        Assert.Equal((1 << agents) - 1 - agents, opened + apart);
        Assert.Equal(neighbours is not null, apart > 0);
    }

    [Fact]
    public void Open_TwoNeighboursDropped_NothingOfTheirPairIsAskedFor()
    {
        using var leaf = new MaskedLeaf(5);
        var scope = MaskedLeaf.Scope(1);
        var sum = leaf.SumOf(scope, 1, 2);
        Assert.Equal([1, 2], sum.Close());
        Assert.Equal([new(0, 1), new(0, 2), new(3, 1), new(3, 2), new(4, 1), new(4, 2)], sum.PairsLeft());
        Assert.Equal(MaskedSumStatus.Opened, sum.Open(leaf.KeysFor(scope, 1, 2)).Status);
    }

    [Fact]
    public void Open_KeysMissing_ListsThemAndOpensWithThem()
    {
        using var leaf = new MaskedLeaf(8);
        var scope = MaskedLeaf.Scope(1);
        var sum = leaf.SumOf(scope, 6);
        var keys = leaf.KeysFor(scope, 6);
        var result = sum.Open(keys.Skip(2));
        Assert.Equal(MaskedSumStatus.KeysMissing, result.Status);
        Assert.Equal(keys.Take(2).Select(key => key.Pair), result.Missing);
        Assert.Empty(result.Values);
        Assert.Equal(MaskedSumStatus.KeysMissing, sum.Open([.. keys.Skip(1), keys[0] with { Key = new byte[31] }]).Status);
        Assert.Equal(MaskedLeaf.PlainSum(scope, [0, 1, 2, 3, 4, 5, 7]), sum.Open(keys).Values);
    }

    [Fact]
    public void Open_KeysOfAnotherSequence_Refused()
    {
        using var leaf = new MaskedLeaf(8);
        var (first, second) = (MaskedLeaf.Scope(1), MaskedLeaf.Scope(2));
        var ofFirst = leaf.KeysFor(first, 6);
        Assert.Equal(MaskedSumStatus.Opened, leaf.SumOf(first, 6).Open(ofFirst).Status);
        var result = leaf.SumOf(second, 6).Open(ofFirst);
        Assert.Equal(MaskedSumStatus.NotCancelled, result.Status);
        Assert.Empty(result.Values);
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(0, 127)]
    [InlineData(7, 126)]
    public void Open_DamagedWords_Refused(int word, int bit)
    {
        using var leaf = new MaskedLeaf(8);
        var scope = MaskedLeaf.Scope(1);
        var sum = new MaskedSum(leaf.Roster, scope);
        for (var agent = 0; agent < 8; agent++)
        {
            var words = leaf.WordsOf(agent, scope);
            words[word] ^= agent == 5 ? UInt128.One << bit : 0;
            sum.Add(agent, words);
        }

        var result = sum.Open([]);
        Assert.Equal(MaskedSumStatus.NotCancelled, result.Status);
        Assert.Empty(result.Values);
    }

    [Fact]
    public void Open_OneWrongKey_Refused()
    {
        using var leaf = new MaskedLeaf(8);
        var scope = MaskedLeaf.Scope(1);
        var keys = leaf.KeysFor(scope, 6);
        keys[3] = keys[3] with { Key = keys[2].Key };
        Assert.Equal(MaskedSumStatus.NotCancelled, leaf.SumOf(scope, 6).Open(keys).Status);
    }

    [Fact]
    public void Open_AgentsWithAnotherRoster_Refused()
    {
        using var leaf = new MaskedLeaf(8);
        using var other = new MaskedLeaf(9);
        var scope = MaskedLeaf.Scope(1);
        var sum = new MaskedSum(leaf.Roster, scope);
        for (var agent = 0; agent < 8; agent++)
        {
            sum.Add(agent, (agent == 4 ? other : leaf).WordsOf(agent, scope));
        }

        Assert.Equal(MaskedSumStatus.NotCancelled, sum.Open([]).Status);
    }

    [Fact]
    public void Open_HalfOrMoreDropped_RefusedByDefault()
    {
        using var leaf = new MaskedLeaf(8);
        var scope = MaskedLeaf.Scope(1);
        Assert.Equal(MaskedSumStatus.Opened, leaf.SumOf(scope, 0, 1, 2, 3).Open(leaf.KeysFor(scope, 0, 1, 2, 3)).Status);
        var next = MaskedLeaf.Scope(2);
        Assert.Equal(MaskedSumStatus.TooFewRemain, leaf.SumOf(next, 0, 1, 2, 3, 4).Open([]).Status);
        Assert.Equal(MaskVerdict.TooFewRemain, leaf.Masks[7].Reveal(next, [0, 1, 2, 3, 4]).Verdict);
    }

    [Fact]
    public void Add_LateTwiceOrOfAnotherLength_NotTaken()
    {
        using var leaf = new MaskedLeaf(5);
        var scope = MaskedLeaf.Scope(1);
        var sum = leaf.SumOf(scope, 1);
        Assert.Equal(MaskedAnswerStatus.Duplicate, sum.Add(0, leaf.WordsOf(0, scope)));
        Assert.Equal(MaskedAnswerStatus.WrongLength, sum.Add(1, new UInt128[scope.Values]));
        sum.Close();
        Assert.True(sum.IsClosed);
        Assert.Equal(MaskedAnswerStatus.Late, sum.Add(1, leaf.WordsOf(1, scope)));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.Add(5, new UInt128[scope.Words]));
        Assert.Equal(MaskedLeaf.PlainSum(scope, [0, 2, 3, 4]), sum.Open(leaf.KeysFor(scope, 1)).Values);
    }
}
