namespace Bess.Optimization.Aladin;

/// <summary>Figures of one ADMM iteration. Vectors have length K·T.</summary>
public sealed record ExchangeAdmmStep
{
    /// <summary>1 for the first answer.</summary>
    public required int Iteration { get; init; }

    /// <summary>True when gap and residual are below their tolerances.</summary>
    public required bool Converged { get; init; }

    /// <summary>max |Σp − v| over the coupling's own copies v of the sums, before and after the step.</summary>
    public required double Residual { get; init; }

    /// <summary>max |v⁺ − v|: how far the coupling's copy moved.</summary>
    public required double DualStep { get; init; }

    /// <summary>Σ f + yᵀΣp − support(y): the value at the answered price, corrected to first order for the residual.</summary>
    public required double Value { get; init; }

    /// <summary>Σ f of the blocks.</summary>
    public required double Cost { get; init; }

    /// <summary>Best bound so far, from the blocks' own dual bounds.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Money that counts as 1: max(|Σf| once the residual is small, Σ|f|).</summary>
    public required double Scale { get; init; }

    /// <summary>Coupled sums Σ p.</summary>
    public required double[] Sums { get; init; }

    /// <summary>y that was answered.</summary>
    public required double[] Multipliers { get; init; }
}
