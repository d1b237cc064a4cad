namespace Bess.Optimization.Aladin;

/// <summary>Settings of <see cref="BarrierAladin"/>; the defaults were measured, see docs/benchmarks.md.</summary>
public sealed record BarrierAladinOptions
{
    /// <summary>Stop when the gap M·μ is at most this times the money scale. Default 1e-6.</summary>
    public double GapTolerance { get; init; } = 1e-6;

    /// <summary>… and the residual at most this times <see cref="ResidualScale"/>. Default 1e-6.</summary>
    public double ResidualTolerance { get; init; } = 1e-6;

    /// <summary>Size of a coupled sum that counts as 1, e.g. max |P| in MW; positive.</summary>
    public double ResidualScale { get; init; } = 1;

    /// <summary>μ₀ &gt; 0.</summary>
    public double InitialBarrier { get; init; } = 1;

    /// <summary>Smallest factor that μ may shrink by in one iteration. Default 0.05.</summary>
    public double LeastShrink { get; init; } = 0.05;

    /// <summary>Centrality below which μ may fall (Newton decrement). Default 10.</summary>
    public double Centrality { get; init; } = 10;

    /// <summary>Newton decrement above which the last cut of μ is taken back. Default 300.</summary>
    public double RollbackDecrement { get; init; } = 300;

    /// <summary>Iterations without recentring before a roll-back. Default 7.</summary>
    public int RecentringLimit { get; init; } = 7;

    /// <summary>Roll-backs to one checkpoint. Default 6.</summary>
    public int RollbackLimit { get; init; } = 6;

    /// <summary>Diagonal jitter on the scaled coupling matrix. Default 1e-13.</summary>
    public double Jitter { get; init; } = 1e-13;
}
