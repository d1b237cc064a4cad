using Bess.TestKit;

namespace Bess.Domain.Tests;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Advance_SeveralTimers_FireInOrderOfTime()
    {
        var clock = new ManualTimeProvider(Build.Noon);
        var fired = new List<string>();
        using var once = clock.CreateTimer(_ => fired.Add($"once {clock.GetUtcNow():HH:mm}"), null, TimeSpan.FromMinutes(25), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add($"often {clock.GetUtcNow():HH:mm}"), null, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["often 12:10", "often 12:20", "once 12:25", "often 12:30"], fired);
        Assert.Equal(TimeSpan.FromMinutes(30), clock.GetElapsedTime(Build.Noon.Ticks));
    }

    [Fact]
    public void AdvanceTo_Past_Refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ManualTimeProvider(Build.Noon).AdvanceTo(Build.Noon.AddTicks(-1)));

    [Fact]
    public async Task TaskDelay_OnManualClock_EndsWhenAdvanced()
    {
        var clock = new ManualTimeProvider(Build.Noon);
        var delay = Task.Delay(TimeSpan.FromHours(1), clock);
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));
        await delay;
        Assert.True(delay.IsCompletedSuccessfully);
    }
}
