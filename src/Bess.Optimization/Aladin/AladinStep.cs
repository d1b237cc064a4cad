namespace Bess.Optimization.Aladin;

/// <summary>What the coordinator asks of the blocks next. Append only.</summary>
public enum AladinDecision
{
    /// <summary>Answer the next price.</summary>
    Continue = 0,

    /// <summary>Keep the present iterate as checkpoint, then answer the next price.</summary>
    ContinueFromCheckpoint = 1,

    /// <summary>Restore the checkpoint, then answer the next price.</summary>
    RollBack = 2,

    /// <summary>Gap and residual are below their tolerances.</summary>
    Converged = 3,

    /// <summary>The coupling matrix could not be factorised or the iterate is not finite: the best iterate so far counts.</summary>
    Failed = 4,
}

/// <summary>Figures of one iteration. Vectors have length K·T.</summary>
public sealed record AladinStep
{
    /// <summary>1 for the first answer.</summary>
    public required int Iteration { get; init; }

    /// <summary>What to do next.</summary>
    public required AladinDecision Decision { get; init; }

    /// <summary>μ that was answered.</summary>
    public required double Barrier { get; init; }

    /// <summary>max |Σp − v|.</summary>
    public required double Residual { get; init; }

    /// <summary>Largest distance of a coupled sum to its band.</summary>
    public required double Violation { get; init; }

    /// <summary>Σ f + coupling cost + yᵀr: the value, corrected to first order for the residual.</summary>
    public required double Value { get; init; }

    /// <summary>Σ f of the blocks.</summary>
    public required double Cost { get; init; }

    /// <summary>M·μ, the gap if the iterate were exactly central. Not a certificate while residuals remain.</summary>
    public required double Gap { get; init; }

    /// <summary>Money that counts as 1: max(|Σf| once the residual is small, Σ|f|).</summary>
    public required double Scale { get; init; }

    /// <summary>Newton decrement.</summary>
    public required double Decrement { get; init; }

    /// <summary>Multipliers predicted by the coupling problem.</summary>
    public required double[] Multipliers { get; init; }

    /// <summary>Coupled sums Σ p.</summary>
    public required double[] Sums { get; init; }

    /// <summary>σ, the factor by which μ shrinks next; 1 while recentring.</summary>
    public required double Shrink { get; init; }
}
