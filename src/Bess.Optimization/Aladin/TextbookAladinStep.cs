namespace Bess.Optimization.Aladin;

/// <summary>Figures of one iteration of textbook ALADIN. Vectors have length K·T.</summary>
public sealed record TextbookAladinStep
{
    /// <summary>1 for the first answer.</summary>
    public required int Iteration { get; init; }

    /// <summary>True when gap and residual are below their tolerances.</summary>
    public required bool Converged { get; init; }

    /// <summary>False when the coupling problem could not be solved.</summary>
    public required bool Solved { get; init; }

    /// <summary>max |Σp − v|, v the coupling's local solution.</summary>
    public required double Residual { get; init; }

    /// <summary>max |s|: what the coupling problem could not move but by its slack.</summary>
    public required double Slack { get; init; }

    /// <summary>Σ f + φ(v) + yᵀ(Σp − v) at the answered price.</summary>
    public required double Value { get; init; }

    /// <summary>Σ f of the blocks.</summary>
    public required double Cost { get; init; }

    /// <summary>Best bound so far.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Money that counts as 1.</summary>
    public required double Scale { get; init; }

    /// <summary>Coupled sums Σ p.</summary>
    public required double[] Sums { get; init; }

    /// <summary>y that was answered.</summary>
    public required double[] Multipliers { get; init; }
}
