using Bess.Coordination.Runtime;

namespace Bess.Coordination.Tests.Runtime;

public sealed class AggregationTreeTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(8, 1, 1)]
    [InlineData(50, 6, 2)]
    [InlineData(1000, 16, 2)]
    [InlineData(10_000, 53, 3)]
    [InlineData(100_000, 521, 4)]
    public void Tree_ByTheRule_LeavesAndDepth(int agents, int leaves, int depth)
    {
        var tree = new AggregationTree(agents, AggregationTree.LeafSizeFor(agents));
        Assert.Equal((leaves, depth), (tree.Leaves, tree.Depth));
        Assert.Equal(1, tree.Nodes(tree.Depth - 1));
    }

    [Theory]
    [InlineData(1, 8, 2)]
    [InlineData(77, 8, 2)]
    [InlineData(500, 10, 3)]
    [InlineData(10_000, 192, 16)]
    public void Tree_AnyShape_EveryPositionOnceInOrderAndNoNodeAboveItsFanIn(int agents, int leafSize, int fanIn)
    {
        var tree = new AggregationTree(agents, leafSize, fanIn);
        var positions = Enumerable.Range(0, tree.Leaves).SelectMany(leaf =>
        {
            var (from, to) = tree.PositionsOf(leaf);
            return Enumerable.Range(from, to - from);
        }).ToArray();
        Assert.Equal(Enumerable.Range(0, agents), positions);
        Assert.All(positions, position => Assert.InRange(position, tree.PositionsOf(tree.LeafOf(position)).From, tree.PositionsOf(tree.LeafOf(position)).To - 1));
        for (var level = 1; level < tree.Depth; level++)
        {
            var children = Enumerable.Range(0, tree.Nodes(level)).Select(node => tree.ChildrenOf(level, node)).ToArray();
            Assert.Equal(0, children[0].From);
            Assert.Equal(tree.Nodes(level - 1), children[^1].To);
            Assert.All(children, range => Assert.InRange(range.To - range.From, 1, fanIn));
        }
    }

    [Fact]
    public void Fold_Sums_TakeTheOrderOfTheTree()
    {
        var tree = new AggregationTree(9, 1, 3);
        var root = tree.Fold([.. Enumerable.Range(0, 9).Select(i => $"{i}")], parts => $"({string.Join(' ', parts)})");
        Assert.Equal("((0 1 2) (3 4 5) (6 7 8))", root);
    }

    [Fact]
    public void Tree_NumbersOutOfRange_Refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AggregationTree(-1, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AggregationTree(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AggregationTree(1, 8, 1));
    }
}
