namespace Bess.Optimization.Aladin;

/// <summary>Settings of <see cref="TextbookAladin"/>.</summary>
public sealed record TextbookAladinOptions
{
    /// <summary>μ of the coupling problem's slack, relative to the mean curvature 1/Σ(1/ω) of its row. Default 10.</summary>
    public double SlackPenalty { get; init; } = 10;

    /// <summary>Factor on μ per iteration. Default 1 (none).</summary>
    public double SlackPenaltyGrowth { get; init; } = 1;

    /// <summary>Stop when value and best bound differ by at most this share of the money scale. Default 1e-6.</summary>
    public double GapTolerance { get; init; } = 1e-6;

    /// <summary>… and the residual is at most this share of <see cref="ResidualScale"/>. Default 1e-6.</summary>
    public double ResidualTolerance { get; init; } = 1e-6;

    /// <summary>Size of a coupled sum that counts as 1. Default 1.</summary>
    public double ResidualScale { get; init; } = 1;
}
