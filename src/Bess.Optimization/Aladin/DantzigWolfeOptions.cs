namespace Bess.Optimization.Aladin;

/// <summary>Settings of <see cref="DantzigWolfe"/>.</summary>
public sealed record DantzigWolfeOptions
{
    /// <summary>Wentges smoothing: share of the best price so far in the next one. Default 0.7; range [0, 1).</summary>
    public double Smoothing { get; init; } = 0.7;

    /// <summary>Stop when the master's value and the best bound differ by at most this share of the money scale. Default 1e-6.</summary>
    public double GapTolerance { get; init; } = 1e-6;
}
