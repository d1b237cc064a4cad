using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Time, cancellation and iterations spent, shared by the main run and its auxiliary runs.</summary>
internal sealed class RunClock
{
    private readonly SolverOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly long _start;

    public RunClock(SolverOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _cancellationToken = cancellationToken;
        _start = options.TimeProvider.GetTimestamp();
    }

    public int Iterations { get; set; }

    public TimeSpan Elapsed => _options.TimeProvider.GetElapsedTime(_start);

    /// <summary>The status that ends the run now, or <see langword="null"/> to go on.</summary>
    public SolveStatus? Interruption()
    {
        if (_cancellationToken.IsCancellationRequested) return SolveStatus.Cancelled;
        if (_options.TimeLimit != Timeout.InfiniteTimeSpan && Elapsed >= _options.TimeLimit) return SolveStatus.TimeLimit;
        return Iterations >= _options.IterationLimit ? SolveStatus.IterationLimit : null;
    }
}
