namespace Bess.Dashboard.Streaming;

/// <summary>How often the followers of this server are written to: the more there are, the more events share one write, so that rounds keep the processors.</summary>
internal sealed class StreamPace
{
    private const int FollowersServedAtOnce = 4;
    private static readonly TimeSpan PerFollower = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private int _followers;

    /// <summary>Least time between two writes to one follower; zero while there are few.</summary>
    public TimeSpan Pause
    {
        get
        {
            var followers = Volatile.Read(ref _followers);
            return followers <= FollowersServedAtOnce ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(Longest.Ticks, followers * PerFollower.Ticks));
        }
    }

    public void Enter() => Interlocked.Increment(ref _followers);

    public void Leave() => Interlocked.Decrement(ref _followers);
}
