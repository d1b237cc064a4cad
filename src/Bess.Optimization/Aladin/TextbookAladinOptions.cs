namespace Bess.Optimization.Aladin;

/// <summary>Settings of <see cref="TextbookAladin"/>.</summary>
public sealed record TextbookAladinOptions
{
    /// <summary>μ of the coupling problem's slack, relative to the curvature 1/Σ(1/ω) of its row. Default 5.</summary>
    /// <remarks>
    /// Measured on linear programmes: a soft slack (2 … 10) makes the method a proximal dual ascent that reaches 1e-3; the stiff slack that
    /// the textbook asks for (30 and more) never does, because nothing but the slack can move.
    /// </remarks>
    public double SlackPenalty { get; init; } = 5;

    /// <summary>Factor on μ per iteration. Default 1 (none).</summary>
    public double SlackPenaltyGrowth { get; init; } = 1;

    /// <summary>Stop when value and best bound differ by at most this share of the money scale. Default 1e-6.</summary>
    public double GapTolerance { get; init; } = 1e-6;

    /// <summary>… and the residual is at most this share of <see cref="ResidualScale"/>. Default 1e-6.</summary>
    public double ResidualTolerance { get; init; } = 1e-6;

    /// <summary>Size of a coupled sum that counts as 1. Default 1.</summary>
    public double ResidualScale { get; init; } = 1;
}
