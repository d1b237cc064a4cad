namespace Bess.Domain.Tests;

public sealed class ValidatedTests
{
    private static readonly Fault One = new("file.csv: line 2", "price", "a number", "'x'");

    [Fact]
    public void FromValue_HasValueAndNoFaults()
    {
        var result = Validated<string>.FromValue("a");
        Assert.True(result.TryGet(out var value));
        Assert.Equal("a", value);
        Assert.Equal("ok", result.Match(_ => "ok", _ => "bad"));
        Assert.Equal(1, result.Map(text => text.Length).Value);
    }

    [Fact]
    public void FromFaults_Empty_Refused()
    {
        Assert.Throws<ArgumentException>(() => Validated<string>.FromFaults([]));
        Assert.Throws<ArgumentException>(() => new BessDataException([]));
    }

    [Fact]
    public void Bind_Faults_AreKept()
    {
        var result = Validated<string>.FromFault(One).Bind(_ => Validated<int>.FromValue(1));
        Assert.Equal([One], result.Faults);
        Assert.False(result.TryGet(out _));
        Assert.Equal("file.csv: line 2: price: expected a number, was 'x'", Assert.Throws<BessDataException>(() => result.Value).Message);
    }
}
