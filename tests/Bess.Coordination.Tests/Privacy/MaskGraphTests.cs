using Bess.Coordination.Privacy;

namespace Bess.Coordination.Tests.Privacy;

public sealed class MaskGraphTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(8, 7)]
    [InlineData(13, 12)]
    [InlineData(14, 12)]
    [InlineData(64, 14)]
    [InlineData(192, 16)]
    public void NeighboursFor_Leaf_ByTheRule(int agents, int expected) => Assert.Equal(expected, MaskGraph.NeighboursFor(agents));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 4)]
    [InlineData(5, 9)]
    [InlineData(9, 2)]
    [InlineData(9, 6)]
    [InlineData(64, 14)]
    [InlineData(192, 16)]
    public void Of_AnySize_RegularMutualWithoutLoops(int agents, int neighbours)
    {
        var graph = MaskGraph.Of(agents, neighbours, [1]);
        var places = Enumerable.Range(0, agents).ToArray();
        Assert.Equal((agents, Math.Min(neighbours, agents - 1)), (graph.Agents, graph.Degree));
        Assert.All(places, place =>
        {
            var near = graph.NeighboursOf(place);
            Assert.Equal(graph.Degree, near.Distinct().Count());
            Assert.DoesNotContain(place, near);
            Assert.Equal(near.Order(), near);
            Assert.All(near, other => Assert.Contains(place, graph.NeighboursOf(other)));
        });
        Assert.True(graph.IsConnected([.. places.Select(_ => true)]));
        Assert.False(graph.IsConnected([.. places.Select(_ => false)]));
    }

    [Fact]
    public void Of_SameSeed_SameGraphAndAnotherSeedAnother()
    {
        var (a, b, c) = (MaskGraph.Of(64, 8, [1]), MaskGraph.Of(64, 8, [1]), MaskGraph.Of(64, 8, [2]));
        Assert.All(Enumerable.Range(0, 64), place => Assert.Equal(a.NeighboursOf(place), b.NeighboursOf(place)));
        Assert.Contains(Enumerable.Range(0, 64), place => !a.NeighboursOf(place).SequenceEqual(c.NeighboursOf(place)));
    }

    [Fact]
    public void IsConnected_FewerThanKGone_AlwaysHoldsTogether()
    {
        var graph = MaskGraph.Of(10, 4, [3]);
        for (var gone = 0; gone < 1 << 10; gone++)
        {
            var left = Enumerable.Range(0, 10).Select(i => (gone >> i & 1) == 0).ToArray();
            if (left.Count(isLeft => !isLeft) < 4)
            {
                Assert.True(graph.IsConnected(left));
            }
        }

        var around = Enumerable.Range(0, 10).Select(i => !graph.NeighboursOf(0).Contains(i)).ToArray();
        Assert.False(graph.IsConnected(around));
    }

    [Fact]
    public void IsConnected_AFifthGoneAtRandom_HoldsTogetherByTheDefaultRule()
    {
        var random = new Random(5);
        foreach (var agents in (int[])[20, 64, 192])
        {
            var graph = MaskGraph.Of(agents, MaskGraph.NeighboursFor(agents), [4]);
            for (var draw = 0; draw < 500; draw++)
            {
                Assert.True(graph.IsConnected([.. Enumerable.Range(0, agents).Select(_ => random.NextDouble() > 0.2)]));
            }
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(8, 3)]
    [InlineData(8, 0)]
    public void Of_NumbersOutOfRange_Throw(int agents, int neighbours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskGraph.Of(agents, neighbours, []));
}
