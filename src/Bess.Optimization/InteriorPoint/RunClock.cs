using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Time, cancellation and iterations spent, shared by the main run and its auxiliary runs.</summary>
internal sealed class RunClock
{
    private readonly SolverOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly long _start;
    private TimeSpan _factorisationStart;
    private TimeSpan _lastFactorisation;

    public RunClock(SolverOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _cancellationToken = cancellationToken;
        _start = options.TimeProvider.GetTimestamp();
    }

    public int Iterations { get; set; }

    private bool HasLimit => _options.TimeLimit != Timeout.InfiniteTimeSpan;

    public TimeSpan Elapsed => _options.TimeProvider.GetElapsedTime(_start);

    /// <summary>Tells that a factorisation, the one long step of an iteration, begins.</summary>
    public void StartFactorisation()
    {
        if (HasLimit) _factorisationStart = Elapsed;
    }

    public void EndFactorisation()
    {
        if (HasLimit) _lastFactorisation = Elapsed - _factorisationStart;
    }

    /// <summary>
    /// The status that ends the run now, or <see langword="null"/> to go on. The time limit also ends a run that the next
    /// factorisation, if as long as the last one, would carry beyond it.
    /// </summary>
    public SolveStatus? Interruption()
    {
        if (_cancellationToken.IsCancellationRequested) return SolveStatus.Cancelled;
        if (HasLimit && Elapsed + _lastFactorisation >= _options.TimeLimit) return SolveStatus.TimeLimit;
        return Iterations >= _options.IterationLimit ? SolveStatus.IterationLimit : null;
    }
}
