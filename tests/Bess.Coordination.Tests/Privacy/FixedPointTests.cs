using System.Numerics;
using Bess.Coordination.Privacy;

namespace Bess.Coordination.Tests.Privacy;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    [InlineData(0.1)]
    [InlineData(-123456.789)]
    [InlineData(FixedPoint.Largest)]
    [InlineData(-FixedPoint.Largest)]
    [InlineData(5.421010862427522e-20)]
    [InlineData(0.000244140625000000054)]
    public void TryEncode_RepresentableNumber_ComesBackExactly(double value)
    {
        Assert.True(FixedPoint.TryEncode(value, out var word));
        Assert.Equal(value, FixedPoint.Decode(word));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1.1259e15)]
    [InlineData(-1.1259e15)]
    [InlineData(double.MaxValue)]
    public void TryEncode_NumberWithoutWord_Refused(double value)
    {
        Assert.False(FixedPoint.TryEncode(value, out var word));
        Assert.Equal(UInt128.Zero, word);
        Assert.False(FixedPoint.TryEncode([1, value, 2], new UInt128[3]));
        Assert.Equal(1, FixedPoint.FirstWithoutWord([1, value, 2]));
        Assert.Equal(-1, FixedPoint.FirstWithoutWord([1, 2]));
    }

    [Fact]
    public void TryEncode_BelowTheLastBit_RoundedToTheNearestWord()
    {
        Assert.True(FixedPoint.TryEncode(Math.ScaleB(1.75, -64), out var up));
        Assert.True(FixedPoint.TryEncode(Math.ScaleB(-1.25, -64), out var down));
        Assert.Equal((UInt128)2, up);
        Assert.Equal(UInt128.MaxValue, down);
        Assert.True(FixedPoint.TryEncode(1e-30, out var nothing));
        Assert.Equal(UInt128.Zero, nothing);
    }

    [Fact]
    public void Decode_AnyWord_IsTheNearestDouble()
    {
        var random = new Random(7);
        var bytes = new byte[16];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            bytes.AsSpan(random.Next(17)).Clear();
            var magnitude = new BigInteger(bytes, isUnsigned: true) % (BigInteger.One << 126);
            // An integer's decimal digits are parsed to the nearest double, and the scale is a power of two.
            var expected = double.Parse($"{magnitude}", System.Globalization.CultureInfo.InvariantCulture) * Math.ScaleB(1, -64);
            Assert.Equal(expected, FixedPoint.Decode((UInt128)magnitude));
            Assert.Equal(-expected, FixedPoint.Decode(UInt128.Zero - (UInt128)magnitude));
        }
    }

    [Fact]
    public void Sum_OfTheMostAndLargest_DoesNotOverflow()
    {
        Assert.True(FixedPoint.TryEncode(-FixedPoint.Largest, out var word));
        var sum = UInt128.Zero;
        for (var i = 0; i < FixedPoint.MostAddends; i++)
        {
            sum += word;
        }

        Assert.Equal(-FixedPoint.Largest * FixedPoint.MostAddends, FixedPoint.Decode(sum));
    }

    [Fact]
    public void Bytes_Words_LittleEndianAndBack()
    {
        UInt128[] words = [1, UInt128.MaxValue - 1, (UInt128)0x0102 << 64];
        var bytes = FixedPoint.ToBytes(words);
        Assert.Equal((48, 1, 0xfe, 0x02), (bytes.Length, bytes[0], bytes[16], bytes[40]));
        Assert.True(FixedPoint.TryFromBytes(bytes, out var back));
        Assert.Equal(words, back);
        Assert.False(FixedPoint.TryFromBytes(bytes.AsSpan(1), out _));
    }

    [Fact]
    public void TryEncode_TooFewWords_Throws() => Assert.Throws<ArgumentException>(() => FixedPoint.TryEncode([1, 2], new UInt128[1]));
}
