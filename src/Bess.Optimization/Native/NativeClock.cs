using Bess.Optimization.Problems;

namespace Bess.Optimization.Native;

/// <summary>Time and cancellation of one call; iterations are the library's own matter.</summary>
internal sealed class NativeClock(SolverOptions options, CancellationToken cancellationToken)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public double Seconds => options.TimeProvider.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The rest of the time limit [s]; +∞ without one.</summary>
    public double SecondsLeft => options.TimeLimit == Timeout.InfiniteTimeSpan ? double.PositiveInfinity : options.TimeLimit.TotalSeconds - Seconds;

    /// <summary>The status that ends the run now, or <see langword="null"/> to go on.</summary>
    public SolveStatus? Interruption()
    {
        if (cancellationToken.IsCancellationRequested) return SolveStatus.Cancelled;
        return SecondsLeft <= 0.0 ? SolveStatus.TimeLimit : null;
    }
}
