using Bess.Domain.Time;

namespace Bess.Domain.Tests.Time;

public sealed class TimeGridTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Construct_OtherOffset_IsTheSameInstantInUtc()
    {
        var grid = new TimeGrid(new DateTimeOffset(2026, 3, 10, 13, 0, 0, Hour), Hour, 2);
        Assert.Equal(TimeSpan.Zero, grid.Start.Offset);
        Assert.Equal(Build.Hours(2), grid);
        Assert.Equal(Build.Hours(2).GetHashCode(), grid.GetHashCode());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -3)]
    public void Construct_EmptyStepOrCount_Refused(int stepHours, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeGrid(Build.Noon, TimeSpan.FromHours(stepHours), count));

    [Fact]
    public void IndexOf_Boundaries_StartIncludedEndExcluded()
    {
        var grid = Build.Hours(2);
        Assert.Equal(0, grid.IndexOf(grid.Start));
        Assert.Equal(1, grid.IndexOf(grid.Start + Hour));
        Assert.Equal(1, grid.IndexOf(grid.End - TimeSpan.FromTicks(1)));
        Assert.Equal(-1, grid.IndexOf(grid.End));
        Assert.Equal(-1, grid.IndexOf(grid.Start - TimeSpan.FromTicks(1)));
        Assert.Equal(grid[1].End, grid.End);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[2]);
    }

    [Fact]
    public void OffsetOf_NotAlignedOrOutside_IsMinusOne()
    {
        var grid = Build.Hours(4);
        Assert.Equal(1, grid.OffsetOf(new TimeGrid(grid.Start + Hour, Hour, 3)));
        Assert.Equal(-1, grid.OffsetOf(new TimeGrid(grid.Start + Hour, Hour, 4)));
        Assert.Equal(-1, grid.OffsetOf(new TimeGrid(grid.Start + (Hour / 2), Hour, 1)));
        Assert.Equal(-1, grid.OffsetOf(new TimeGrid(grid.Start, Hour / 2, 1)));
        Assert.Equal(-1, grid.OffsetOf(new TimeGrid(grid.Start - Hour, Hour, 1)));
    }

    [Fact]
    public void Interval_EndNotAfterStart_Refused() =>
        Assert.Throws<ArgumentException>(() => new DeliveryInterval(Build.Noon, Build.Noon));

    [Fact]
    public void Interval_Default_ObeysItsInvariant()
    {
        DeliveryInterval interval = default;
        Assert.True(interval.Start < interval.End);
        Assert.Equal(new DeliveryInterval(interval.Start, interval.End), interval);
    }

    [Fact]
    public void Interval_Touching_DoNotOverlap()
    {
        var grid = Build.Hours(2);
        Assert.False(grid[0].Overlaps(grid[1]));
        Assert.True(grid.Span.Overlaps(grid[1]));
        Assert.True(grid[0].Contains(grid.Start));
        Assert.False(grid[0].Contains(grid[1].Start));
    }

    [Theory]
    [InlineData("2026-03-10T12:00:00Z", true)]
    [InlineData("2026-03-10T12:00Z", true)]
    [InlineData("2026-03-10T12:00:00.5Z", true)]
    [InlineData("2026-03-10T12:00:00", false)]
    [InlineData("2026-03-10T12:00:00+00:00", false)]
    [InlineData("2026-03-10 12:00:00Z", false)]
    [InlineData("2026-02-30T12:00:00Z", false)]
    [InlineData(null, false)]
    public void TryParse_OnlyUtcWithZ_Accepted(string? text, bool accepted) => Assert.Equal(accepted, UtcText.TryParse(text, out _));
}
