namespace Bess.Scheduling.Exclusivity;

/// <summary>Settings of <see cref="ExclusiveBattery"/>.</summary>
public sealed record ExclusiveOptions
{
    /// <summary>Stop when plan and bound differ by at most this share of the turnover Σ Δt |π̄| (C + D). Default 1e-8; &gt; 0.</summary>
    public double RelativeGap { get; init; } = 1e-8;

    /// <summary>Largest number of relaxations solved. Default 2,000; ≥ 1.</summary>
    public int NodeLimit { get; init; } = 2000;

    /// <summary>Overlap min(c, d) that counts as none, as a share of the smaller power limit. Default 1e-6; &gt; 0.</summary>
    public double OverlapTolerance { get; init; } = 1e-6;

    /// <summary>Stops early; the best plan so far is returned.</summary>
    public CancellationToken CancellationToken { get; init; }
}
