namespace Bess.Cluster.Tests.Wire;

/// <summary>What is sent arrives, bit for bit.</summary>
public sealed class RoundTripTests
{
    private const int Samples = 200;

    public static TheoryData<string> Names => [.. WireTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Serialize_RandomContents_ArrivesBitForBit(string name)
    {
        var type = WireTypes.All.Single(known => known.Name == name);
        var random = new RandomWire(20260 + name.Length);
        for (var i = 0; i < Samples; i++)
        {
            var sent = random.Make(type);
            var bytes = WireTypes.Serializer.SerializeToArray<object>(sent);
            var arrived = WireTypes.Serializer.Deserialize<object>(bytes);
            Assert.IsType(type, arrived);
            Assert.Equal(Bits.Of(sent), Bits.Of(arrived));
        }
    }
}
