using System.Security.Cryptography;
using Bess.Coordination.Privacy;

namespace Bess.Coordination.Tests.Privacy;

public sealed class MaskExpansionTests
{
    [Fact]
    public void Add_ZeroKey_FirstBlockOfTheStandard()
    {
        // AES-256 of a zero block under the zero key (NIST's known-answer tests).
        var words = new UInt128[3];
        MaskExpansion.Add(new byte[32], subtract: false, words);
        Assert.Equal("DC95C078A2408989AD48A21492842087", Convert.ToHexString(FixedPoint.ToBytes(words)[..16]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(401)]
    [InlineData(1024)]
    [InlineData(5001)]
    public void Add_AnyLength_CounterModeAddedAndTakenOffModulo2To128(int length)
    {
        var key = SHA256.HashData([1]);
        var random = new Random(3);
        var start = new byte[16 * length];
        random.NextBytes(start);
        start.AsSpan(0, 16).Fill(0xff);
        Assert.True(FixedPoint.TryFromBytes(start, out var words));
        var before = words.ToArray();
        MaskExpansion.Add(key, subtract: false, words);
        using var aes = Aes.Create();
        aes.SetKey(key);
        for (var i = 0; i < length; i++)
        {
            byte[] counter = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(i >> 8), (byte)i];
            Assert.True(FixedPoint.TryFromBytes(aes.EncryptEcb(counter, PaddingMode.None), out var mask));
            Assert.Equal(before[i] + mask[0], words[i]);
        }

        MaskExpansion.Add(key, subtract: true, words);
        Assert.Equal(before, words);
    }

    [Fact]
    public void Add_EveryKindOfCarry_AsTheOperators()
    {
        var key = SHA256.HashData([2]);
        var mask = new UInt128[4];
        MaskExpansion.Add(key, subtract: false, mask);
        foreach (var offset in (UInt128[])[0, 1, ulong.MaxValue, UInt128.One << 64, UInt128.MaxValue])
        {
            UInt128[] sum = [.. mask.Select(m => UInt128.Zero - m + offset)], difference = [.. mask.Select(m => m + offset)];
            MaskExpansion.Add(key, subtract: false, sum);
            MaskExpansion.Add(key, subtract: true, difference);
            Assert.All(sum.Concat(difference), word => Assert.Equal(offset, word));
        }
    }
}
