using System.Globalization;
using System.Text;
using Bess.Domain.Json;

namespace Bess.Domain.Tests.Json;

public sealed class PackedArrayTests
{
    [Fact]
    public void Numbers_OfFiniteOnes_AreThereWithoutNodesAndAsNodes()
    {
        var array = Parse("{\"a\": [1, -0,\n 2.5e3]}", out _)!.Find("a")!;
        Assert.Equal([1, -0.0, 2500], array.Numbers!.Value.ToArray());
        Assert.True(double.IsNegative(array.Numbers.Value.Span[1]));
        Assert.Equal(["a[0] 1 1", "a[1] 1 -0", "a[2] 2 2500"], array.Items.Select(Text));
        Assert.Equal("an array of 3", array.Describe());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1, null]")]
    [InlineData("[null, 1]")]
    [InlineData("[1, 1e999, 2]")]
    [InlineData("[1, NaN]")]
    [InlineData("[1, \"2\"]")]
    [InlineData("[1, [2]]")]
    [InlineData("[1, {}]")]
    public void Numbers_OfAnythingElse_AreNotThereButTheItemsAre(string text)
    {
        var array = Parse(text, out var faults)!;
        Assert.Empty(faults);
        Assert.Null(array.Numbers);
        Assert.Equal(text.Length == 2 ? 0 : text.Count(c => c == ',') + 1, array.Items.Count);
        Assert.Equal(Enumerable.Range(0, array.Items.Count).Select(i => $"[{i}]"), array.Items.Select(item => item.Path));
    }

    [Fact]
    public void Numbers_RandomOnes_SameBitsAsTheFramework()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value))
                continue;
            var text = value.ToString(i % 2 == 0 ? "R" : "E17", CultureInfo.InvariantCulture);
            var packed = Parse($"[{text}]", out _)!.Numbers!.Value.Span[0];
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(packed));
        }
    }

    [Theory]
    [InlineData("{\"a\": [1, 2, {\"b\": x}]}", "a[2].b")]
    [InlineData("{\"a\": [1, 2 3]}", "a[2]")]
    [InlineData("{\"a\": {\"b\": 1 \"c\": 2}}", "a")]
    [InlineData("{\"a\": 1, b}", "")]
    [InlineData("[[1],[2,]]", "[1][1]")]
    public void Syntax_Fault_IsAtItsPath(string text, string path)
    {
        Assert.Null(Parse(text, out var faults));
        Assert.Equal(path, Assert.Single(faults).Field);
    }

    [Fact]
    public void Values_TooMany_AreOneFault()
    {
        Assert.Null(Parse("[" + string.Concat(Enumerable.Repeat("{},", 4_000_001)) + "0]", out var faults));
        Assert.Equal("at most 4000000 values", Assert.Single(faults).Expected);
    }

    private static LocatedNode? Parse(string text, out List<Fault> faults) => LocatedNode.Parse(Encoding.UTF8.GetBytes(text), "text", faults = []);

    private static string Text(LocatedNode node) => $"{node.Path} {node.Line} {node.Text}";
}
