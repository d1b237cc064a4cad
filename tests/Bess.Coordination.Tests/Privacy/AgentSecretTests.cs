using Bess.Coordination.Privacy;
using Bess.Domain.Assets;

namespace Bess.Coordination.Tests.Privacy;

public sealed class AgentSecretTests
{
    [Fact]
    public void ForRound_StoredSecret_SameKeyForSameInputsOnly()
    {
        using var secret = AgentSecret.Create();
        using var stored = AgentSecret.FromBytes(secret.ToBytes());
        using var another = AgentSecret.Create();
        var (a, b) = (new AgentId("a"), new AgentId("b"));
        string[] keys =
        [
            KeyOf(secret, "r", a, [1]), KeyOf(secret, "s", a, [1]), KeyOf(secret, "r", b, [1]), KeyOf(secret, "r", a, [2]), KeyOf(another, "r", a, [1]),
        ];
        Assert.Equal(keys[0], KeyOf(stored, "r", a, [1]));
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void PublicKey_OfKnownScalar_IsThePointOfTheStandard()
    {
        // 7 G, computed separately in integers by adding the base point seven times.
        var scalar = new byte[32];
        scalar[31] = 7;
        using var keys = new RoundKeys("r", new AgentId("a"), scalar);
        Assert.Equal(
            "048E533B6FA0BF7B4625BB30667C01FB607EF9F8B8A80FEF5B300628703187B2A373EB1DBDE03318366D069F83A6F5900053C73633CB041B21C55E1A86C1F400B4",
            Convert.ToHexString(keys.PublicKey.Span));
        Assert.True(P256.IsOnCurve(keys.PublicKey.Span));
        Assert.All(scalar, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", true)]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550", true)]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", false)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", false)]
    [InlineData("01", false)]
    public void IsScalar_Candidates_OnlyThoseInRange(string candidate, bool expected) =>
        Assert.Equal(expected, P256.IsScalar(Convert.FromHexString(candidate)));

    [Fact]
    public void FromBytes_NotASecret_Throws()
    {
        Assert.Throws<ArgumentException>(() => AgentSecret.FromBytes(new byte[31]));
        Assert.Throws<ArgumentException>(() => AgentSecret.FromBytes(new byte[32]));
    }

    [Fact]
    public void Dispose_Secret_NotUsableAfterwards()
    {
        var secret = AgentSecret.Create();
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(secret.ToBytes);
        Assert.Throws<ObjectDisposedException>(() => secret.ForRound("r", new AgentId("a"), []));
    }

    private static string KeyOf(AgentSecret secret, string round, AgentId agent, byte[] data)
    {
        using var keys = secret.ForRound(round, agent, data);
        return Convert.ToHexString(keys.PublicKey.Span);
    }
}
