using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Time, cancellation and work of one search.</summary>
internal sealed class SearchClock(BranchAndBoundOptions options, CancellationToken cancellationToken)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public TimeProvider TimeProvider => options.TimeProvider;

    public CancellationToken CancellationToken => cancellationToken;

    public int Relaxations { get; private set; }

    public int Iterations { get; private set; }

    public double Seconds => options.TimeProvider.GetElapsedTime(_start).TotalSeconds;

    public TimeSpan TimeLeft
    {
        get
        {
            if (options.TimeLimit == Timeout.InfiniteTimeSpan) return Timeout.InfiniteTimeSpan;
            TimeSpan left = options.TimeLimit - options.TimeProvider.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public BranchAndBoundStatus? Interruption()
    {
        if (cancellationToken.IsCancellationRequested) return BranchAndBoundStatus.Cancelled;
        return TimeLeft == TimeSpan.Zero ? BranchAndBoundStatus.TimeLimit : null;
    }

    public void Count(SolveResult result)
    {
        Relaxations++;
        Iterations += result.Report.Iterations;
    }
}
