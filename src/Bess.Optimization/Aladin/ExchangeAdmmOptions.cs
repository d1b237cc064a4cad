namespace Bess.Optimization.Aladin;

/// <summary>Settings of <see cref="ExchangeAdmm"/>.</summary>
public sealed record ExchangeAdmmOptions
{
    /// <summary>Over-relaxation α. Default 1.7; range (0, 2).</summary>
    public double Relaxation { get; init; } = 1.7;

    /// <summary>Stop when value and best bound differ by at most this share of the money scale. Default 1e-6.</summary>
    public double GapTolerance { get; init; } = 1e-6;

    /// <summary>… and the residual is at most this share of <see cref="ResidualScale"/>. Default 1e-6.</summary>
    public double ResidualTolerance { get; init; } = 1e-6;

    /// <summary>Size of a coupled sum that counts as 1. Default 1.</summary>
    public double ResidualScale { get; init; } = 1;
}
