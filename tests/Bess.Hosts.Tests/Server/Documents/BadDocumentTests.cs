using System.Text;
using System.Text.Json.Nodes;
using Bess.Coordination.Remote.Documents;

namespace Bess.Hosts.Tests.Server.Documents;

public sealed class BadDocumentTests
{
    public static IEnumerable<object[]> BadOrderCases => BadOrders.All.Select(one => new object[] { one.What, one.Field });

    [Fact]
    public void Order_Good_IsRead() => Assert.True(RoundOrderDocument.Read(RoundOrderDocument.Write(BadOrders.Good())).IsValid);

    [Theory]
    [MemberData(nameof(BadOrderCases))]
    public void Order_Bad_NamesTheFieldAndNothingElse(string what, string field)
    {
        var faults = RoundOrderDocument.Read(BadOrders.Text(what)).Faults;
        Assert.Equal([field], faults.Select(fault => fault.Field).Distinct());
    }

    [Fact]
    public void Order_ManyFaults_AreToldTogether()
    {
        var order = JsonNode.Parse(Encoding.UTF8.GetString(RoundOrderDocument.Write(BadOrders.Good())))!.AsObject();
        BadOrders.All.Single(one => one.What == "impossible limit").Change(order);
        BadOrders.All.Single(one => one.What == "currency of two letters").Change(order);
        BadOrders.All.Single(one => one.What == "a short limit").Change(order);
        BadOrders.All.Single(one => one.What == "unknown field").Change(order);
        var fields = RoundOrderDocument.Read(order.ToJsonString()).Faults.Select(fault => fault.Field);
        Assert.Equal(["coupling.limits[0].lowerMw", "fleet.batteries[0].chargeLimitMw", "scenarios.currency", "surprise"], fields.Order());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{", 1)]
    [InlineData("{\n\"kind\": \"round-order\",\n]", 3)]
    [InlineData("{\"kind\":\"round-order\"} x", 1)]
    [InlineData("\u0000", 1)]
    public void Order_NoJson_IsASyntaxFaultWithItsLine(string text, int line)
    {
        var fault = Assert.Single(RoundOrderDocument.Read(text).Faults);
        Assert.Equal("JSON", fault.Expected);
        Assert.EndsWith($": line {line}", fault.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    public void Order_NoObject_IsOneFault(string text) => Assert.Equal("an object", Assert.Single(RoundOrderDocument.Read(text).Faults).Expected);

    [Fact]
    public void Order_TooLong_IsRefusedBeforeItIsParsed()
    {
        var fault = Assert.Single(RoundOrderDocument.Read(new byte[RoundOrderDocument.LongestBytes + 1]).Faults);
        Assert.Equal($"at most {RoundOrderDocument.LongestBytes} bytes", fault.Expected);
    }

    [Fact]
    public void Order_MillionsOfFaults_AreToldUpToALimit()
    {
        var text = Encoding.UTF8.GetString(RoundOrderDocument.Write(BadOrders.Good()));
        var many = string.Join(',', Enumerable.Repeat("null", 100_000));
        var faults = RoundOrderDocument.Read(text.Replace("\"probabilities\":[0.5,0.5]", $"\"probabilities\":[{many}]", StringComparison.Ordinal)).Faults;
        Assert.InRange(faults.Count, 1, 1000);
    }

    [Fact]
    public void Result_AFieldTakenOut_IsNamed()
    {
        var good = JsonNode.Parse(Encoding.UTF8.GetString(RoundResultDocument.Write(new RandomDocuments(3).Result())))!.AsObject();
        foreach (var name in good.Select(pair => pair.Key).ToArray())
        {
            var bad = good.DeepClone().AsObject();
            bad.Remove(name);
            var fault = Assert.Single(RoundResultDocument.Read(bad.ToJsonString()).Faults);
            Assert.Equal(name, fault.Field);
        }
    }

    [Fact]
    public void Result_RandomDamage_IsReadOrRefusedButNeverThrows()
    {
        var bytes = RoundResultDocument.Write(new RandomDocuments(5).Result());
        var random = new Random(9);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = bytes.ToArray();
            for (var k = random.Next(1, 4); k > 0; k--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.True(RoundResultDocument.Read(damaged) is { } read && (read.IsValid || read.Faults.Count > 0));
        }
    }
}
