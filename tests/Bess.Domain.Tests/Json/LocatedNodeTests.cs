using System.Text;
using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Domain.Tests.Json;

public sealed class LocatedNodeTests
{
    [Fact]
    public void Parse_BareNaNAndInfinity_AreNumbersThatAreNotFiniteAndTheRestIsRead()
    {
        var (root, faults) = Read("{\n \"a\": NaN,\n \"b\": [1, -Infinity, Infinity],\n \"c\": \"NaN \\\" NaN\",\n \"d\": 2}");
        Assert.Empty(faults);
        Assert.Equal(JsonValueKind.Number, root!.Find("a")!.Kind);
        Assert.True(double.IsNaN(root.Find("a")!.Number));
        Assert.Equal([1, double.NegativeInfinity, double.PositiveInfinity], root.Find("b")!.Items.Select(item => item.Number));
        Assert.Equal("NaN \" NaN", root.Find("c")!.Text);
        Assert.Equal((5, 2.0), (root.Find("d")!.Line, root.Find("d")!.Number));
    }

    [Theory]
    [InlineData("{\"a\": NaNs}")]
    [InlineData("{\"a\": nan}")]
    [InlineData("{\"a\": Infinity1}")]
    [InlineData("{NaN: 1}x")]
    public void Parse_OtherBareWords_AreSyntaxErrors(string text)
    {
        var (root, faults) = Read(text);
        Assert.Null(root);
        Assert.Single(faults);
    }

    [Fact]
    public void Parse_NameGivenTwice_IsAFaultWithItsLine()
    {
        var (_, faults) = Read("{\"a\": 1,\n\"a\": 2}");
        Assert.Equal("f.json: line 2", Assert.Single(faults).Location);
        Assert.Equal(2, FaultLocation.LineOf(faults[0].Location));
    }

    private static (LocatedNode? Root, List<Fault> Faults) Read(string text)
    {
        var faults = new List<Fault>();
        return (LocatedNode.Parse(Encoding.UTF8.GetBytes(text), "f.json", faults), faults);
    }
}
